import { ACTION_NAMES } from './actions';
import type { ActionName } from './actions';
import { sawSchema, stillAsSeen, whatOnePersonSaw } from './saw';
import { ABORTED, canary, HEALTHY, PAUSED } from './testing/builders';

const SEEN = whatOnePersonSaw(canary({ status: PAUSED }));
const refusedFor = (rollout: ReturnType<typeof canary>) =>
  ACTION_NAMES.filter(action => !stillAsSeen(SEEN, rollout, action).same);

describe('what a person saw', () => {
  it('travels with the request and is read back', () => {
    expect(sawSchema.parse(JSON.parse(JSON.stringify(SEEN)))).toEqual({
      uid: 'rollout-uid',
      podHash: 'new',
      stablePodHash: 'old',
      step: 1,
      phase: 'Paused',
      generation: 4,
      aborted: false,
      paused: true,
    });
  });

  it('has nulls for what is not known', () => {
    const saw = whatOnePersonSaw(canary({ status: null }));
    expect(sawSchema.parse(saw)).toMatchObject({
      podHash: null,
      stablePodHash: null,
      step: null,
    });
  });

  it.each([
    {},
    { ...SEEN, step: '1' },
    { ...SEEN, extra: 1 },
    { ...SEEN, uid: '' },
    null,
    [],
  ])('is refused where it is malformed: %j', saw => {
    expect(sawSchema.safeParse(saw).success).toBe(false);
  });
});

describe('a request on an old view', () => {
  it('is taken while nothing moved', () => {
    expect(refusedFor(canary({ status: PAUSED }))).toEqual([]);
    expect(stillAsSeen(SEEN, canary({ status: PAUSED }))).toEqual({
      same: true,
    });
  });

  it('is taken when only the generation moved, as by a scaling', () => {
    const metadata = { generation: 5 };
    const status = { ...PAUSED, observedGeneration: '5' };
    expect(refusedFor(canary({ metadata, status }))).toEqual([]);
  });

  it('never takes two steps by two clicks', () => {
    const unpausing = canary({ status: { ...PAUSED, pauseConditions: null } });
    const next = canary({ status: { ...PAUSED, currentStepIndex: 3 } });
    expect(stillAsSeen(SEEN, unpausing, 'promote')).toEqual({
      same: false,
      now: 'It went on since you looked. Now: checkout:1.8.2, Progressing, step 2 of 5.',
    });
    expect(stillAsSeen(SEEN, next, 'promote')).toEqual({
      same: false,
      now: 'The step changed since you looked: it was step 2 of 5. Now: checkout:1.8.2, Paused, step 4 of 5.',
    });
  });

  it('says so when all steps are behind, or when there was none', () => {
    const finished = canary({ status: { ...PAUSED, currentStepIndex: 5 } });
    const none = whatOnePersonSaw(canary({ status: null }));
    expect(stillAsSeen(SEEN, finished, 'promote')).toMatchObject({
      now: expect.stringMatching(/was step 2 of 5\..*, all 5 steps done\.$/),
    });
    expect(
      stillAsSeen({ ...SEEN, step: 5 }, canary({ status: PAUSED })),
    ).toMatchObject({
      now: expect.stringContaining('it was after all 5 steps.'),
    });
    expect(
      stillAsSeen({ ...SEEN, step: none.step }, canary({ status: PAUSED })),
    ).toMatchObject({ now: expect.stringContaining('it was at no step.') });
  });

  it.each<[string, Record<string, unknown>, ActionName[]]>([
    [
      'another version is in flight',
      { ...PAUSED, currentPodHash: 'newest' },
      [...ACTION_NAMES],
    ],
    [
      'it became stable',
      { ...HEALTHY },
      ['promote', 'promoteFull', 'abort', 'retry', 'pause', 'resume'],
    ],
    [
      'it was aborted',
      { ...ABORTED },
      ['promote', 'promoteFull', 'retry', 'pause', 'resume'],
    ],
    [
      'a timed step passed',
      { ...PAUSED, currentStepIndex: 3 },
      ['promote', 'resume'],
    ],
  ])('is refused for what depends on it: %s', (_, status, expected) => {
    expect(refusedFor(canary({ status }))).toEqual(expected);
  });

  it('is refused when the Rollout is another one', () => {
    expect(
      refusedFor(canary({ metadata: { uid: 'other' }, status: PAUSED })),
    ).toEqual([...ACTION_NAMES]);
  });
});
