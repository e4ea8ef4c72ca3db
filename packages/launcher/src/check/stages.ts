import { fromRoot, root, tool } from '../paths.ts';
import type { Program } from '../process/programs.ts';
import { dropStaleTypesCache } from './typesCache.ts';

export interface CheckStage {
  name: string;
  what: string;
  program: (options: { fix: boolean }) => Program;
}

const cache = (...parts: string[]) =>
  fromRoot('node_modules', '.cache', 'greenlight', ...parts);

const bin = (name: string, ...args: string[]): Program => ({
  command: process.execPath,
  args: [tool(name), ...args],
  cwd: root,
  env: { FORCE_COLOR: '0', NODE_OPTIONS: '--max-old-space-size=4096' },
});

/** What `check` looks at, the longest first; each keeps a cache, so that only changes cost time. */
export const checkStages: readonly CheckStage[] = [
  {
    name: 'lint',
    what: 'ESLint: Backstage rules, floating promises, purity of domain code',
    program: ({ fix }) =>
      bin(
        'eslint',
        '--cache',
        '--cache-location',
        cache('eslint', '/'),
        '--cache-strategy',
        'content',
        '--ext',
        '.ts,.tsx,.js,.cjs,.mjs',
        '--max-warnings',
        '0',
        ...(fix ? ['--fix'] : []),
        'packages',
        'plugins',
        '.',
      ),
  },
  {
    name: 'types',
    what: 'TypeScript over all workspaces',
    program: () => {
      dropStaleTypesCache();
      return bin('tsc', '--pretty', 'false');
    },
  },
  {
    name: 'format',
    what: 'Prettier',
    program: ({ fix }) =>
      bin(
        'prettier',
        '--cache',
        '--cache-strategy',
        'content',
        '--cache-location',
        cache('prettier'),
        '--loglevel',
        'warn',
        fix ? '--write' : '--check',
        '.',
      ),
  },
  {
    name: 'spelling',
    what: 'cspell over identifiers, comments and documents',
    program: () =>
      bin(
        'cspell',
        'lint',
        '--cache',
        '--cache-strategy',
        'content',
        '--cache-location',
        cache('cspell'),
        '--no-progress',
        '--relative',
      ),
  },
  {
    name: 'architecture',
    what: 'dependency-cruiser: who may import whom',
    program: () =>
      bin(
        'depcruise',
        'packages',
        'plugins',
        '--config',
        fromRoot('.dependency-cruiser.cjs'),
        '--output-type',
        'err-long',
      ),
  },
];
