import fs from 'node:fs';
import path from 'node:path';
import { logDir, stateDir } from '../paths.ts';
import { run } from '../process/programs.ts';
import type { Program } from '../process/programs.ts';
import { reporterTo } from '../report.ts';
import { runStage } from '../stages.ts';
import type { StageResult } from '../stages.ts';
import type { Counts } from './counts.ts';
import { createNeeds } from './needs.ts';
import type { Obtained } from './needs.ts';
import { decideSuite, settleEmpty } from './decide.ts';
import type { Need, Suite } from './suites.ts';
import { worldOf } from './worlds.ts';

export interface SuiteResult {
  name: string;
  seconds: number;
  counts: Counts;
  result: StageResult;
}

export interface SuiteOptions {
  /** Needs whose absence is a failure. */
  required: readonly Need[];
}

const reporter = reporterTo(line => console.log(line));
const clock = () => performance.now();

const noteOf = (counts: Counts) =>
  `${counts.passed} passed, ${counts.skipped} skipped`;

/** Where PostgreSQL is, tests of databases move from `unit` to `postgres`. */
const usesDatabases = ['unit', 'postgres'];
const notAsked: Obtained = { ok: false, reason: 'not asked for' };

export async function runSuites(
  chosen: readonly Suite[],
  { required }: SuiteOptions,
): Promise<SuiteResult[]> {
  const need = createNeeds();
  const postgres = chosen.some(suite => usesDatabases.includes(suite.name))
    ? await need('postgres')
    : notAsked;
  const results: SuiteResult[] = [];
  for (const suite of chosen) {
    results.push(await runSuite(suite, { need, required, postgres }));
  }
  return results;
}

interface Surroundings {
  need: (name: Need) => Promise<Obtained>;
  required: readonly Need[];
  postgres: Obtained;
}

async function runSuite(
  suite: Suite,
  { need, required, postgres }: Surroundings,
): Promise<SuiteResult> {
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const outcome = await runStage(
    {
      name: suite.name,
      run: async () => {
        const done = await settle(suite, { need, required, postgres });
        counts = done.counts;
        return done.result;
      },
    },
    { reporter, clock },
  );
  const broken = outcome.result.kind === 'failed' && counts.failed === 0;
  return { ...outcome, counts: broken ? { ...counts, failed: 1 } : counts };
}

interface Settled {
  counts: Counts;
  result: StageResult;
}

async function settle(
  suite: Suite,
  { need, required, postgres }: Surroundings,
): Promise<Settled> {
  const reportFile = path.join(stateDir, 'reports', `${suite.name}.json`);
  const plan = (env: Readonly<Record<string, string>>) =>
    suite.program({ reportFile, env, postgres: postgres.ok });
  const empty = plan({});
  if ('nothing' in empty) {
    return settleEmpty(suite, required, empty.nothing);
  }
  const needs = await obtain(suite.needs, need);
  const wishes = await obtain(suite.wishes ?? [], need);
  const decided = decideSuite({ needs, wishes }, required);
  if (decided.kind === 'settled') {
    return decided;
  }
  const program = plan(decided.env);
  return 'nothing' in program
    ? settleEmpty(suite, required, program.nothing)
    : runProgram(suite, program, { reportFile, without: decided.without });
}

async function obtain(
  names: readonly Need[],
  need: (name: Need) => Promise<Obtained>,
): Promise<Map<Need, Obtained>> {
  const obtained = new Map<Need, Obtained>();
  for (const name of names) {
    obtained.set(name, await need(name));
  }
  return obtained;
}

async function runProgram(
  suite: Suite,
  program: Program,
  { reportFile, without }: { reportFile: string; without: readonly string[] },
): Promise<Settled> {
  fs.mkdirSync(path.dirname(reportFile), { recursive: true });
  fs.rmSync(reportFile, { force: true });
  const world = await worldOf(suite.name);
  if (!world.ok) {
    return {
      counts: { passed: 0, failed: 1, skipped: 0 },
      result: { kind: 'failed', output: world.reason, advise: true },
    };
  }
  const ended = await run({
    ...program,
    env: { ...program.env, ...world.env },
    logFile: path.join(logDir, `test-${suite.name}.log`),
  });
  await world.end();
  const counts = suite.count(readReport(reportFile), ended.code);
  const result: StageResult =
    counts.failed === 0
      ? { kind: 'ok', note: [noteOf(counts), ...without].join('; ') }
      : { kind: 'failed', output: ended.output, advise: ended.code === null };
  return { counts, result };
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
