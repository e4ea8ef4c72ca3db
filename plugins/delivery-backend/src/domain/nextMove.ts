import { effect, isObserved, rolloutFacts } from '@greenlight/rollouts';
import type { ReplicaSetObject, RolloutObject } from '@greenlight/rollouts';
import type { ActionRecord, Progress } from './actionRecord';
import { nudgeIn } from './nudge';
import { stillSeen } from './saw';

/** What is to be done next for an action. */
export type Move =
  | { do: 'send' }
  | { do: 'undo' }
  | { do: 'wait' }
  | { do: 'nudge' }
  | { do: 'note'; progress: Progress };

/** What a move is decided by, beside the record. */
export type MoveContext = {
  readonly now: Date;
  /** It was picked up from somebody else: its patch may have been taken already. */
  readonly resumed: boolean;
  readonly replicaSets: readonly ReplicaSetObject[];
};

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

function isOtherVersion(record: ActionRecord, seen: RolloutObject): boolean {
  return seen.status?.currentPodHash !== record.before.status?.currentPodHash;
}

function statusAbort(body: Readonly<Record<string, unknown>>): unknown {
  const { status } = body as { status?: { abort?: unknown } };
  return status?.abort;
}

/** Why a sequence cannot go on with what is there; undefined when it can. */
function interruption(
  record: ActionRecord,
  seen: RolloutObject,
): string | undefined {
  if (isOtherVersion(record, seen)) {
    return 'Another version was deployed meanwhile';
  }
  const taken = record.plan.slice(
    0,
    record.stage === 'waiting' ? record.step + 1 : record.step,
  );
  const retried = taken.some(step => statusAbort(step.body) === false);
  if (retried && seen.status?.abort) return 'It was aborted again meanwhile';
  return undefined;
}

function waitOrNudge(record: ActionRecord, now: Date): Move {
  const nudge = nudgeIn(record, now);
  return nudge !== undefined && nudge <= 0 ? { do: 'nudge' } : wait;
}

/** Everything that was sent is taken back, the last first. */
function takeBack(record: ActionRecord, because: string): Move {
  return note({ stage: 'undoing', because, step: record.step });
}

function whileSending(
  record: ActionRecord,
  seen: RolloutObject,
  resumed: boolean,
): Move {
  if (record.step >= record.plan.length) return note({ stage: 'following' });
  if (record.step > 0) {
    const because = interruption(record, seen);
    return because ? takeBack(record, because) : { do: 'send' };
  }
  const still = stillSeen(record.saw, seen, record.action);
  if (still.same) return { do: 'send' };
  if (resumed) {
    const more = record.plan.length > 1 || record.plan[0]?.waitFor;
    return note({ stage: more ? 'waiting' : 'following' });
  }
  const because = `Nothing was done, it has moved on: ${still.now}`;
  return note({ stage: 'done', state: 'refused', because });
}

function whileWaiting(
  record: ActionRecord,
  seen: RolloutObject,
  now: Date,
): Move {
  const because = interruption(record, seen);
  if (because) return takeBack(record, because);
  const condition = record.plan[record.step]?.waitFor;
  if (!condition || isObserved(condition, seen)) {
    return note({ stage: 'sending', step: record.step + 1 });
  }
  if (!late(record, now)) return waitOrNudge(record, now);
  return takeBack(
    record,
    'The controller did not go along within the deadline',
  );
}

function whileFollowing(
  record: ActionRecord,
  seen: RolloutObject,
  { now, replicaSets }: MoveContext,
): Move {
  const judged = effect(record.action, record.before, seen, { replicaSets });
  const { because } = judged;
  // A sequence ends with a change of the spec; before that was seen, it could still be lost.
  const unseen = record.plan.length > 1 && !rolloutFacts(seen, now).observed;
  const state =
    judged.state === 'in-effect' && unseen ? 'not-yet' : judged.state;
  if (state === 'in-effect') return note({ stage: 'done', state, because });
  if (state === 'ignored' || state === 'superseded') {
    return note({ stage: 'done', state: 'ignored', because });
  }
  if (state === 'accepted' && record.state !== 'accepted') {
    const until = new Date(now.getTime() + followAcceptedMs).toISOString();
    return note({ state, because, deadline: until });
  }
  if (!late(record, now)) return waitOrNudge(record, now);
  const since =
    record.state === 'accepted'
      ? `The controller accepted it, but it is not in effect after ${
          followAcceptedMs / 60_000
        } minutes`
      : 'The controller has not acted on it within the deadline';
  return note({
    stage: 'done',
    state: 'not-acknowledged',
    because: `${since}: ${because}`,
  });
}

/** The step to take back next; an abort is not brought back onto a version that nobody aborted. */
function whileUndoing(record: ActionRecord, seen: RolloutObject): Move {
  if (record.step < 0) return note({ stage: 'done', state: 'failed' });
  const undo = record.plan[record.step]?.undo;
  const elsewhere =
    undo && statusAbort(undo.body) === true && isOtherVersion(record, seen);
  return undo && !elsewhere ? { do: 'undo' } : note({ step: record.step - 1 });
}

/** What is to be done next, from what is seen of the Rollout. */
export function nextMove(
  record: ActionRecord,
  seen: RolloutObject,
  context: MoveContext,
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
      return whileSending(record, seen, context.resumed);
    case 'waiting':
      return whileWaiting(record, seen, context.now);
    case 'following':
      return whileFollowing(record, seen, context);
    case 'undoing':
      return whileUndoing(record, seen);
    default:
      return wait;
  }
}
