import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { LabError } from '../errors.ts';

const MARKER = join('packages', 'lab', 'go');

/**
 * The root of the repository, by walking up from where we were started. The same code runs as an ES module under Node's type stripping and as CommonJS under
 * Jest, so neither `import.meta` nor `__dirname` can be used.
 */
export function repoRoot(): string {
  const starts = [process.env.GREENLIGHT_ROOT, process.cwd()];
  if (process.argv[1] && existsSync(process.argv[1])) {
    starts.push(dirname(realpathSync(process.argv[1])));
  }
  for (const start of starts) {
    const root = start && climb(resolve(start));
    if (root) return root;
  }
  throw new LabError(
    `The repository was not found above ${process.cwd()}: run this inside the checkout, or set GREENLIGHT_ROOT to it.`,
  );
}

function climb(from: string): string | undefined {
  for (let dir = from; ; dir = dirname(dir)) {
    if (existsSync(join(dir, MARKER))) return dir;
    if (dirname(dir) === dir) return undefined;
  }
}

/** The folder of this package. */
export function packageDir(): string {
  return join(repoRoot(), 'packages', 'lab');
}

/** Where everything that can be fetched or built again is kept. */
export function cacheDir(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(
    env.GREENLIGHT_CACHE || join(homedir(), '.cache', 'greenlight'),
  );
}

/** The folder that has one folder per running lab. */
export function labsDir(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env.GREENLIGHT_LAB_DIR || join(cacheDir(env), 'labs'));
}

/** Names become folders and parts of messages, so they are plain. */
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** The folder of one lab. */
export function labDir(name: string): string {
  if (!NAME.test(name)) {
    throw new LabError(
      `"${name}" cannot be the name of a lab: use 1 to 40 lower-case letters, digits and dashes, starting with a letter or digit.`,
    );
  }
  return join(labsDir(), name);
}
