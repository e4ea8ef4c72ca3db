import type {
  ActionName,
  Saw,
} from '@greenlight/backstage-plugin-delivery-common';
import { stillAsSeen, whatOnePersonSaw } from '@greenlight/rollouts';
import type { RolloutObject, StillAsSeen } from '@greenlight/rollouts';

/** What a page is to send back with an action on this Rollout. */
export function sawOf(rollout: RolloutObject): Saw {
  const saw = whatOnePersonSaw(rollout);
  return {
    uid: saw.uid,
    podHash: saw.podHash ?? undefined,
    stablePodHash: saw.stablePodHash ?? undefined,
    step: saw.step ?? undefined,
    phase: saw.phase,
    generation: saw.generation ?? undefined,
    aborted: saw.aborted,
    paused: saw.paused,
  };
}

/** Whether what an action depends on is still as a person saw it. */
export function stillSeen(
  saw: Saw,
  rollout: RolloutObject,
  action: ActionName,
): StillAsSeen {
  return stillAsSeen(
    {
      uid: saw.uid,
      podHash: saw.podHash ?? null,
      stablePodHash: saw.stablePodHash ?? null,
      step: saw.step ?? null,
      phase: saw.phase,
      generation: saw.generation ?? null,
      aborted: saw.aborted,
      paused: saw.paused,
    },
    rollout,
    action,
  );
}
