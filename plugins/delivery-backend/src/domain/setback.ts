import type { ActionRecord, Progress } from './actionRecord';

/** Why an action cannot go on now. */
export type Setback = {
  readonly outcome: 'gone' | 'refused' | 'unreachable';
  readonly reason: string;
  /** Something may have been sent before that nobody noted. */
  readonly maybeSent: boolean;
};

/** After so long nobody tries any more to finish or to take back. */
const giveUpAfterMs = 24 * 3_600_000;

const done = (
  state: 'failed' | 'ignored' | 'not-acknowledged',
  because: string,
): Progress => ({ stage: 'done', state, because });

/** What was begun and is still there when an undo has to be given up. */
function givenUp(record: ActionRecord, reason: string): Progress {
  const left = record.plan
    .slice(0, record.step + 1)
    .filter(step => step.undo)
    .map(step => JSON.stringify(step.body));
  return done(
    'failed',
    `It was begun and could be neither finished nor taken back (${left.join(
      ', ',
    )} is still there): ${reason}`,
  );
}

/**
 * What a setback means for an action; undefined: wait and try again. What was
 * begun is never left behind silently.
 */
export function afterSetback(
  record: ActionRecord,
  setback: Setback,
  now: Date,
): Progress | undefined {
  const { stage, step } = record;
  const { outcome, reason, maybeSent } = setback;
  const late = now.getTime() >= Date.parse(record.deadline);
  const tooLate = now.getTime() - Date.parse(record.askedAt) > giveUpAfterMs;
  if (outcome === 'gone') {
    return done('ignored', 'The Rollout is not there any more');
  }
  if (stage === 'sending' && step === 0 && !maybeSent) {
    return done('failed', `Nothing was done: ${reason}`);
  }
  if (stage === 'sending' && step > 0 && outcome === 'refused') {
    return { stage: 'undoing', step: step - 1, because: reason };
  }
  const single = stage === 'following' || (stage === 'sending' && step === 0);
  if (single && late) {
    return done(
      'not-acknowledged',
      `It is not known whether the controller has acted on it: ${reason}`,
    );
  }
  return tooLate ? givenUp(record, reason) : undefined;
}
