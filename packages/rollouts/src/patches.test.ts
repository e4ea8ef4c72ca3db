import { ACTION_NAMES, possibleActions } from './actions';
import type { ActionName } from './actions';
import { isObserved, patchPlan } from './patches';
import type { PatchStep } from './patches';
import type { RolloutObject } from './rolloutTypes';
import {
  ABORTED,
  blueGreen,
  canary,
  HEALTHY,
  NOW,
  PAUSED,
} from './testing/builders';

const plan = (
  action: ActionName,
  rollout: RolloutObject,
): readonly PatchStep[] => {
  const made = patchPlan(action, rollout, { now: NOW });
  if ('refused' in made) throw new Error(made.refused);
  return made.steps;
};
const bodies = (action: ActionName, rollout: RolloutObject) =>
  plan(action, rollout).map(({ subresource, body }) => [
    subresource ?? 'main',
    body,
  ]);

const UNPAUSE = ['main', { spec: { paused: false } }];

describe('the patches of an action', () => {
  it.each<[string, ActionName, RolloutObject, unknown[]]>([
    [
      'promote at a pause',
      'promote',
      canary({ status: PAUSED }),
      [['status', { status: { pauseConditions: null } }]],
    ],
    [
      'promote at a pause that is held by hand too',
      'promote',
      canary({ spec: { paused: true }, status: PAUSED }),
      [['status', { status: { pauseConditions: null } }], UNPAUSE],
    ],
    [
      'promote while a step runs',
      'promote',
      canary({ status: { currentStepIndex: 2 } }),
      [['status', { status: { pauseConditions: null, currentStepIndex: 3 } }]],
    ],
    [
      'promote while the first step runs and no index is there',
      'promote',
      canary({ status: { currentStepIndex: null } }),
      [['status', { status: { pauseConditions: null, currentStepIndex: 1 } }]],
    ],
    [
      'promote after an analysis that could not decide',
      'promote',
      canary({
        status: {
          ...PAUSED,
          canary: {
            currentStepAnalysisRunStatus: { name: 'r', status: 'Inconclusive' },
          },
        },
      }),
      [
        [
          'status',
          {
            status: {
              pauseConditions: null,
              controllerPause: false,
              currentStepIndex: 2,
            },
          },
        ],
      ],
    ],
    [
      'promote a preview',
      'promote',
      blueGreen(),
      [['status', { status: { pauseConditions: null } }]],
    ],
    [
      'finish',
      'promoteFull',
      canary(),
      [['status', { status: { promoteFull: true } }]],
    ],
    [
      'finish what is held by hand',
      'promoteFull',
      canary({ spec: { paused: true } }),
      [['status', { status: { promoteFull: true } }], UNPAUSE],
    ],
    ['abort', 'abort', canary(), [['status', { status: { abort: true } }]]],
    [
      'abort while it finishes',
      'abort',
      canary({ status: { promoteFull: true } }),
      [['status', { status: { abort: true, promoteFull: false } }]],
    ],
    [
      'retry a canary',
      'retry',
      canary({ status: ABORTED }),
      [['status', { status: { abort: false } }]],
    ],
    ['pause', 'pause', canary(), [['main', { spec: { paused: true } }]]],
    ['resume by hand', 'resume', canary({ spec: { paused: true } }), [UNPAUSE]],
    [
      'resume at a pause',
      'resume',
      canary({ status: PAUSED }),
      [['status', { status: { pauseConditions: null } }]],
    ],
    [
      'resume both',
      'resume',
      canary({ spec: { paused: true }, status: PAUSED }),
      [['status', { status: { pauseConditions: null } }], UNPAUSE],
    ],
    [
      'resume an aborted one',
      'resume',
      canary({ spec: { paused: true }, status: ABORTED }),
      [UNPAUSE],
    ],
    [
      'restart',
      'restart',
      canary({ status: HEALTHY }),
      [['main', { spec: { restartAt: '2026-11-25T10:00:00Z' } }]],
    ],
  ])('are exact: %s', (_, action, rollout, expected) => {
    expect(bodies(action, rollout)).toEqual(expected);
  });

  it('are none where the action is not possible, and say why', () => {
    expect(
      patchPlan('promoteFull', canary({ status: ABORTED }), { now: NOW }),
    ).toEqual({
      refused: 'The update is aborted, so nothing would move.',
      instead: 'Retry it, or revert in Git.',
    });
  });

  it('are there exactly when the action is possible', () => {
    const rollouts = [
      canary(),
      canary({ status: PAUSED }),
      canary({ status: ABORTED }),
      canary({ status: null }),
      blueGreen(),
    ];
    for (const rollout of rollouts) {
      for (const action of ACTION_NAMES) {
        const made = patchPlan(action, rollout, { now: NOW });
        expect('steps' in made).toBe(possibleActions(rollout)[action].possible);
      }
    }
  });

  it('carry one patch for controllers without a status subresource', () => {
    const held = canary({ spec: { paused: true }, status: PAUSED });
    expect(plan('promote', held)[0]?.fallback).toEqual({
      body: { spec: { paused: false }, status: { pauseConditions: null } },
      skipNext: 1,
    });
    expect(plan('promoteFull', canary())[0]?.fallback).toEqual({
      body: { spec: { paused: false }, status: { promoteFull: true } },
      skipNext: 0,
    });
    expect(plan('abort', canary())[0]?.fallback).toEqual({
      body: { status: { abort: true } },
      skipNext: 0,
    });
  });
});

describe('the retry of an aborted blue-green update', () => {
  const aborted = (spec = {}, status = {}) =>
    blueGreen({
      spec,
      status: {
        ...ABORTED,
        currentStepIndex: null,
        controllerPause: false,
        pauseConditions: null,
        ...status,
      },
    });

  it('pauses first, so that the preview that is still up does not go live', () => {
    const steps = plan('retry', aborted());
    expect(steps.map(({ body, waitFor }) => [body, waitFor])).toEqual([
      [{ spec: { paused: true } }, 'pauseObserved'],
      [{ status: { abort: false } }, 'retriedAndPaused'],
      [{ spec: { paused: false } }, undefined],
    ]);
    expect(steps.map(({ undo }) => undo?.body)).toEqual([
      { spec: { paused: false } },
      { status: { abort: true } },
      undefined,
    ]);
  });

  it('keeps a manual pause that was there', () => {
    expect(bodies('retry', aborted({ paused: true }))).toEqual([
      ['status', { status: { abort: false } }],
    ]);
  });

  it('waits until the controller has seen the pause', () => {
    expect(isObserved('pauseObserved', aborted())).toBe(false);
    expect(
      isObserved(
        'pauseObserved',
        aborted({ paused: true }, { observedGeneration: '3' }),
      ),
    ).toBe(false);
    expect(isObserved('pauseObserved', aborted({ paused: true }))).toBe(true);
  });

  it.each([
    ['the abort is still there', { phase: 'Degraded', abort: true }, false],
    ['only our own patch is there', { phase: 'Degraded', abort: false }, false],
    [
      'the controller says paused',
      { phase: 'Paused', message: 'manually paused', abort: false },
      true,
    ],
    [
      'the controller brings the preview up',
      { phase: 'Progressing', abort: false },
      true,
    ],
    ['it went live', { phase: 'Healthy', abort: false }, false],
  ])('does not unpause before the pause holds: %s', (_, status, holds) => {
    expect(
      isObserved('retriedAndPaused', aborted({ paused: true }, status)),
    ).toBe(holds);
  });
});
