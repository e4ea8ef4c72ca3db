import type { AnalysisRunObject } from './analysisTypes';
import { compare, revisionOf } from './replicaSets';
import type { RolloutObject } from './rolloutTypes';
import type { AnalysisRunNode } from './treeTypes';

const ROLES: Readonly<Record<string, AnalysisRunNode['role']>> = {
  Step: 'step',
  Background: 'background',
  PrePromotion: 'prePromotion',
  PostPromotion: 'postPromotion',
};

/** The analysis runs of a Rollout, newest revision first, with their metrics and measurements. */
export function analysisRunNodes(
  rollout: RolloutObject,
  runs: readonly AnalysisRunObject[],
): readonly AnalysisRunNode[] {
  return runs
    .filter(({ meta }) => meta.owner?.uid === rollout.meta.uid)
    .map(run => analysisRunNode(rollout, run))
    .sort(
      (a, b) =>
        b.revision - a.revision ||
        compare(a.createdAt ?? '', b.createdAt ?? '') ||
        compare(b.name, a.name),
    );
}

function analysisRunNode(
  rollout: RolloutObject,
  run: AnalysisRunObject,
): AnalysisRunNode {
  const results = run.status?.metricResults ?? [];
  const total = (key: 'successful' | 'failed' | 'inconclusive' | 'error') =>
    results.reduce((sum, result) => sum + result[key], 0);
  const role = roleOf(rollout, run);
  const phase = run.status?.phase || 'Pending';
  const { creationTimestamp } = run.meta;
  return {
    uid: run.meta.uid,
    name: run.meta.name,
    revision: revisionOf(run.meta.annotations),
    ...(role ? { role } : {}),
    phase,
    message: run.status?.message ?? '',
    ...(creationTimestamp ? { createdAt: creationTimestamp } : {}),
    successful: total('successful'),
    failed: total('failed'),
    inconclusive: total('inconclusive'),
    error: total('error'),
    metrics: metricsOf(run),
  };
}

/** Every metric that was asked for or measured: one that has not started is shown too. */
function metricsOf(run: AnalysisRunObject): AnalysisRunNode['metrics'] {
  const results = run.status?.metricResults ?? [];
  const measured = results.map(result => {
    const spec = run.spec.metrics.find(({ name }) => name === result.name);
    return spec ? { ...result, spec } : result;
  });
  const waiting = run.spec.metrics
    .filter(({ name }) => !results.some(result => result.name === name))
    .map(spec => ({
      name: spec.name,
      phase: 'Pending',
      dryRun: false,
      successful: 0,
      failed: 0,
      inconclusive: 0,
      error: 0,
      consecutiveError: 0,
      count: 0,
      measurements: [],
      spec,
    }));
  return [...measured, ...waiting];
}

function roleOf(
  rollout: RolloutObject,
  run: AnalysisRunObject,
): AnalysisRunNode['role'] {
  const { canary, blueGreen } = rollout.status ?? {};
  const { name, labels } = run.meta;
  const labelled = labels['rollout-type'];
  if (labelled !== undefined && Object.hasOwn(ROLES, labelled)) {
    return ROLES[labelled];
  }
  if (canary?.stepAnalysis?.name === name) return 'step';
  if (canary?.backgroundAnalysis?.name === name) return 'background';
  if (blueGreen?.prePromotionAnalysis?.name === name) return 'prePromotion';
  if (blueGreen?.postPromotionAnalysis?.name === name) return 'postPromotion';
  return undefined;
}
