import { z } from 'zod/v4';
import type { RolloutObject } from './rolloutTypes';

/**
 * Schema of what a person saw when they asked for an action.
 *
 * @public
 */
export const sawSchema = z.object({
  uid: z.string().max(253),
  podHash: z.string().max(253).nullable(),
  stablePodHash: z.string().max(253).nullable(),
  step: z.number().int().nullable(),
  phase: z.string().max(253),
  generation: z.number().int().nullable(),
  aborted: z.boolean(),
  paused: z.boolean(),
});

/**
 * What a person saw when they asked for an action. JSON-safe: it travels with the request.
 *
 * @public
 */
export type Saw = z.infer<typeof sawSchema>;

/**
 * Whether a Rollout is still as it was seen; if not, what is there now.
 *
 * @public
 */
export type StillAsSeen = { same: true } | { same: false; now: string };

/** @public */
export declare function whatOnePersonSaw(rollout: RolloutObject): Saw;
/** @public */
export declare function stillAsSeen(
  saw: Saw,
  rollout: RolloutObject,
): StillAsSeen;
