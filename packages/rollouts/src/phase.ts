import type { RolloutObject, RolloutStatusFields } from './rolloutTypes';

/**
 * The words for the state of a workload. Unknown is an answer, never a pass.
 *
 * @public
 */
export type Phase =
  | 'Healthy'
  | 'Progressing'
  | 'Paused'
  | 'Degraded'
  | 'Unknown';

/**
 * The state of a workload, and why.
 *
 * @public
 */
export type WorkloadStatus = {
  phase: Phase;
  /** The controller's words or ours; empty when there is nothing to say. */
  message: string;
};

const WHOLE = /^[+-]?\d{1,15}$/;
const WORKLOAD_GENERATION = 'rollout.argoproj.io/workload-generation';
const CONTROLLER_PHASES: ReadonlySet<string> = new Set([
  'Healthy',
  'Progressing',
  'Paused',
  'Degraded',
]);

/**
 * The phase of a Rollout and the message to it, read as the Argo Rollouts CLI reads them. Unlike there, a phase
 * word that is not known is Unknown, and a Rollout that nobody has looked at yet is not judged by its numbers.
 *
 * @public
 */
export function rolloutStatus(rollout: RolloutObject): WorkloadStatus {
  const { status } = rollout;
  if (!status || !isGenerationObserved(rollout)) {
    return progressing('waiting for rollout spec update to be observed');
  }
  if (status.controllerPause && status.pauseConditions.length === 0) {
    return progressing('waiting for rollout to unpause');
  }
  if (!isWorkloadObserved(rollout)) {
    return progressing(
      'waiting for rollout spec update to be observed for the reference workload',
    );
  }
  if (status.phase) return controllerPhase(status.phase, status.message ?? '');
  return calculatedStatus(rollout, status);
}

/** Whether the controller has seen the spec as it is now; hashes of old controllers count as seen. */
export function isGenerationObserved(rollout: RolloutObject): boolean {
  const { generation } = rollout.meta;
  const observed = wholeNumber(rollout.status?.observedGeneration);
  if (!rollout.status) return false;
  if (observed === undefined || generation === undefined) return true;
  return observed >= generation;
}

/** Whether the controller has seen the object that `workloadRef` names as it is now. */
export function isWorkloadObserved(rollout: RolloutObject): boolean {
  if (!rollout.spec.workloadRef) return true;
  const wanted = wholeNumber(rollout.meta.annotations[WORKLOAD_GENERATION]);
  const observed = wholeNumber(rollout.status?.workloadObservedGeneration);
  return wanted === undefined || observed === undefined || wanted === observed;
}

/** Two times are one time, however they are written. */
export function sameTime(a: string | undefined, b: string | undefined) {
  if (a === undefined || b === undefined) return a === b;
  return a === b || Date.parse(a) === Date.parse(b);
}

export function isRestartPending(rollout: RolloutObject): boolean {
  const { restartAt } = rollout.spec;
  return (
    restartAt !== undefined && !sameTime(restartAt, rollout.status?.restartedAt)
  );
}

function controllerPhase(word: string, message: string): WorkloadStatus {
  if (CONTROLLER_PHASES.has(word)) return { phase: word as Phase, message };
  const said = `the controller says "${word.slice(0, 80)}"`;
  return { phase: 'Unknown', message: message ? `${said}: ${message}` : said };
}

/** For controllers before v1.0, which write no phase. */
function calculatedStatus(
  rollout: RolloutObject,
  status: RolloutStatusFields,
): WorkloadStatus {
  return (
    badCondition(status) ??
    pausedStatus(rollout, status) ??
    replicaStatus(rollout, status) ??
    strategyStatus(rollout, status) ?? { phase: 'Healthy', message: '' }
  );
}

function badCondition(status: RolloutStatusFields): WorkloadStatus | undefined {
  for (const { type, reason, message } of status.conditions) {
    if (type === 'InvalidSpec') {
      return { phase: 'Degraded', message: `InvalidSpec: ${message ?? ''}` };
    }
    if (reason === 'RolloutAborted' || reason === 'ProgressDeadlineExceeded') {
      return { phase: 'Degraded', message: `${reason}: ${message ?? ''}` };
    }
  }
  return undefined;
}

function pausedStatus(
  rollout: RolloutObject,
  status: RolloutStatusFields,
): WorkloadStatus | undefined {
  if (rollout.spec.paused)
    return { phase: 'Paused', message: 'manually paused' };
  const [pause] = status.pauseConditions;
  if (pause) return { phase: 'Paused', message: pause.reason };
  return isRestartPending(rollout)
    ? progressing('rollout is restarting')
    : undefined;
}

function replicaStatus(
  rollout: RolloutObject,
  status: RolloutStatusFields,
): WorkloadStatus | undefined {
  if (status.updatedReplicas < rollout.spec.replicas) {
    return progressing('more replicas need to be updated');
  }
  if (status.availableReplicas < status.updatedReplicas) {
    return progressing('updated replicas are still becoming available');
  }
  return undefined;
}

function strategyStatus(
  rollout: RolloutObject,
  status: RolloutStatusFields,
): WorkloadStatus | undefined {
  const { strategy } = rollout.spec;
  const promoted =
    status.stableRS !== undefined && status.stableRS === status.currentPodHash;
  if (strategy.kind === 'blueGreen') {
    const { activeSelector } = status.blueGreen;
    if (!activeSelector || activeSelector !== status.currentPodHash) {
      return progressing('active service cutover pending');
    }
    if (promoted) return undefined;
    return progressing(
      waitsForPostPromotion(strategy.postPromotionAnalysis, status)
        ? 'waiting for analysis to complete'
        : 'waiting for post-promotion verification to complete',
    );
  }
  if (strategy.kind === 'canary') {
    if (!strategy.trafficRouting && status.replicas > status.updatedReplicas) {
      return progressing('old replicas are pending termination');
    }
    return promoted
      ? undefined
      : progressing('waiting for all steps to complete');
  }
  return { phase: 'Unknown', message: 'the Rollout has no strategy' };
}

const COMPLETED = new Set(['Successful', 'Failed', 'Error', 'Inconclusive']);

function waitsForPostPromotion(
  templates: readonly string[],
  status: RolloutStatusFields,
): boolean {
  const run = status.blueGreen.postPromotionAnalysis;
  return templates.length > 0 && !(run && COMPLETED.has(run.status ?? ''));
}

export function progressing(message: string): WorkloadStatus {
  return { phase: 'Progressing', message };
}

export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && WHOLE.test(text) ? Number(text) : undefined;
}
