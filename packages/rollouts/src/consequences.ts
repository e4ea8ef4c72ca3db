import type { ActionName } from './actions';
import type { RolloutObject } from './rolloutTypes';

/** @public */
export declare function consequences(
  action: ActionName,
  rollout: RolloutObject,
): readonly string[];
