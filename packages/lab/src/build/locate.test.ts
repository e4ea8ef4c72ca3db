import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ASSET_FILES } from './assets.ts';
import { buildPrograms } from './build.ts';
import { locatePrograms, type LocatedRow } from './locate.ts';

const before = { ...process.env };

beforeEach(() => {
  process.env.GREENLIGHT_CACHE = mkdtempSync(join(tmpdir(), 'greenlight-'));
});

afterEach(() => {
  rmSync(process.env.GREENLIGHT_CACHE ?? '', { recursive: true });
  process.env = { ...before };
});

function pretendBuilt(rows: readonly LocatedRow[]): void {
  for (const { row, dir } of rows) {
    mkdirSync(dir, { recursive: true });
    for (const name of Object.keys(row.programs)) {
      writeFileSync(join(dir, name), name);
    }
  }
}

function pretendAssets(): void {
  const { assetsDir } = locatePrograms();
  mkdirSync(assetsDir, { recursive: true });
  for (const name of ASSET_FILES) writeFileSync(join(assetsDir, name), '[]');
}

it('misses everything in an empty cache', () => {
  const { missing, rows } = locatePrograms();
  expect(missing).toEqual(
    expect.arrayContaining(['etcd', 'kubectl', 'prometheus', 'crds.json']),
  );
  expect(rows.every(row => row.missing.length > 0)).toBe(true);
});

it('misses only the programs of the row that is not there', () => {
  const { rows } = locatePrograms();
  pretendBuilt(rows.filter(({ row }) => row.folder !== 'prometheus'));
  const lacking = locatePrograms().rows.flatMap(row => row.missing);
  expect(lacking).toEqual(['prometheus', 'promtool']);
});

it('shows programs that another checkout built without building or Go', async () => {
  process.env.PATH = '/nowhere';
  pretendBuilt(locatePrograms().rows);
  pretendAssets();
  expect(locatePrograms().missing).toContain('etcd');
  const { binDir, missing } = await buildPrograms(() => undefined);
  expect(missing).toEqual([]);
  expect(readFileSync(join(binDir, 'kube-apiserver'), 'utf8')).toBe(
    'kube-apiserver',
  );
});

it('misses a program that is shown but was removed from its row', async () => {
  pretendBuilt(locatePrograms().rows);
  pretendAssets();
  const { rows, binDir } = await buildPrograms(() => undefined);
  const etcd = rows.find(({ row }) => row.folder === 'etcd');
  rmSync(join(etcd?.dir ?? '', 'etcd'));
  expect(existsSync(join(binDir, 'etcd'))).toBe(false);
  expect(locatePrograms().missing).toEqual(['etcd']);
});
