import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, packageDir } from '../run/paths.ts';
import { ASSET_FILES, ASSET_ROWS } from './assets.ts';
import { assetsKey, rowKey, setKey, type ModuleFiles } from './buildKey.ts';
import { PROGRAM_ROWS, type ProgramRow } from './programs.ts';

/** Where the programs of one row are, or will be. */
export interface LocatedRow {
  row: ProgramRow;
  dir: string;
  /** Names of programs that are not built. */
  missing: string[];
}

/** Where the programs of this checkout are, or will be. */
export interface Programs {
  /** The folder that shows all programs under one roof. */
  binDir: string;
  assetsDir: string;
  rows: LocatedRow[];
  missingAssets: string[];
  /** What a build still has to make or to show; empty when complete. */
  missing: string[];
}

/** The folder of everything that is built for labs. */
export function buildsDir(): string {
  return join(cacheDir(), 'lab');
}

/** Finds the cache folders of this checkout's go.mod and go.sum files. */
export function locatePrograms(): Programs {
  const platform = `${process.platform}-${process.arch}`;
  const keyed = PROGRAM_ROWS.map(row => ({
    row,
    key: rowKey(row, { platform, files: moduleFiles(row.folder) }),
  }));
  const rows = keyed.map(({ row, key }): LocatedRow => {
    const dir = join(buildsDir(), 'rows', `${row.folder}-${key}`);
    return { row, dir, missing: absent(Object.keys(row.programs), dir) };
  });
  const set = setKey(keyed.map(({ key }) => key));
  const binDir = join(buildsDir(), set, 'bin');
  const names = PROGRAM_ROWS.flatMap(row => Object.keys(row.programs));
  const assetsDir = join(
    buildsDir(),
    'rows',
    `assets-${assetsKey(ASSET_ROWS.map(moduleFiles))}`,
  );
  const missingAssets = absent(ASSET_FILES, assetsDir);
  const missing = [...absent(names, binDir), ...missingAssets];
  return { binDir, assetsDir, rows, missingAssets, missing };
}

function absent(names: readonly string[], dir: string): string[] {
  return names.filter(name => !existsSync(join(dir, name)));
}

function moduleFiles(folder: string): ModuleFiles {
  const read = (name: string) =>
    readFileSync(join(packageDir(), 'go', folder, name), 'utf8');
  return { goMod: read('go.mod'), goSum: read('go.sum') };
}
