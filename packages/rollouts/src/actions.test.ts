import { ACTION_NAMES, possibleActions } from './actions';
import type { ActionName } from './actions';
import {
  ABORTED,
  blueGreen,
  canary,
  HEALTHY,
  PAUSED,
  replicaSet,
} from './testing/builders';
import type { RolloutObject } from './rolloutTypes';

const open = (rollout: RolloutObject) =>
  ACTION_NAMES.filter(action => possibleActions(rollout)[action].possible);

describe('the actions that are possible', () => {
  it.each<[string, RolloutObject, ActionName[]]>([
    [
      'a canary between pauses',
      canary(),
      ['promote', 'promoteFull', 'abort', 'pause', 'restart'],
    ],
    [
      'a canary at a pause',
      canary({ status: PAUSED }),
      ['promote', 'promoteFull', 'abort', 'pause', 'resume', 'restart'],
    ],
    [
      'one held by hand at a pause',
      canary({ spec: { paused: true }, status: PAUSED }),
      ['promote', 'promoteFull', 'abort', 'resume', 'restart'],
    ],
    [
      'one held by hand between pauses',
      canary({ spec: { paused: true } }),
      ['promoteFull', 'abort', 'resume', 'restart'],
    ],
    [
      'one that is being unpaused',
      canary({ status: { controllerPause: true } }),
      ['promoteFull', 'abort', 'pause', 'restart'],
    ],
    ['an aborted one', canary({ status: ABORTED }), ['retry', 'restart']],
    [
      'an aborted one held by hand',
      canary({ spec: { paused: true }, status: ABORTED }),
      ['retry', 'resume', 'restart'],
    ],
    ['a healthy one', canary({ status: HEALTHY }), ['restart']],
    [
      'a healthy one with a kept pause',
      canary({ spec: { paused: true }, status: HEALTHY }),
      ['resume', 'restart'],
    ],
    [
      'one that finishes now',
      canary({ status: { promoteFull: true } }),
      ['abort', 'pause', 'restart'],
    ],
    [
      'one whose abort is ignored',
      canary({ status: { promoteFull: true, abort: true } }),
      ['abort', 'pause', 'restart'],
    ],
    [
      'one with a spec that is not observed',
      canary({ metadata: { generation: 5 }, status: PAUSED }),
      ['abort', 'pause', 'restart'],
    ],
    [
      'one without steps',
      canary({ spec: { strategy: { canary: {} } } }),
      ['promoteFull', 'abort', 'pause', 'restart'],
    ],
    [
      'one whose steps are all done',
      canary({ status: { currentStepIndex: 5 } }),
      ['promoteFull', 'abort', 'pause', 'restart'],
    ],
    [
      'a preview that waits',
      blueGreen(),
      ['promote', 'promoteFull', 'abort', 'pause', 'resume', 'restart'],
    ],
    [
      'a preview that is coming up',
      blueGreen({ status: { controllerPause: false, pauseConditions: [] } }),
      ['promoteFull', 'abort', 'pause', 'restart'],
    ],
    ['one without a stable hash', canary({ status: { stableRS: '' } }), []],
    [
      'one whose spec is refused',
      canary({
        status: { conditions: [{ type: 'InvalidSpec', message: 'no labels' }] },
      }),
      [],
    ],
    [
      'one without any hash',
      canary({ status: { stableRS: '', currentPodHash: null } }),
      [],
    ],
    ['one without a status', canary({ status: null }), []],
    ['one without a strategy', canary({ spec: { strategy: {} } }), []],
    [
      'one that is being deleted',
      canary({ metadata: { deletionTimestamp: 'now' } }),
      [],
    ],
    [
      'one without pods',
      canary({ spec: { replicas: 0 }, status: HEALTHY }),
      [],
    ],
    [
      'one that restarts',
      canary({ spec: { restartAt: '2026-11-25T09:00:00Z' }, status: HEALTHY }),
      [],
    ],
  ])('of %s', (_, rollout, expected) => {
    expect(open(rollout)).toEqual(expected);
  });

  it('give a reason and what to do instead where they are refused', () => {
    expect(possibleActions(canary({ status: ABORTED }))).toMatchObject({
      promote: {
        possible: false,
        reason: 'The update is aborted, so nothing would move.',
        instead: 'Retry it, or revert in Git.',
      },
      promoteFull: { possible: false, instead: 'Retry it, or revert in Git.' },
    });
  });

  it('end every reason as a sentence', () => {
    const rollouts = [
      canary(),
      canary({ status: ABORTED }),
      canary({ status: HEALTHY }),
      canary({ status: null }),
      blueGreen(),
    ];
    const texts = rollouts
      .flatMap(rollout => Object.values(possibleActions(rollout)))
      .map(answer => (answer.possible ? answer.note ?? 'A.' : answer.reason));
    expect(texts.filter(text => !/^[A-Z].*\.$/.test(text))).toEqual([]);
  });
});

describe('an abort of a rollback within the rollback window', () => {
  const rollback = canary({ spec: { rollbackWindow: { revisions: 2 } } });
  const born = (hash: string, hour: number, annotations = {}) =>
    replicaSet(hash, {
      metadata: {
        creationTimestamp: `2026-11-25T0${hour}:00:00Z`,
        annotations,
      },
    });

  it('is refused, because the controller ignores it', () => {
    const replicaSets = [born('new', 1), born('between', 2), born('old', 3)];
    expect(possibleActions(rollback, { replicaSets }).abort).toEqual({
      possible: false,
      reason:
        'This is a rollback within the rollback window, and the controller ignores an abort of it.',
      instead: 'Set the version that you want in Git.',
    });
  });

  it.each([
    [
      'outside the window',
      [born('new', 1), born('a', 2), born('b', 3), born('old', 4)],
    ],
    ['of a newer version', [born('old', 1), born('new', 2)]],
  ])('is possible %s', (_, replicaSets) => {
    expect(possibleActions(rollback, { replicaSets }).abort).toEqual({
      possible: true,
    });
  });

  it('does not count ReplicaSets of experiments', () => {
    const experiment = { 'experiment.argoproj.io/name': 'e' };
    const replicaSets = [
      born('new', 1),
      born('a', 2),
      born('b', 3, experiment),
      born('old', 4),
    ];
    expect(possibleActions(rollback, { replicaSets }).abort.possible).toBe(
      false,
    );
  });

  it('is possible with a warning while the ages are not known', () => {
    expect(possibleActions(rollback).abort).toEqual({
      possible: true,
      note: 'If this is a rollback within the rollback window, the controller ignores it.',
    });
  });
});
