import type { ActionName } from './actions';
import type { RolloutObject } from './rolloutTypes';

/**
 * What has to be read back before the next step of a plan may be sent.
 *
 * @public
 */
export type WaitFor =
  /** `observedGeneration` has reached the generation that the previous patch gave, and `spec.paused` is true. */
  | { is: 'pauseObserved' }
  /** `abort` is gone and the phase is Paused, or Progressing with a pause. */
  | { is: 'retriedAndPaused' };

/**
 * One merge patch.
 *
 * @public
 */
export interface PatchStep {
  /** `status`: to the subresource; undefined: to the resource itself. */
  subresource?: 'status';
  /** JSON merge patch (`application/merge-patch+json`). */
  body: Readonly<Record<string, unknown>>;
  /** To be sent to the resource itself when the subresource answers 404 (CRDs before v1.0); then `skipNext` steps are contained in it. */
  fallback?: { body: Readonly<Record<string, unknown>>; skipNext: number };
  /** To be observed after this step, before the next one. */
  waitFor?: WaitFor;
  /** To be sent when the plan cannot go on after this step; `sequence` says what is undone. */
  undo?: {
    subresource?: 'status';
    body: Readonly<Record<string, unknown>>;
    says: string;
  };
}

/**
 * The patches of an action in order, or why there are none.
 *
 * @public
 */
export type PatchPlan =
  | { steps: readonly PatchStep[] }
  | { refused: string; instead?: string };

/** @public */
export declare function patchPlan(
  action: ActionName,
  rollout: RolloutObject,
  options: { now: Date },
): PatchPlan;
/** @public */
export declare function isObserved(
  condition: WaitFor,
  rollout: RolloutObject,
): boolean;
