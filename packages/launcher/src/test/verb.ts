import type { Run } from '../cli/parse.ts';
import { endOrphans } from '../process/orphans.ts';
import { endEverything } from '../process/signals.ts';
import { describeOutcome, formatSeconds, reporterTo } from '../report.ts';
import { runStage } from '../stages.ts';
import { installStage, prepareToolPath } from '../setup/install.ts';
import { addCounts, countsLine } from './counts.ts';
import type { Counts } from './counts.ts';
import { runSuites } from './runSuites.ts';
import type { SuiteResult } from './runSuites.ts';
import { needNames, suites } from './suites.ts';
import type { Need } from './suites.ts';

const clock = () => performance.now();
const isNeed = (name: string): name is Need =>
  needNames.some(need => need === name);

export async function testVerb({ flags, rest }: Run): Promise<number> {
  const required = Array.isArray(flags.require) ? flags.require : [];
  const wrong =
    unknownIn('requirement', required, needNames) ??
    unknownIn(
      'suite',
      rest,
      suites.map(s => s.name),
    );
  if (wrong) {
    console.error(wrong);
    return 2;
  }
  const begun = clock();
  const chosen = suites.filter(s => rest.length === 0 || rest.includes(s.name));
  const results = await runAll(
    () => runSuites(chosen, { required: required.filter(isNeed) }),
    flags['no-install'] === true,
  );
  await endEverything();
  return conclude(results, (clock() - begun) / 1000);
}

async function runAll(
  rest: () => Promise<SuiteResult[]>,
  noInstall: boolean,
): Promise<SuiteResult[]> {
  prepareToolPath();
  await endOrphans();
  if (!noInstall) {
    const reporter = reporterTo(line => console.log(line));
    const { result } = await runStage(installStage(), { reporter, clock });
    if (result.kind === 'failed') {
      const counts = { passed: 0, failed: 1, skipped: 0 };
      return [{ name: 'install', seconds: 0, counts, result }];
    }
  }
  return rest();
}

function unknownIn(
  what: string,
  given: readonly string[],
  known: readonly string[],
): string | undefined {
  const unknown = given.find(name => !known.includes(name));
  return (
    unknown && `There is no ${what} "${unknown}". Known: ${known.join(', ')}.`
  );
}

/** The failures once more, where the eye looks for them, then the one line. */
function conclude(results: readonly SuiteResult[], seconds: number): number {
  const total: Counts = addCounts(results.map(r => r.counts));
  console.log(`\nSuites (${formatSeconds(seconds)} in all):`);
  for (const { name, counts, seconds: took, result } of results) {
    const line =
      result.kind === 'skipped'
        ? describeOutcome({ name, seconds: took, result })
        : `${result.kind === 'ok' ? '✓' : '✗'} ${name}  ${formatSeconds(
            took,
          )}  ${countsLine(counts)}`;
    console.log(`  ${line}`);
  }
  console.log(countsLine(total));
  return total.failed > 0 ? 1 : 0;
}
