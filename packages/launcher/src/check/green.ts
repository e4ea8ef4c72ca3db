import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { fromRoot, root, stateDir } from '../paths.ts';
import { closureOf } from '../workspaces.ts';
import type { Workspace } from '../workspaces.ts';

/** Which packages were green with which content; a package whose key is in here needs no new run. */
const file = path.join(stateDir, 'green.json');
const OUTSIDE = [
  'yarn.lock',
  'package.json',
  'tsconfig.json',
  // Tests of the launcher run with these two.
  'eslint-factory.js',
  '.dependency-cruiser.cjs',
];

export type GreenKeys = ReadonlyMap<string, string>;

/** One key per workspace, over its files, those of the workspaces below it, the lock file and Node. */
export function currentKeys(workspaces: readonly Workspace[]): GreenKeys {
  const outside = hashOf(OUTSIDE.map(name => contentHash(name)).join());
  const own = new Map(workspaces.map(w => [w.name, hashFolder(w.dir)]));
  return new Map(
    workspaces.map(w => {
      const parts = closureOf(w.name, workspaces).map(
        name => `${name}=${own.get(name)}`,
      );
      return [w.name, hashOf([process.version, outside, ...parts].join('\n'))];
    }),
  );
}

export interface ContentKeyOptions {
  /** Files of the checkout that count too. */
  besides: readonly string[];
  /** Files of the workspaces that do not count. */
  leaveOut: RegExp;
}

/** One key over a workspace and all of ours below it, for something made from them. */
export function contentKey(
  name: string,
  workspaces: readonly Workspace[],
  { besides, leaveOut }: ContentKeyOptions,
): string {
  const dirs = closureOf(name, workspaces).map(
    each => workspaces.find(w => w.name === each)?.dir ?? each,
  );
  return hashOf(
    [
      process.version,
      ...[...OUTSIDE, ...besides].map(contentHash),
      ...dirs.map(dir => `${dir}=${hashFolder(dir, leaveOut)}`),
    ].join('\n'),
  );
}

export function readGreen(): Record<string, string> {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
}

export function rememberGreen(names: readonly string[], keys: GreenKeys): void {
  const green = readGreen();
  for (const name of names) {
    green[name] = keys.get(name) ?? '';
  }
  fs.mkdirSync(stateDir, { recursive: true });
  fs.writeFileSync(`${file}.tmp`, JSON.stringify(green, null, 2));
  fs.renameSync(`${file}.tmp`, file);
}

/** Git knows what belongs to the folder: tracked files and new ones that are not ignored. */
function hashFolder(dir: string, leaveOut?: RegExp): string {
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', dir],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  const names = listed
    .split('\0')
    .filter(name => name !== '' && !leaveOut?.test(name))
    .sort();
  return hashOf(names.map(name => `${name}:${contentHash(name)}`).join('\n'));
}

function contentHash(name: string): string {
  try {
    return hashOf(fs.readFileSync(fromRoot(name)));
  } catch {
    return 'gone';
  }
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
