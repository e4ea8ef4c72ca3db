import { patchPlan } from '@greenlight/rollouts';
import {
  aWaitingCanary,
  anAbortedBlueGreen,
} from '../testing/builders/manifests';
import type { Manifest } from '../testing/builders/manifests';
import { aRecord, rolloutOf } from '../testing/builders/records';
import type { ActionRecord } from './actionRecord';
import { isBeforePatch, nextMove } from './nextMove';
import { afterSetback } from './setback';
import type { Setback } from './setback';

const at = (second: number) => new Date(Date.UTC(2026, 10, 25, 10, 0, second));

function move(
  record: ActionRecord,
  seen: Manifest,
  context: { second?: number; resumed?: boolean } = {},
) {
  const { second = 1, resumed = false } = context;
  const now = at(second);
  return nextMove(record, rolloutOf(seen), { now, resumed, replicaSets: [] });
}

function aRetry(change: Partial<ActionRecord> = {}): ActionRecord {
  const before = rolloutOf(anAbortedBlueGreen());
  const plan = patchPlan('retry', before, { now: at(0) });
  if (!('steps' in plan)) throw new Error(plan.refused);
  return aRecord({ action: 'retry', before, plan: plan.steps, ...change });
}

const following = {
  stage: 'following' as const,
  patchedAt: at(0).toISOString(),
};
const moved = aWaitingCanary({ status: { currentStepIndex: 3 } });
const paused = (abort: boolean, observed = true) =>
  anAbortedBlueGreen({
    spec: { paused: true },
    status: {
      abort,
      phase: abort ? 'Degraded' : 'Paused',
      message: 'manually paused',
      observedGeneration: observed ? undefined : '0',
    },
  });

describe('next move of an action that is being sent', () => {
  it('is to send what rests on what was seen', () => {
    expect(move(aRecord(), aWaitingCanary())).toEqual({ do: 'send' });
  });

  it('is to refuse what moved on', () => {
    expect(move(aRecord(), moved)).toMatchObject({
      progress: {
        stage: 'done',
        state: 'refused',
        because: expect.stringContaining('step 4 of 4'),
      },
    });
  });

  it('is to look for the effect when somebody else may have sent it', () => {
    expect(move(aRecord(), moved, { resumed: true })).toEqual({
      do: 'note',
      progress: { stage: 'following' },
    });
  });

  it('is to go on with a sequence that somebody else may have begun', () => {
    expect(
      move(aRetry(), anAbortedBlueGreen({ status: { currentPodHash: 'x' } }), {
        resumed: true,
      }),
    ).toEqual({ do: 'note', progress: { stage: 'waiting' } });
  });

  it('is to end when the object is another one of the same name', () => {
    const other = aWaitingCanary();
    other.metadata.uid = 'another';
    expect(move(aRecord(), other)).toMatchObject({
      progress: { stage: 'done', state: 'ignored' },
    });
  });
});

describe('next move of a sequence that waits', () => {
  const waiting = (step: number) => aRetry({ stage: 'waiting', step });

  it('is to wait until the controller has seen the pause', () => {
    expect(move(waiting(0), anAbortedBlueGreen())).toEqual({ do: 'wait' });
  });

  it('is to send the next patch once it has', () => {
    expect(move(waiting(0), paused(true))).toEqual({
      do: 'note',
      progress: { stage: 'sending', step: 1 },
    });
    expect(move(waiting(1), paused(false))).toEqual({
      do: 'note',
      progress: { stage: 'sending', step: 2 },
    });
  });

  it.each([
    ['the deadline passed', anAbortedBlueGreen(), 31, /within the deadline/],
    [
      'another version came',
      anAbortedBlueGreen({ status: { currentPodHash: 'newer' } }),
      1,
      /Another version/,
    ],
  ])('is to take back what was sent when %s', (_, seen, second, because) => {
    expect(move(waiting(0), seen, { second })).toEqual({
      do: 'note',
      progress: {
        stage: 'undoing',
        step: 0,
        because: expect.stringMatching(because),
      },
    });
  });

  it('is to take back what was sent when it was aborted again', () => {
    expect(move(waiting(1), paused(true))).toMatchObject({
      progress: { stage: 'undoing', because: expect.stringMatching(/aborted/) },
    });
  });
});

describe('next move of a sequence that is taken back', () => {
  const undoing = (step: number) => aRetry({ stage: 'undoing', step });

  it('goes from the last step to the first and ends as failed', () => {
    expect(move(undoing(2), paused(false))).toMatchObject({
      progress: { step: 1 },
    });
    expect(move(undoing(1), paused(false))).toEqual({ do: 'undo' });
    expect(move(undoing(0), paused(true))).toEqual({ do: 'undo' });
    expect(move(undoing(-1), paused(true))).toMatchObject({
      progress: { stage: 'done', state: 'failed' },
    });
  });

  it('does not bring the abort onto a version that nobody aborted', () => {
    const newer = anAbortedBlueGreen({
      spec: { paused: true },
      status: { currentPodHash: 'newer', abort: false },
    });
    expect(move(undoing(1), newer)).toMatchObject({ progress: { step: 0 } });
    expect(move(undoing(0), newer)).toEqual({ do: 'undo' });
  });
});

describe('next move of an action that is followed', () => {
  it('is to note that it is in effect', () => {
    expect(move(aRecord(following), moved)).toMatchObject({
      progress: { stage: 'done', state: 'in-effect' },
    });
  });

  it('is to note that the controller accepted it, and to follow it longer', () => {
    const ended = aWaitingCanary({
      status: { pauseConditions: [], controllerPause: false },
    });
    expect(move(aRecord(following), ended)).toMatchObject({
      progress: { state: 'accepted', deadline: '2026-11-25T10:15:01.000Z' },
    });
  });

  it('is to note that somebody aborted meanwhile', () => {
    const aborted = aWaitingCanary({ status: { abort: true } });
    expect(move(aRecord(following), aborted)).toMatchObject({
      progress: { state: 'ignored', because: expect.stringMatching(/aborted/) },
    });
  });

  it.each([
    [1, undefined, { do: 'wait' }],
    [2, undefined, { do: 'nudge' }],
    [2, 1, { do: 'wait' }],
    [6, 1, { do: 'nudge' }],
    [29, 3, { do: 'wait' }],
  ])('after %s s with %s nudges is %j', (second, nudges, expected) => {
    expect(
      move(aRecord({ ...following, nudges }), aWaitingCanary(), { second }),
    ).toEqual(expected);
  });

  it('is to give up at the deadline', () => {
    expect(
      move(aRecord(following), aWaitingCanary(), { second: 30 }),
    ).toMatchObject({
      progress: { stage: 'done', state: 'not-acknowledged' },
    });
  });

  it('waits until the controller has seen the last patch of a sequence', () => {
    const record = aRetry({ ...following, step: 2 });
    const unseen = anAbortedBlueGreen({
      status: {
        abort: false,
        abortedAt: undefined,
        phase: 'Paused',
        observedGeneration: '1',
      },
    });
    Object.assign(unseen.metadata, { generation: 2 });
    expect(move(record, unseen)).toEqual({ do: 'wait' });
    Object.assign(unseen.metadata, { generation: 1 });
    expect(move(record, unseen)).toMatchObject({
      progress: { state: 'in-effect' },
    });
  });
});

describe('what was seen before the last patch', () => {
  it.each([
    ['9', '10', true],
    ['10', '10', false],
    ['11', '10', false],
    ['99999999999999999998', '99999999999999999999', true],
    ['opaque', '10', false],
    ['10', undefined, false],
  ])('%s against %s proves nothing: %s', (version, since, expected) => {
    const manifest = aWaitingCanary();
    Object.assign(manifest.metadata, { resourceVersion: version });
    expect(isBeforePatch({ since }, rolloutOf(manifest))).toBe(expected);
  });
});

describe('setback', () => {
  const setback = (change: Partial<Setback> = {}): Setback => ({
    outcome: 'unreachable',
    reason: 'it does not answer',
    maybeSent: false,
    ...change,
  });
  const after = (record: ActionRecord, change: Partial<Setback>, second = 1) =>
    afterSetback(record, setback(change), at(second));

  it('before anything was sent ends the action', () => {
    expect(after(aRecord(), {})).toMatchObject({
      state: 'failed',
      because: 'Nothing was done: it does not answer',
    });
  });

  it('after something may have been sent waits until the deadline', () => {
    expect(after(aRecord(), { maybeSent: true })).toBeUndefined();
    expect(after(aRecord(), { maybeSent: true }, 30)).toMatchObject({
      state: 'not-acknowledged',
    });
  });

  it('in the middle of a sequence waits, whatever the deadline says', () => {
    const record = aRetry({ stage: 'waiting', step: 1 });
    expect(after(record, {}, 59)).toBeUndefined();
  });

  it('that is a refusal takes back what was sent before', () => {
    const record = aRetry({ stage: 'sending', step: 1 });
    expect(after(record, { outcome: 'refused', reason: 'no' })).toEqual({
      stage: 'undoing',
      step: 0,
      because: 'no',
    });
  });

  it('while taking back waits, and says what is left when it gives up', () => {
    const record = aRetry({ stage: 'undoing', step: 0 });
    expect(after(record, { outcome: 'refused' }, 59)).toBeUndefined();
    const late = afterSetback(
      record,
      setback(),
      new Date(Date.UTC(2026, 10, 27)),
    );
    expect(late).toMatchObject({
      stage: 'done',
      state: 'failed',
      because: expect.stringContaining('{"spec":{"paused":true}} is still'),
    });
  });

  it('because the object is gone ends everything', () => {
    const record = aRetry({ stage: 'undoing', step: 0 });
    expect(after(record, { outcome: 'gone' })).toMatchObject({
      stage: 'done',
      state: 'ignored',
    });
  });
});
