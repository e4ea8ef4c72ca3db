import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeOnPrometheus, promtool } from '@greenlight/lab';
import {
  generatePromtoolTest,
  generateRules,
  promtoolTestToYaml,
  toYaml,
  type GenerateRulesOptions,
  type Objective,
} from '../index';
import {
  anObjective,
  counter,
  LATENCY,
  RATIO,
  type Changes,
} from '../testing/documents';

const TARGET = 'spec.objectives.0.targetPercent';
const WINDOW = 'spec.timeWindow.0.duration';

const OBJECTIVES: Array<[string, Changes, GenerateRulesOptions?]> = [
  ['three nines over 30 days', {}],
  ['a latency', LATENCY],
  [
    'a latency of one second',
    { ...LATENCY, [`${RATIO}.good.metricSource.spec.le`]: '1' },
  ],
  [
    'a size of a million bytes',
    { ...LATENCY, [`${RATIO}.good.metricSource.spec.le`]: '1048576' },
  ],
  ['28 days', { [WINDOW]: '28d' }],
  [
    'a week of 90 %, whose fastest alert cannot fire',
    { [WINDOW]: '7d', [TARGET]: '90' },
  ],
  ['a day', { [WINDOW]: '1d' }],
  ['a quarter of five nines', { [WINDOW]: '90d', [TARGET]: '99.999' }],
  ['half of all events', { [TARGET]: '50' }],
  [
    'good events',
    {
      [`${RATIO}.bad`]: undefined,
      [`${RATIO}.good`]: counter(
        'service="checkout",environment="prod",code!~"5.."',
      ),
    },
  ],
  [
    'good events of another metric',
    {
      [`${RATIO}.bad`]: undefined,
      [`${RATIO}.good`]: counter('service="checkout"', 'http_good_total'),
    },
  ],
  [
    'errors of another metric',
    { [`${RATIO}.bad`]: counter('service="checkout"', 'http_errors_total') },
  ],
  [
    'a name with quotes and backslashes',
    {
      'metadata.displayName': 'Say "hi" \\ \'bye\' 100 %',
      [`${RATIO}.total`]: counter('service="check\\"out\\\\"'),
      [`${RATIO}.bad`]: counter('service="check\\"out\\\\",code="500"'),
    },
  ],
  ['two replicas', {}, { replicaLabels: ['replica'] }],
  [
    'much traffic wanted',
    {},
    {
      minEvents: 5000,
      sliIntervalSeconds: 60,
      budgetIntervalSeconds: 240,
      lowBudget: '0.5',
    },
  ],
];

describe.each(['3', '2'] as const)('promtool %s', version => {
  describeOnPrometheus(version, 'on generated files', () => {
    let dir: string;

    beforeAll(() => {
      dir = mkdtempSync(join(tmpdir(), 'openslo-'));
    });

    afterAll(() => rmSync(dir, { recursive: true }));

    function write(objective: Objective, options: GenerateRulesOptions = {}) {
      const rules = generateRules(objective, options);
      const ruleFile = 'rules.yaml';
      const answer = generatePromtoolTest(objective, { ...options, ruleFile });
      if (answer.state !== 'generated') throw new Error(answer.because);
      writeFileSync(join(dir, ruleFile), toYaml(rules));
      writeFileSync(join(dir, 'test.yaml'), promtoolTestToYaml(answer.test));
      return answer.test;
    }

    const run = (...args: string[]) => promtool(args, { cwd: dir, version });

    it.each(OBJECTIVES.map(row => [row[0], row[1], row[2] ?? {}] as const))(
      'finds the rules of %s right',
      async (_, changes, options) => {
        write(anObjective(changes), options);
        const checked = await run('check', 'rules', 'rules.yaml');
        expect(checked.stderr).toBe('');
        expect(checked.code).toBe(0);
        const tested = await run('test', 'rules', 'test.yaml');
        expect(tested.stderr).toBe('');
        expect(tested.code).toBe(0);
      },
    );

    it('finds rules of another objective wrong', async () => {
      write(anObjective());
      const others = generateRules(anObjective({ [TARGET]: '99.8' }));
      writeFileSync(join(dir, 'rules.yaml'), toYaml(others));
      const tested = await run('test', 'rules', 'test.yaml');
      expect(tested.code).not.toBe(0);
      expect(tested.stdout + tested.stderr).toContain(
        'slo:period_error_budget_consumed:ratio',
      );
    });
  });
});
