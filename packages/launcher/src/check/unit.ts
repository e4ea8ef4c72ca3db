import fs from 'node:fs';
import path from 'node:path';
import { jestProgram, needsOfTests } from '../jest.ts';
import { fromRoot, logDir, stateDir } from '../paths.ts';
import { run } from '../process/programs.ts';
import type { Stage, StageResult } from '../stages.ts';
import {
  addCounts,
  countsLine,
  countsOfJest,
  noCounts,
} from '../test/counts.ts';
import { readWorkspaces } from '../workspaces.ts';
import { currentKeys, readGreen, rememberGreen } from './green.ts';

const PARALLEL = 2;

/** Unit tests of the packages that changed since they were last green; `--all` runs them all. */
export function unitStage(options: { all: boolean }): Stage {
  return { name: 'unit', run: () => runUnit(options.all) };
}

async function runUnit(all: boolean): Promise<StageResult> {
  const workspaces = readWorkspaces();
  const keys = currentKeys(workspaces);
  const green = all ? {} : readGreen();
  const due = workspaces
    .map(w => w.name)
    .filter(name => green[name] !== keys.get(name));
  if (due.length === 0) {
    return { kind: 'ok', note: 'no package changed since its last green run' };
  }
  const reportFile = path.join(stateDir, 'reports', 'check-unit.json');
  fs.mkdirSync(path.dirname(reportFile), { recursive: true });
  fs.rmSync(reportFile, { force: true });
  const ended = await run({
    ...jestProgram({
      reportFile,
      projects: due,
      except: Object.values(needsOfTests),
      workers: PARALLEL,
    }),
    logFile: path.join(logDir, 'unit.log'),
  });
  const report = readReport(reportFile);
  rememberGreen(greenOnes(report, due, workspaces), keys);
  const counts = addCounts([noCounts, countsOfJest(report, ended.code)]);
  return ended.code === 0
    ? { kind: 'ok', note: `${countsLine(counts)} in ${due.length} packages` }
    : { kind: 'failed', output: ended.output };
}

export function readReport(file: string): JestReport | undefined {
  return fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : undefined;
}

interface JestReport {
  testResults?: ReadonlyArray<{ name: string; status: string }>;
}

/** A package without a failed file is green; without a report nothing is. */
function greenOnes(
  report: JestReport | undefined,
  due: readonly string[],
  workspaces: ReadonlyArray<{ name: string; dir: string }>,
): string[] {
  if (!report?.testResults) {
    return [];
  }
  const failed = report.testResults.filter(file => file.status !== 'passed');
  return due.filter(name => {
    const dir = workspaces.find(w => w.name === name)?.dir ?? '';
    return !failed.some(file => file.name.startsWith(`${fromRoot(dir)}/`));
  });
}
