import { judge } from './actionRules';
import type { ReplicaSetObject } from './objects';
import type { RolloutObject } from './rolloutTypes';

/**
 * The names of all actions, in the order in which a page offers them.
 *
 * @public
 */
export const ACTION_NAMES = [
  'promote',
  'promoteFull',
  'abort',
  'retry',
  'pause',
  'resume',
  'restart',
] as const;

/**
 * An action on a Rollout. On a page `promote` is "Next step" and `promoteFull` is "Finish now".
 *
 * @public
 */
export type ActionName = (typeof ACTION_NAMES)[number];

/**
 * Whether an action can be asked for now; if not: why, and what to do instead.
 *
 * @public
 */
export type ActionAnswer =
  | { possible: true; note?: string }
  | { possible: false; reason: string; instead?: string };

/**
 * What is known beside the Rollout itself.
 *
 * @public
 */
export type ActionContext = {
  /** The ReplicaSets of the Rollout: they name the stable image and decide on the rollback window. */
  replicaSets?: readonly ReplicaSetObject[];
};

/**
 * Which actions are possible now, and why the others are not. Stricter than Argo CD: what the controller would ignore,
 * or would do to a version that nobody has seen, is refused.
 *
 * @public
 */
export function possibleActions(
  rollout: RolloutObject,
  context: ActionContext = {},
): Record<ActionName, ActionAnswer> {
  const answer = (action: ActionName) => judge(action, rollout, context);
  return {
    promote: answer('promote'),
    promoteFull: answer('promoteFull'),
    abort: answer('abort'),
    retry: answer('retry'),
    pause: answer('pause'),
    resume: answer('resume'),
    restart: answer('restart'),
  };
}
