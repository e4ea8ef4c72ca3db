import type { ActionContext, ActionName } from './actions';
import { EFFECT_RULES } from './effectRules';
import type { RolloutObject } from './rolloutTypes';

/**
 * What became of an action, read from the Rollout and never from events.
 *
 * - `not-yet`: nothing shows that the controller has acted;
 * - `accepted`: the controller has acted on it;
 * - `in-effect`: what was wanted is so;
 * - `ignored`: the controller will not do it;
 * - `superseded`: something else happened to the Rollout meanwhile.
 *
 * @public
 */
export type Effect = {
  state: 'not-yet' | 'accepted' | 'in-effect' | 'ignored' | 'superseded';
  /** A sentence: what in the status says so. */
  because: string;
};

/** These are about a version; the others about the Rollout, whichever version it has. */
const ABOUT_A_VERSION: ReadonlySet<ActionName> = new Set([
  'promote',
  'promoteFull',
  'abort',
  'retry',
]);

/**
 * The receipt of an action: compares the Rollout on which the first patch was conditional (by its resourceVersion) with how
 * it is now. Give the ReplicaSets to notice an abort that a rollback window makes the controller ignore. How long to wait is
 * the caller's.
 *
 * @public
 */
export function effect(
  action: ActionName,
  before: RolloutObject,
  after: RolloutObject,
  context: ActionContext = {},
): Effect {
  if (after.meta.uid !== before.meta.uid) {
    return superseded('The Rollout was deleted and made again meanwhile.');
  }
  if (after.meta.deletionTimestamp !== undefined) {
    return superseded('The Rollout is being deleted.');
  }
  if (!before.status || !after.status) {
    return { state: 'not-yet', because: 'The Rollout has no status.' };
  }
  const hash = after.status.currentPodHash;
  if (ABOUT_A_VERSION.has(action) && hash !== before.status.currentPodHash) {
    return superseded(
      `The version was changed meanwhile: the new one is ${hash ?? 'unknown'}.`,
    );
  }
  return EFFECT_RULES[action]({
    before,
    after,
    was: before.status,
    is: after.status,
    context,
  });
}

function superseded(because: string): Effect {
  return { state: 'superseded', because };
}
