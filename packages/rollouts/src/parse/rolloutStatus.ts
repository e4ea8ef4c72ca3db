import type {
  PauseCondition,
  RolloutStatusFields,
  RunRef,
  WeightDestination,
} from '../rolloutTypes';
import { readConditions } from './meta';
import { compact, Fields } from './reading';

/** Reads `status` of a Rollout. */
export function readRolloutStatus(status: Fields): RolloutStatusFields {
  const observed = status.wholeOrText('observedGeneration');
  const workload = status.wholeOrText('workloadObservedGeneration');
  return compact({
    observedGeneration: observed === undefined ? undefined : String(observed),
    workloadObservedGeneration:
      workload === undefined ? undefined : String(workload),
    phase: status.shared('phase'),
    message: status.text('message'),
    currentPodHash: status.text('currentPodHash') || undefined,
    stableRS: status.text('stableRS') || undefined,
    currentStepIndex: status.whole('currentStepIndex'),
    currentStepHash: status.text('currentStepHash'),
    abort: status.flag('abort') ?? false,
    abortedAt: status.text('abortedAt'),
    controllerPause: status.flag('controllerPause') ?? false,
    pauseConditions: readPauses(status),
    promoteFull: status.flag('promoteFull') ?? false,
    restartedAt: status.text('restartedAt'),
    replicas: status.count('replicas'),
    updatedReplicas: status.count('updatedReplicas'),
    readyReplicas: status.count('readyReplicas'),
    availableReplicas: status.count('availableReplicas'),
    conditions: readConditions(status),
    canary: readCanaryStatus(status.object('canary')),
    blueGreen: readBlueGreenStatus(status.object('blueGreen')),
  });
}

function readPauses(status: Fields): readonly PauseCondition[] {
  return status.list('pauseConditions').map(pause =>
    compact({
      reason: pause.shared('reason') ?? 'Unknown',
      startTime: pause.text('startTime'),
    }),
  );
}

function readCanaryStatus(
  canary: Fields | undefined,
): RolloutStatusFields['canary'] {
  if (!canary) return {};
  const word = canary.text('stablePingPong');
  return compact({
    weights: readWeights(canary.object('weights')),
    stablePingPong: word === 'ping' || word === 'pong' ? word : undefined,
    stepAnalysis: readRun(canary.object('currentStepAnalysisRunStatus')),
    backgroundAnalysis: readRun(
      canary.object('currentBackgroundAnalysisRunStatus'),
    ),
    experiment: canary.text('currentExperiment') || undefined,
  });
}

function readBlueGreenStatus(
  blueGreen: Fields | undefined,
): RolloutStatusFields['blueGreen'] {
  if (!blueGreen) return {};
  return compact({
    activeSelector: blueGreen.text('activeSelector') || undefined,
    previewSelector: blueGreen.text('previewSelector') || undefined,
    prePromotionAnalysis: readRun(
      blueGreen.object('prePromotionAnalysisRunStatus'),
    ),
    postPromotionAnalysis: readRun(
      blueGreen.object('postPromotionAnalysisRunStatus'),
    ),
  });
}

function readRun(run: Fields | undefined): RunRef | undefined {
  const name = run?.text('name');
  if (!run || !name) return undefined;
  return compact({
    name,
    status: run.shared('status'),
    message: run.text('message'),
  });
}

function readWeights(
  weights: Fields | undefined,
): RolloutStatusFields['canary']['weights'] {
  if (!weights) return undefined;
  const canary = readWeight(weights.object('canary'));
  const stable = readWeight(weights.object('stable'));
  if (!canary || !stable) return undefined;
  return compact({
    canary,
    stable,
    additional: weights
      .list('additional')
      .flatMap(destination => readWeight(destination) ?? []),
    verified: weights.flag('verified'),
  });
}

function readWeight(fields: Fields | undefined): WeightDestination | undefined {
  const weight = fields?.whole('weight');
  if (!fields || weight === undefined) return undefined;
  return compact({
    weight,
    serviceName: fields.shared('serviceName') || undefined,
    podTemplateHash: fields.shared('podTemplateHash') || undefined,
  });
}
