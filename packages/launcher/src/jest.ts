import { root, tool } from './paths.ts';
import type { Program } from './process/programs.ts';

export interface JestSelection {
  /** Patterns of the files to run; none means all. */
  only?: readonly string[];
  /** Patterns of the files to leave out. */
  except?: readonly string[];
  /** Package names; none means all. */
  projects?: readonly string[];
  reportFile: string;
  workers?: number;
  env?: Readonly<Record<string, string | undefined>>;
}

/** File names that say what a test needs; a unit test has none of them. */
export const needsOfTests = {
  lab: '\\.lab\\.test\\.tsx?$',
  postgres: '\\.postgres\\.test\\.tsx?$',
  conformance: '\\.conformance\\.test\\.tsx?$',
} as const;

/** Tests state what happens, not how fast: a busy machine is no failure. */
const SLOW_MACHINE_MS = 60_000;

const always = ['/node_modules/', '/e2e-tests/', '/dist/', '/dist-types/'];

/** Jest over the workspaces, with the configuration that Backstage gives each role. */
export function jestProgram(selection: JestSelection): Program {
  const { only = [], except = [], projects = [], workers } = selection;
  return {
    command: process.execPath,
    args: [
      tool('backstage-cli'),
      'repo',
      'test',
      ...only,
      '--watchAll=false',
      '--silent',
      '--json',
      `--outputFile=${selection.reportFile}`,
      `--testTimeout=${SLOW_MACHINE_MS}`,
      ...(workers ? [`--maxWorkers=${workers}`] : []),
      ...(projects.length > 0 ? ['--selectProjects', ...projects] : []),
      '--testPathIgnorePatterns',
      ...always,
      ...except,
    ],
    cwd: root,
    env: {
      CI: 'true',
      FORCE_COLOR: '0',
      BACKSTAGE_TEST_DISABLE_DOCKER: '1',
      GREENLIGHT_LAB: undefined,
      ...selection.env,
    },
  };
}
