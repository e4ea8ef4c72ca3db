import type {
  MetricSummary,
  RolloutProgress,
  StepView,
  Weights,
} from '@greenlight/backstage-plugin-delivery-common';
import {
  canaryWeights,
  meshWeight,
  rolloutFacts,
  stepPosition,
} from '@greenlight/rollouts';
import type { AnalysisRunObject, RolloutObject } from '@greenlight/rollouts';
import type { WorkloadParts } from './parts';

function stepViews(rollout: RolloutObject): StepView[] {
  return stepPosition(rollout).steps.map(
    ({ index, label, step, state, weight }) => ({
      index,
      label,
      kind: step.kind,
      state: state === 'ahead' ? 'next' : state,
      ...(step.kind === 'setWeight' ? { weight } : {}),
    }),
  );
}

function meshPart(rollout: RolloutObject, parts: WorkloadParts) {
  const mesh = meshWeight(
    rollout,
    parts.virtualServices,
    parts.destinationRules,
  );
  if (mesh.is === 'none') return { additional: [] };
  if (mesh.is === 'unknown') return { additional: [], unknown: mesh.reason };
  return {
    mesh: mesh.canary,
    additional: mesh.additional.map(each => ({
      name: each.subset ? `${each.host} ${each.subset}` : each.host,
      weight: each.weight,
    })),
    ...(mesh.drift.length > 0 ? { drift: mesh.drift.join('; ') } : {}),
  };
}

function weightsOf(rollout: RolloutObject, parts: WorkloadParts): Weights {
  if (rollout.spec.strategy.kind !== 'canary' || !rollout.status) {
    return { additional: [] };
  }
  const { max, set, actual } = canaryWeights(
    rollout,
    parts.replicaSets.map(each => each.object),
  );
  const percent = (weight: number) => (max > 0 ? (weight * 100) / max : 0);
  return {
    desired: percent(set),
    actual: percent(actual),
    ...meshPart(rollout, parts),
  };
}

function runsOf(rollout: RolloutObject): string[] {
  const { canary, blueGreen } = rollout.status ?? {};
  return [
    canary?.stepAnalysis,
    canary?.backgroundAnalysis,
    blueGreen?.prePromotionAnalysis,
    blueGreen?.postPromotionAnalysis,
  ].flatMap(run => run?.name ?? []);
}

function summaries(run: AnalysisRunObject): MetricSummary[] {
  return (run.status?.metricResults ?? []).map(result => {
    const spec = run.spec.metrics.find(each => each.name === result.name);
    const newest = result.measurements[result.measurements.length - 1];
    return {
      run: run.meta.name,
      metric: result.name,
      phase: result.phase,
      value: newest?.value,
      condition: spec?.successCondition ?? spec?.failureCondition,
      successful: result.successful,
      failed: result.failed,
      inconclusive: result.inconclusive,
      error: result.error,
      message: result.message ?? newest?.message,
    };
  });
}

function metricsOf(rollout: RolloutObject, parts: WorkloadParts) {
  const names = runsOf(rollout);
  return parts.analysisRuns
    .filter(run => names.includes(run.meta.name))
    .flatMap(summaries);
}

function pauseOf(facts: ReturnType<typeof rolloutFacts>, now: Date) {
  const pause = facts.pauses.find(each => each.reason !== 'Manual');
  if (!pause) return undefined;
  const { reason, since, remainingSeconds } = pause;
  const until =
    remainingSeconds === undefined
      ? undefined
      : new Date(now.getTime() + remainingSeconds * 1_000).toISOString();
  return { reason, since, until };
}

/** What is in flight on a Rollout, as a page shows it. */
export function progressOf(
  rollout: RolloutObject,
  parts: WorkloadParts,
  now: Date,
): RolloutProgress {
  const facts = rolloutFacts(rollout, now);
  const { strategy } = rollout.spec;
  return {
    strategy: strategy.kind,
    inFlight: facts.inFlight === true,
    aborted: facts.aborted && {
      since: facts.aborted.at,
      message: facts.aborted.message,
    },
    manualPause: facts.manualPause !== undefined,
    pause: pauseOf(facts, now),
    fullPromotionPending: facts.promoteFullPending,
    steps: stepViews(rollout),
    step: stepPosition(rollout).index,
    weights: weightsOf(rollout, parts),
    metrics: metricsOf(rollout, parts),
    podHash: rollout.status?.currentPodHash,
    stablePodHash: rollout.status?.stableRS,
    ...(strategy.kind === 'blueGreen' && {
      activeService: strategy.activeService,
      previewService: strategy.previewService,
    }),
  };
}
