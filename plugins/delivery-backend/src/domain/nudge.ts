import type { ActionRecord } from './actionRecord';

/**
 * A controller that ends a round of its own right when a patch arrives
 * overwrites what it knows with what it wrote, and the patch stays unseen until
 * the object changes again. So it is changed again, where that means nothing.
 */
const NUDGE_AFTER_MS = [1_500, 5_000, 15_000];

/** On a Rollout: the last action that the controller had to be nudged for. */
const NUDGE_ANNOTATION = 'greenlight.dev/nudged-for';

function waitsForController({ stage, state, patchedAt }: ActionRecord) {
  const waits = stage === 'waiting' || stage === 'following';
  return waits && state === 'sent' && patchedAt !== undefined;
}

/** Milliseconds until a nudge is due, negative when it is; undefined when none is to come. */
export function nudgeIn(record: ActionRecord, now: Date): number | undefined {
  const after = NUDGE_AFTER_MS[record.nudges ?? 0];
  if (after === undefined || !waitsForController(record)) return undefined;
  return Date.parse(record.patchedAt ?? '') + after - now.getTime();
}

/** The change that means nothing. */
export function nudgePatch(record: ActionRecord) {
  const value = `${record.id}.${(record.nudges ?? 0) + 1}`;
  return { body: { metadata: { annotations: { [NUDGE_ANNOTATION]: value } } } };
}
