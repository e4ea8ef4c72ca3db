import type { ActionName } from './actions';
import type { RolloutObject } from './rolloutTypes';

/**
 * What became of an action, read from the Rollout.
 *
 * `accepted`: the controller has acted on it; `in-effect`: what was wanted is so;
 * `ignored`: the controller will not do it; `superseded`: somebody changed the version meanwhile.
 *
 * @public
 */
export interface Effect {
  state: 'not-yet' | 'accepted' | 'in-effect' | 'ignored' | 'superseded';
  because: string;
}

/** @public */
export declare function effect(
  action: ActionName,
  before: RolloutObject,
  after: RolloutObject,
): Effect;
