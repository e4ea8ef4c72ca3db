import { effect, isObserved } from '@greenlight/rollouts';
import type { RolloutObject } from '@greenlight/rollouts';
import type { ActionRecord, Progress } from './actionRecord';
import { stillSeen } from './saw';

/** What is to be done next for an action. */
export type Move =
  | { do: 'send' }
  | { do: 'undo'; because: string }
  | { do: 'wait' }
  | { do: 'note'; progress: Progress };

/** How long an accepted action is followed until it is in effect. */
export const followAcceptedMs = 15 * 60_000;

const wait: Move = { do: 'wait' };
const note = (progress: Progress): Move => ({ do: 'note', progress });

function isOlder(version: string | undefined, than: string | undefined) {
  if (!version || !than || !/^\d+$/.test(version) || !/^\d+$/.test(than)) {
    return false;
  }
  return BigInt(version) < BigInt(than);
}

/** Whether what is seen was there before the last patch, so that it proves nothing. */
export function isBeforePatch(
  record: Pick<ActionRecord, 'since'>,
  seen: RolloutObject,
): boolean {
  return isOlder(seen.meta.resourceVersion, record.since);
}

function late(record: ActionRecord, now: Date): boolean {
  return now.getTime() >= Date.parse(record.deadline);
}

/** Why a sequence cannot go on with what is there; undefined when it can. */
function interruption(
  record: ActionRecord,
  seen: RolloutObject,
): string | undefined {
  const { status } = record.before;
  if (seen.status?.currentPodHash !== status?.currentPodHash) {
    return 'Another version was deployed meanwhile';
  }
  const sent = record.plan.slice(0, record.step + 1);
  const retried = sent.some(step => {
    const { status: body } = step.body as { status?: { abort?: unknown } };
    return body?.abort === false;
  });
  if (retried && record.stage === 'waiting' && seen.status?.abort) {
    return 'It was aborted again meanwhile';
  }
  return undefined;
}

function whileWaiting(
  record: ActionRecord,
  seen: RolloutObject,
  now: Date,
): Move {
  const because = interruption(record, seen);
  if (because) return { do: 'undo', because };
  const condition = record.plan[record.step]?.waitFor;
  if (!condition || isObserved(condition, seen)) {
    return note({ stage: 'sending', step: record.step + 1 });
  }
  if (!late(record, now)) return wait;
  return {
    do: 'undo',
    because: 'The controller did not go along within the deadline',
  };
}

function whileFollowing(
  record: ActionRecord,
  seen: RolloutObject,
  now: Date,
): Move {
  const { state, because } = effect(record.action, record.before, seen);
  const done = { stage: 'done' as const, because };
  if (state === 'in-effect') return note({ ...done, state });
  if (state === 'ignored' || state === 'superseded') {
    return note({ ...done, state: 'ignored' });
  }
  if (state === 'accepted' && record.state !== 'accepted') {
    const until = new Date(now.getTime() + followAcceptedMs).toISOString();
    return note({ state, because, deadline: until });
  }
  if (!late(record, now)) return wait;
  const accepted = record.state === 'accepted';
  return note({
    stage: 'done',
    state: 'not-acknowledged',
    because: accepted
      ? `The controller accepted it, but it is not in effect after ${
          followAcceptedMs / 60_000
        } minutes: ${because}`
      : `The controller has not acted on it within the deadline: ${because}`,
  });
}

/**
 * What is to be done next, from what is seen of the Rollout. A record that is
 * `sending` was picked up again after a crash when `resumed` is set: then its
 * patch may have been taken already.
 */
export function nextMove(
  record: ActionRecord,
  seen: RolloutObject,
  options: { now: Date; resumed: boolean },
): Move {
  if (seen.meta.uid !== record.uid) {
    return note({
      stage: 'done',
      state: 'ignored',
      because: 'The Rollout was deleted and created anew',
    });
  }
  switch (record.stage) {
    case 'sending':
      return whileSending(record, seen, options.resumed);
    case 'waiting':
      return whileWaiting(record, seen, options.now);
    case 'following':
      return whileFollowing(record, seen, options.now);
    case 'undoing':
      return { do: 'undo', because: record.because };
    default:
      return wait;
  }
}

function whileSending(
  record: ActionRecord,
  seen: RolloutObject,
  resumed: boolean,
): Move {
  if (record.step >= record.plan.length) return note({ stage: 'following' });
  if (record.step > 0) {
    const because = interruption(record, seen);
    return because ? { do: 'undo', because } : { do: 'send' };
  }
  const seenStill = stillSeen(record.saw, seen);
  if (seenStill.same) return { do: 'send' };
  if (resumed) {
    const more = record.plan.length > 1 || record.plan[0]?.waitFor;
    return note({ stage: more ? 'waiting' : 'following' });
  }
  return note({
    stage: 'done',
    state: 'refused',
    because: `It has moved on since it was looked at: ${seenStill.now}`,
  });
}
