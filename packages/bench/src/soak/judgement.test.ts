import {
  badAnswers,
  contradiction,
  differences,
  doubled,
  unapproved,
  unfinished,
} from './judgement.ts';
import type { Asked, Seen, Shown } from './judgement.ts';

const saw = {
  uid: 'u',
  podHash: 'new',
  step: 1,
  phase: 'Paused',
  aborted: false,
  paused: false,
};
const asked = (with_: Partial<Asked> = {}): Asked => ({
  subject: 'canary-1',
  action: 'promote',
  saw,
  click: 1,
  status: 202,
  receiptId: 'r1',
  touched: 3,
  ...with_,
});
const receipt = (state: string, id = 'r1') => ({
  id,
  action: 'promote',
  state,
  because: 'it says so',
});
const seen = (with_: Partial<Seen> = {}): Seen => ({
  kind: 'canary',
  phase: 'Paused',
  step: 1,
  currentHash: 'new',
  stableHash: 'old',
  abort: false,
  manuallyPaused: false,
  ...with_,
});
const shown = (with_: Partial<Shown> = {}): Shown => ({
  phase: 'Paused',
  step: 1,
  currentHash: 'new',
  stableHash: 'old',
  abort: false,
  manuallyPaused: false,
  ...with_,
});

describe('receipts', () => {
  it.each([
    ['in-effect', 0],
    ['ignored', 0],
    ['not-acknowledged', 0],
    ['failed', 0],
    ['sent', 1],
    ['accepted', 1],
  ])('that are %s leave %d unfinished', (state, count) => {
    expect(unfinished([asked()], [receipt(state)])).toHaveLength(count);
  });

  it('may not vanish', () => {
    expect(unfinished([asked()], [])).toEqual([
      'the receipt of promote on canary-1 is missing',
    ]);
  });

  it('are not owed for what was refused', () => {
    const refused = asked({ status: 409, receiptId: undefined });
    expect(unfinished([refused], [])).toEqual([]);
    expect(badAnswers([refused])).toEqual([]);
    expect(badAnswers([asked({ status: 500 })])).toHaveLength(1);
  });
});

describe('a double click', () => {
  const both = [asked(), asked({ receiptId: 'r2' })];

  it('may be in effect once', () => {
    const once = [receipt('in-effect'), receipt('ignored', 'r2')];
    expect(doubled(both, once)).toEqual([]);
  });

  it('may not take two steps', () => {
    const twice = [receipt('in-effect'), receipt('in-effect', 'r2')];
    expect(doubled(both, twice)).toHaveLength(1);
  });

  it('is no two clicks', () => {
    const twice = [receipt('in-effect'), receipt('in-effect', 'r2')];
    const apart = [asked(), asked({ receiptId: 'r2', click: 2 })];
    expect(doubled(apart, twice)).toEqual([]);
  });
});

describe('an action that is in effect', () => {
  const blueGreen = { kind: 'blueGreen', activeHash: 'old' } as const;
  it.each<[string, Partial<Seen>, boolean]>([
    ['promote', { step: 2 }, true],
    ['promote', { step: 1 }, false],
    ['promote', { step: 1, stableHash: 'new' }, true],
    ['promote', { ...blueGreen, activeHash: 'new' }, true],
    ['promote', blueGreen, false],
    ['promoteFull', { stableHash: 'new' }, true],
    ['promoteFull', {}, false],
    ['abort', { abort: true, phase: 'Degraded' }, true],
    ['abort', { abort: true }, false],
    ['abort', { ...blueGreen, abort: true, phase: 'Degraded' }, true],
    ['retry', {}, true],
    ['retry', { abort: true }, false],
    ['pause', { manuallyPaused: true }, true],
    ['pause', {}, false],
    ['resume', { manuallyPaused: true }, false],
    ['resume', {}, true],
  ])('%s shows itself: %j is %s', (action, state, fine) => {
    const found = contradiction(asked({ action }), receipt('in-effect'), {
      seen: seen(state),
      touched: 3,
    });
    expect(found === undefined).toBe(fine);
  });

  it('is not asked after when something else happened since, or when it is not in effect', () => {
    const now = { seen: seen(), touched: 4 };
    expect(contradiction(asked(), receipt('in-effect'), now)).toBeUndefined();
    const then = { seen: seen(), touched: 3 };
    expect(contradiction(asked(), receipt('ignored'), then)).toBeUndefined();
  });
});

describe('a version of a blue-green', () => {
  const on = (action: string) => asked({ subject: 'bg', action });

  it('may be live at the beginning', () => {
    expect(unapproved('bg', ['old'], [])).toEqual([]);
  });

  it.each(['promote', 'promoteFull', 'resume'])(
    'may go live after a %s of it',
    action => {
      expect(unapproved('bg', ['old', 'new'], [on(action)])).toEqual([]);
    },
  );

  it('may not go live by anything else, or by what was asked of another', () => {
    const others = [on('retry'), on('pause'), asked({ subject: 'other' })];
    expect(unapproved('bg', ['old', 'new'], others)).toHaveLength(1);
  });
});

describe('portal and API server', () => {
  it('say the same', () => {
    expect(differences('a', seen(), shown())).toEqual([]);
  });

  it('differ in a sentence for each fact', () => {
    expect(
      differences('a', seen(), shown({ phase: 'Healthy', step: 2 })),
    ).toEqual([
      'phase of a is Paused in the cluster and Healthy in the portal',
      'step of a is 1 in the cluster and 2 in the portal',
    ]);
    expect(differences('a', seen(), undefined)).toHaveLength(1);
  });
});
