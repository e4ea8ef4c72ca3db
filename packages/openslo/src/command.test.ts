import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { aDocument } from './__testUtils__/documents';

const COMMAND = join(__dirname, '../bin/greenlight-openslo.cjs');
const MINUTE = 60_000;

describe('greenlight-openslo', () => {
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'openslo-'));
  });

  afterEach(() => rmSync(dir, { recursive: true }));

  function run(args: string[], input = '') {
    const command = [COMMAND, ...args];
    const options = { cwd: dir, input, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      command,
      options,
    );
    return { status, stdout, stderr };
  }

  it(
    'writes rules from standard input to standard output',
    () => {
      const documents = [aDocument(), aDocument({ 'metadata.name': 'other' })];
      const said = run(
        ['generate', '--sli-interval', '60'],
        documents.join('---\n'),
      );
      expect(said).toMatchObject({ status: 0, stderr: '' });
      const { groups } = parse(said.stdout);
      expect(groups).toHaveLength(8);
      expect(groups[0]).toMatchObject({ interval: '1m' });
    },
    MINUTE,
  );

  it(
    'writes files into a folder',
    () => {
      writeFileSync(join(dir, 'slo.yaml'), aDocument());
      const said = run(['generate', '--out', 'rules', 'slo.yaml']);
      expect(said).toEqual({ status: 0, stdout: '', stderr: '' });
      expect(
        readdirSync(join(dir, 'rules'), { recursive: true }).sort(),
      ).toEqual([
        'checkout-availability.yaml',
        'tests',
        'tests/checkout-availability.yaml',
      ]);
    },
    MINUTE,
  );

  it(
    'writes nothing when a document is wrong, and says all that is',
    () => {
      writeFileSync(join(dir, 'good.yaml'), aDocument());
      const wrong = { 'spec.objectives.0.targetPercent': '100', kind: 'SLO' };
      writeFileSync(join(dir, 'bad.yaml'), aDocument({ ...wrong, odd: '1' }));
      const said = run(['generate', '--out', 'rules', 'good.yaml', 'bad.yaml']);
      expect(said).toMatchObject({ status: 1, stdout: '' });
      expect(said.stderr.trim().split('\n')).toEqual([
        expect.stringMatching(/^bad\.yaml: odd is not known/),
        expect.stringMatching(
          /^bad\.yaml: spec\.objectives\[0\]\.targetPercent /,
        ),
      ]);
      expect(readdirSync(dir)).not.toContain('rules');
    },
    MINUTE,
  );

  it.each([
    [['generate', 'missing.yaml'], 1, 'missing.yaml'],
    [['generate', '--min-events', 'many'], 1, 'minEvents is NaN'],
    [['generate', '--odd'], 1, '--odd'],
    [['publish'], 2, ''],
  ])(
    '%j ends with %d',
    (args, status, stderr) => {
      const said = run(args, aDocument());
      expect(said.status).toBe(status);
      expect(said.stderr).toContain(stderr);
    },
    MINUTE,
  );
});
