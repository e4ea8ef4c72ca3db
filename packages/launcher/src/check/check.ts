import path from 'node:path';
import { logDir } from '../paths.ts';
import { run } from '../process/programs.ts';
import type { Stage, StageResult } from '../stages.ts';
import { checkStages } from './stages.ts';
import type { CheckStage } from './stages.ts';
import { unitStage } from './unit.ts';

export interface CheckOptions {
  all: boolean;
  fix: boolean;
  /** Names of stages; none means all of them. */
  only: readonly string[];
}

export const checkStageNames = [...checkStages.map(s => s.name), 'unit'];

export function checkPlan(options: CheckOptions): Stage[] {
  const stages = [
    ...checkStages.map(stage => asStage(stage, options.fix)),
    unitStage({ all: options.all }),
  ];
  return options.only.length === 0
    ? stages
    : stages.filter(stage => options.only.includes(stage.name));
}

export function asStage(stage: CheckStage, fix: boolean): Stage {
  return { name: stage.name, run: () => runCheck(stage, fix) };
}

async function runCheck(stage: CheckStage, fix: boolean): Promise<StageResult> {
  const ended = await run({
    ...stage.program({ fix }),
    logFile: path.join(logDir, `${stage.name}.log`),
  });
  return ended.code === 0
    ? { kind: 'ok' }
    : {
        kind: 'failed',
        output: ended.output,
        advise: ended.code === null || ended.code > 100,
      };
}
