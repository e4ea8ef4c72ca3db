import type { Run } from '../cli/parse.ts';
import { formatSeconds, reporterTo } from '../report.ts';
import { anyFailed, runStage, runStages } from '../stages.ts';
import { installStage, prepareToolPath } from '../setup/install.ts';
import { checkPlan, checkStageNames } from './check.ts';

const PARALLEL = 2;

export async function checkVerb({ flags, rest }: Run): Promise<number> {
  const unknown = rest.find(name => !checkStageNames.includes(name));
  if (unknown) {
    console.error(
      `There is no stage "${unknown}". Stages: ${checkStageNames.join(', ')}.`,
    );
    return 2;
  }
  const clock = () => performance.now();
  const reporter = reporterTo(line => console.log(line));
  const begun = clock();
  prepareToolPath();
  if (!flags['no-install']) {
    const outcome = await runStage(installStage(), { reporter, clock });
    if (outcome.result.kind === 'failed') {
      return 1;
    }
  }
  const plan = checkPlan({
    all: flags.all === true,
    fix: flags.fix === true,
    only: rest,
  });
  const outcomes = await runStages(plan, {
    concurrency: PARALLEL,
    reporter,
    clock,
  });
  const failed = anyFailed(outcomes);
  const total = formatSeconds((clock() - begun) / 1000);
  console.log(
    failed ? `Something is wrong (${total}).` : `All good (${total}).`,
  );
  return failed ? 1 : 0;
}
