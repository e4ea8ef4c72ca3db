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

/** @public */
export declare function possibleActions(
  rollout: RolloutObject,
): Record<ActionName, ActionAnswer>;
