import { checkStages } from '../check/stages.ts';
import { jestProgram, needsOfTests } from '../jest.ts';
import { root, tool, yarnProgram } from '../paths.ts';
import type { Program } from '../process/programs.ts';
import { countsOfExit, countsOfJest, countsOfPlaywright } from './counts.ts';
import type { Counts } from './counts.ts';
import { databaseTests, hasFiles } from './files.ts';

/** What suites need or wish; `--require` turns its absence into a failure. */
export const needNames = [
  'lab',
  'prometheus2',
  'postgres',
  'browser',
  'conformance',
] as const;
export type Need = (typeof needNames)[number];

export interface SuiteContext {
  /** Where the suite's report goes. */
  reportFile: string;
  /** What the needs gave: addresses, paths, tokens' files. */
  env: Readonly<Record<string, string>>;
  /** Can tests of databases run on PostgreSQL in a suite of their own? */
  postgres: boolean;
}

export interface Suite {
  name: string;
  what: string;
  /** What it cannot do without. */
  needs: readonly Need[];
  /** What some of its tests need, which skip by themselves where it is missing. */
  wishes?: readonly Need[];
  /** Read the counts from the report, or from the exit code where there is none. */
  count: (report: unknown, code: number | null) => Counts;
  /** Nothing to run is said, not passed over. */
  program: (context: SuiteContext) => Program | { nothing: string };
}

const browserTests = '/e2e-tests/.*\\.test\\.tsx?$';
const patterns = Object.values(needsOfTests);
const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function jestOn(pattern: string, what: string) {
  return ({ reportFile, env }: SuiteContext) =>
    hasFiles(pattern)
      ? jestProgram({ only: [pattern], reportFile, env, workers: 1 })
      : { nothing: `there is no ${what} yet` };
}

const checks: readonly Suite[] = checkStages.map(stage => ({
  name: stage.name,
  what: stage.what,
  needs: [],
  count: (_report, code) => countsOfExit(code),
  program: () => stage.program({ fix: false }),
}));

const jestSuites: readonly Suite[] = [
  {
    name: 'unit',
    what: 'every test that needs nothing but Node',
    needs: [],
    count: countsOfJest,
    program: ({ reportFile, postgres }) =>
      jestProgram({
        reportFile,
        workers: 2,
        except: [...patterns, ...(postgres ? databaseTests().map(escape) : [])],
      }),
  },
  {
    name: 'postgres',
    what: 'tests of databases, on SQLite and on PostgreSQL',
    needs: ['postgres'],
    count: countsOfJest,
    program: ({ reportFile, env }) => {
      const files = databaseTests();
      return files.length > 0
        ? jestProgram({ only: files.map(escape), reportFile, env, workers: 1 })
        : { nothing: 'no test uses a database yet' };
    },
  },
  {
    name: 'conformance',
    what: 'the recorded cases of other projects',
    needs: ['conformance'],
    count: countsOfJest,
    program: jestOn(needsOfTests.conformance, 'conformance test'),
  },
  {
    name: 'lab',
    what: 'tests on the real control plane',
    needs: ['lab'],
    wishes: ['prometheus2'],
    count: countsOfJest,
    program: jestOn(needsOfTests.lab, 'test that needs the lab'),
  },
];

const apiReports: Suite = {
  name: 'api-reports',
  what: 'the public API is the one written down in report.api.md',
  needs: [],
  count: (_report, code) => countsOfExit(code),
  program: () => ({
    command: process.execPath,
    // It compiles anew: what an incremental compile infers comes in another order.
    args: [yarnProgram, 'run', 'api-reports', '--ci'],
    cwd: root,
  }),
};

const browser: Suite = {
  name: 'browser',
  what: 'Playwright, headless Chromium, the built portal on a lab',
  needs: ['lab', 'browser'],
  count: countsOfPlaywright,
  program: ({ reportFile, env }) =>
    hasFiles(browserTests)
      ? {
          command: process.execPath,
          args: [tool('playwright'), 'test', '--reporter=list,json'],
          cwd: root,
          env: { ...env, CI: 'true', PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
        }
      : { nothing: 'there is no browser test yet' },
};

/** Everything that `test` runs, in this order: cheap and telling first. */
export const suites: readonly Suite[] = [
  ...checks,
  apiReports,
  ...jestSuites,
  browser,
];
