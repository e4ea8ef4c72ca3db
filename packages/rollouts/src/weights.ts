import type { ReplicaSetObject } from './objects';
import type { RolloutObject } from './rolloutTypes';
import { currentStep, stepsOf } from './steps';

/**
 * The share of traffic that the steps ask for, and the one that the controller reports.
 *
 * @public
 */
export type CanaryWeights = {
  /** What stands for all traffic. */
  max: number;
  /** What the step asks for. */
  set: number;
  /** What the controller reports; without traffic routing the share of available pods. */
  actual: number;
  /** Weights that the status lists. */
  reported?: { canary: number; stable: number; additional: readonly number[] };
};

/** The label by which ReplicaSets, pods and subsets name the hash of their pod template. */
export const POD_HASH_LABEL = 'rollouts-pod-template-hash';

/**
 * The weight of the newest version: of a canary as the Argo Rollouts CLI prints it; of a blue-green one all or nothing,
 * by the active service.
 *
 * @public
 */
export function canaryWeights(
  rollout: RolloutObject,
  replicaSets: readonly ReplicaSetObject[],
): CanaryWeights {
  const { strategy } = rollout.spec;
  const max = maxTrafficWeight(rollout);
  if (strategy.kind !== 'canary') {
    const live = isActive(rollout) ? max : 0;
    return { max, set: live, actual: live };
  }
  const weights = rollout.status?.canary.weights;
  const set = setWeight(rollout, max);
  const actual = actualWeight(rollout, replicaSets, { max, set });
  if (!weights) return { max, set, actual };
  const reported = {
    canary: weights.canary.weight,
    stable: weights.stable.weight,
    additional: weights.additional.map(({ weight }) => weight),
  };
  return { max, set, actual, reported };
}

/** What stands for all traffic. */
export function maxTrafficWeight(rollout: RolloutObject): number {
  const { strategy } = rollout.spec;
  const max =
    strategy.kind === 'canary'
      ? strategy.trafficRouting?.maxTrafficWeight
      : undefined;
  return max !== undefined && max > 0 ? max : 100;
}

function setWeight(rollout: RolloutObject, max: number): number {
  if (rollout.status?.abort) return 0;
  if (!currentStep(rollout)) return max;
  const index = Math.max(0, rollout.status?.currentStepIndex ?? 0);
  return weightAt(rollout, index);
}

/** The last weight that a step up to this index sets; 0 before the first. */
export function weightAt(rollout: RolloutObject, index: number): number {
  const before = stepsOf(rollout).slice(0, index + 1);
  const last = before.filter(step => step.kind === 'setWeight').pop();
  return last?.weight ?? 0;
}

function actualWeight(
  rollout: RolloutObject,
  replicaSets: readonly ReplicaSetObject[],
  { max, set }: { max: number; set: number },
): number {
  const { status } = rollout;
  if (!currentStep(rollout)) return max;
  if (!status || status.availableReplicas <= 0) return 0;
  if (
    rollout.spec.strategy.kind === 'canary' &&
    rollout.spec.strategy.trafficRouting
  ) {
    return status.canary.weights?.canary.weight ?? set;
  }
  const canary = replicaSets.find(
    ({ meta }) =>
      meta.owner?.uid === rollout.meta.uid &&
      meta.labels[POD_HASH_LABEL] !== undefined &&
      meta.labels[POD_HASH_LABEL] === status.currentPodHash &&
      meta.labels[POD_HASH_LABEL] !== status.stableRS,
  );
  const available = canary?.status?.availableReplicas ?? 0;
  return Math.floor((available * max) / status.availableReplicas);
}

function isActive(rollout: RolloutObject): boolean {
  const { currentPodHash, blueGreen } = rollout.status ?? {};
  return (
    currentPodHash !== undefined && blueGreen?.activeSelector === currentPodHash
  );
}
