import type { ActionName } from './actions';
import { effect } from './effect';
import type { Effect } from './effect';
import type { RolloutObject } from './rolloutTypes';
import {
  ABORTED,
  blueGreen,
  canary,
  HEALTHY,
  PAUSED,
  replicaSet,
} from './testing/builders';

type Row = [string, Effect['state'], RolloutObject, RolloutObject];

const NO_PAUSE = { controllerPause: false, pauseConditions: null };
const at = (step: number, status = {}) =>
  canary({
    status: {
      ...PAUSED,
      ...NO_PAUSE,
      phase: 'Progressing',
      message: '',
      currentStepIndex: step,
      ...status,
    },
  });
const paused = (step = 1) =>
  canary({ status: { ...PAUSED, currentStepIndex: step } });
const finishing = { promoteFull: true };

const rows: Record<ActionName, Row[]> = {
  promote: [
    ['nothing changed', 'not-yet', paused(), paused()],
    [
      'only our own patch is there',
      'not-yet',
      paused(),
      canary({ status: { ...PAUSED, pauseConditions: null } }),
    ],
    ['the controller ended its pause', 'accepted', paused(), at(1)],
    ['the step index advanced', 'in-effect', paused(), at(2)],
    ['it waits at a later pause already', 'in-effect', paused(), paused(3)],
    ['it became stable', 'in-effect', at(4), canary({ status: HEALTHY })],
    ['our own index is there', 'accepted', at(2), at(3)],
    ['our own index is not there yet', 'not-yet', at(2), at(2)],
    [
      'the controller works on the step that we asked for',
      'in-effect',
      at(2),
      paused(3),
    ],
    [
      'it is aborted (lab row 4)',
      'ignored',
      canary({ status: ABORTED }),
      canary({ status: { ...ABORTED, currentStepIndex: 1 } }),
    ],
    [
      'somebody aborted it',
      'superseded',
      paused(),
      canary({ status: ABORTED }),
    ],
    [
      'somebody changed the version',
      'superseded',
      paused(),
      canary({ status: { currentPodHash: 'newest' } }),
    ],
    [
      'the preview went live',
      'in-effect',
      blueGreen(),
      blueGreen({
        status: { ...NO_PAUSE, blueGreen: { activeSelector: 'new' } },
      }),
    ],
    [
      'the preview is let go',
      'accepted',
      blueGreen(),
      blueGreen({ status: NO_PAUSE }),
    ],
  ],
  promoteFull: [
    ['nothing changed', 'not-yet', paused(), paused()],
    [
      'only our own patch is there',
      'not-yet',
      paused(),
      canary({ status: { ...PAUSED, ...finishing } }),
    ],
    ['its pause ended', 'accepted', paused(), at(1, finishing)],
    ['its steps are skipped', 'accepted', at(2), at(5, finishing)],
    [
      'it became stable (lab row 6)',
      'in-effect',
      paused(),
      canary({ status: HEALTHY }),
    ],
    [
      'it was stable before: the request was lost',
      'ignored',
      canary({ status: HEALTHY }),
      canary({ status: HEALTHY }),
    ],
    [
      'it is aborted',
      'ignored',
      canary({ status: ABORTED }),
      canary({ status: ABORTED }),
    ],
    [
      'somebody aborted it',
      'superseded',
      paused(),
      canary({ status: ABORTED }),
    ],
  ],
  abort: [
    ['nothing changed', 'not-yet', at(2), at(2)],
    ['only our own patch is there', 'not-yet', at(2), at(2, { abort: true })],
    [
      'the controller says when',
      'accepted',
      at(2),
      at(2, { abort: true, abortedAt: 'now' }),
    ],
    [
      'traffic still goes to it',
      'accepted',
      at(2),
      canary({
        status: {
          ...ABORTED,
          canary: {
            weights: { canary: { weight: 5 }, stable: { weight: 95 } },
          },
        },
      }),
    ],
    [
      'all traffic is on the stable version (lab rows 3 and 11)',
      'in-effect',
      at(2),
      canary({ status: { ...ABORTED, promoteFull: false } }),
    ],
    [
      'a full promotion is pending (lab row 10)',
      'ignored',
      at(5, finishing),
      at(5, { ...finishing, abort: true }),
    ],
    [
      'a full promotion is pending, and the abort was taken away again',
      'ignored',
      at(5, finishing),
      canary({
        metadata: { resourceVersion: '103' },
        status: { currentStepIndex: 5, ...finishing },
      }),
    ],
    [
      'a full promotion is pending, and nothing changed yet',
      'not-yet',
      at(5, finishing),
      at(5, finishing),
    ],
    ['it was finished first', 'superseded', at(4), canary({ status: HEALTHY })],
    [
      'blue-green is still live',
      'accepted',
      blueGreen(),
      blueGreen({
        status: { ...ABORTED, blueGreen: { activeSelector: 'new' } },
      }),
    ],
  ],
  retry: [
    [
      'nothing changed',
      'not-yet',
      canary({ status: ABORTED }),
      canary({ status: ABORTED }),
    ],
    [
      'only our own patch is there',
      'not-yet',
      canary({ status: ABORTED }),
      canary({ status: { ...ABORTED, abort: false } }),
    ],
    [
      'the controller took the abort back',
      'accepted',
      canary({ status: ABORTED }),
      canary({ status: { ...ABORTED, abort: false, abortedAt: null } }),
    ],
    ['it begins again', 'in-effect', canary({ status: ABORTED }), at(0)],
    [
      'it was aborted again',
      'superseded',
      canary({ status: ABORTED }),
      canary({ status: { ...ABORTED, abortedAt: '2026-11-25T10:05:00Z' } }),
    ],
  ],
  pause: [
    ['nothing changed', 'not-yet', at(2), at(2)],
    [
      'the controller has not seen it',
      'not-yet',
      at(2),
      canary({ metadata: { generation: 5 }, spec: { paused: true } }),
    ],
    [
      'the controller has seen it',
      'accepted',
      at(2),
      canary({ spec: { paused: true } }),
    ],
    [
      'it is paused',
      'in-effect',
      at(2),
      canary({
        spec: { paused: true },
        status: { phase: 'Paused', message: 'manually paused' },
      }),
    ],
  ],
  resume: [
    [
      'nothing changed',
      'not-yet',
      canary({ spec: { paused: true } }),
      canary({ spec: { paused: true } }),
    ],
    [
      'the controller has not seen it',
      'not-yet',
      canary({ spec: { paused: true } }),
      canary({ metadata: { generation: 5 } }),
    ],
    [
      'the controller still says paused',
      'not-yet',
      canary({ spec: { paused: true } }),
      canary({ status: { phase: 'Paused', message: 'manually paused' } }),
    ],
    [
      'its pause has not ended',
      'not-yet',
      paused(),
      canary({ status: { ...PAUSED, pauseConditions: null } }),
    ],
    ['the pause of the step is the same', 'not-yet', paused(), paused()],
    ['it goes on', 'in-effect', canary({ spec: { paused: true } }), at(0)],
    ['it went on to a later pause', 'in-effect', paused(), paused(3)],
  ],
  restart: [
    ['nothing changed', 'not-yet', at(2), at(2)],
    [
      'the controller has not seen it',
      'not-yet',
      at(2),
      canary({ metadata: { generation: 5 }, spec: { restartAt: 'now' } }),
    ],
    [
      'it restarts',
      'accepted',
      at(2),
      canary({ spec: { restartAt: '2026-11-25T10:00:00Z' } }),
    ],
    [
      'it has restarted',
      'in-effect',
      at(2),
      canary({
        spec: { restartAt: '2026-11-25T10:00:00Z' },
        status: { restartedAt: '2026-11-25T10:00:00Z' },
      }),
    ],
  ],
};

describe.each(Object.entries(rows) as [ActionName, Row[]][])(
  'the receipt of %s',
  (action, cases) => {
    it.each(cases)('%s: %s', (_, state, before, after) => {
      const receipt = effect(action, before, after);
      expect(receipt.state).toBe(state);
      expect(receipt.because).toMatch(/^[A-Z].*\.$/);
    });
  },
);

describe('a receipt', () => {
  it('says that a rollback window makes the controller ignore an abort', () => {
    const rollback = canary({ spec: { rollbackWindow: { revisions: 2 } } });
    const born = (hash: string, hour: number) =>
      replicaSet(hash, {
        metadata: { creationTimestamp: `2026-11-25T0${hour}:00:00Z` },
      });
    const replicaSets = [born('new', 1), born('old', 2)];
    expect(effect('abort', rollback, rollback, { replicaSets }).state).toBe(
      'ignored',
    );
    expect(effect('abort', rollback, rollback).state).toBe('not-yet');
  });

  it('is superseded when the Rollout is another one, or goes', () => {
    const other = canary({ metadata: { uid: 'other' } });
    const going = canary({ metadata: { deletionTimestamp: 'now' } });
    expect(effect('pause', canary(), other).state).toBe('superseded');
    expect(effect('pause', canary(), going).state).toBe('superseded');
  });

  it('of a pause outlives a new version, since the pause holds that too', () => {
    const after = canary({
      spec: { paused: true },
      status: { currentPodHash: 'newest', phase: 'Paused' },
    });
    expect(effect('pause', canary(), after).state).toBe('in-effect');
  });

  it('waits without a status', () => {
    expect(effect('abort', canary(), canary({ status: null })).state).toBe(
      'not-yet',
    );
  });
});

describe('steps in a receipt', () => {
  it.each<[string, RolloutObject, RolloutObject]>([
    ['Step 2 of 5 is done; it is at step 3 of 5 now.', paused(), at(2)],
    ['Step 5 of 5 is done, and with it all steps.', paused(4), at(5)],
    ['The status names step 4 of 5 as the next.', at(2), at(3)],
    [
      'The controller works on step 4 of 5 now.',
      at(2),
      at(3, { message: 'waiting' }),
    ],
    ['The controller has all 5 steps behind it.', at(3), at(5)],
  ])('are counted as people do: %s', (because, before, after) => {
    expect(effect('promote', before, after)).toMatchObject({ because });
  });
});
