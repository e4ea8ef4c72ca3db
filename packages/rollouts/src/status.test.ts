import { deploymentStatus, rolloutFacts, rolloutStatus } from './status';
import { parseRollout } from './parse';
import {
  ABORTED,
  blueGreen,
  canary,
  deployment,
  HEALTHY,
  must,
  NOW,
  PAUSED,
  rawCanary,
} from './testing/builders';

const NO_PHASE = { phase: undefined };

describe('the phase of a Rollout', () => {
  it('is what the controller says once it has seen the spec', () => {
    expect(rolloutStatus(canary({ status: PAUSED }))).toEqual({
      phase: 'Paused',
      message: 'CanaryPauseStep',
    });
  });

  it.each([
    ['a newer spec', { metadata: { generation: 5 } }, true],
    [
      'a status of an old controller',
      { status: { observedGeneration: '58b949649c' } },
      false,
    ],
    [
      'an observed generation that is ahead',
      { status: { observedGeneration: '9' } },
      false,
    ],
    [
      'an observed generation that is a number',
      { status: { observedGeneration: 4 } },
      false,
    ],
    ['no status at all', { status: null }, true],
  ])('with %s waits for the controller: %#', (_, parts, waits) => {
    const { message } = rolloutStatus(canary(parts));
    expect(message === 'waiting for rollout spec update to be observed').toBe(
      waits,
    );
  });

  it('is Progressing between the request for the next step and the controller', () => {
    const status = { ...PAUSED, pauseConditions: null };
    expect(rolloutStatus(canary({ status }))).toEqual({
      phase: 'Progressing',
      message: 'waiting for rollout to unpause',
    });
  });

  it.each([
    ['3', '2', 'Progressing'],
    ['3', '3', 'Healthy'],
    ['3', undefined, 'Healthy'],
    ['three', '2', 'Healthy'],
    [undefined, '2', 'Healthy'],
  ])(
    'with workload generation %s, observed %s, is %s',
    (wanted, observed, phase) => {
      const rollout = canary({
        metadata: {
          annotations: { 'rollout.argoproj.io/workload-generation': wanted },
        },
        spec: { workloadRef: { kind: 'Deployment', name: 'checkout' } },
        status: { ...HEALTHY, workloadObservedGeneration: observed },
      });
      expect(rolloutStatus(rollout).phase).toBe(phase);
    },
  );

  it('is Unknown for a word that nobody knows, and names the word', () => {
    expect(rolloutStatus(canary({ status: { phase: 'Baking' } }))).toEqual({
      phase: 'Unknown',
      message: 'the controller says "Baking"',
    });
  });

  it('is Unknown without a strategy, when no controller has judged it', () => {
    const rollout = canary({
      spec: { strategy: {} },
      status: { ...NO_PHASE, updatedReplicas: 3, availableReplicas: 3 },
    });
    expect(rolloutStatus(rollout).phase).toBe('Unknown');
  });
});

describe('the phase that an old controller did not write', () => {
  const all = { updatedReplicas: 3, availableReplicas: 3, replicas: 3 };
  const rows: [
    string,
    Record<string, unknown>,
    Record<string, unknown>,
    string,
  ][] = [
    [
      'Degraded: InvalidSpec: no selector',
      { conditions: [{ type: 'InvalidSpec', message: 'no selector' }] },
      {},
      '',
    ],
    [
      'Degraded: ProgressDeadlineExceeded: too slow',
      {
        conditions: [
          {
            type: 'Progressing',
            reason: 'ProgressDeadlineExceeded',
            message: 'too slow',
          },
        ],
      },
      { paused: true },
      '',
    ],
    [
      'Paused: manually paused',
      { pauseConditions: [{ reason: 'CanaryPauseStep' }] },
      { paused: true },
      '',
    ],
    [
      'Paused: CanaryPauseStep',
      { pauseConditions: [{ reason: 'CanaryPauseStep' }] },
      {},
      '',
    ],
    [
      'Progressing: rollout is restarting',
      {},
      { restartAt: '2026-11-25T09:00:00Z' },
      '',
    ],
    ['Progressing: more replicas need to be updated', {}, {}, ''],
    [
      'Progressing: updated replicas are still becoming available',
      { ...all, availableReplicas: 2 },
      {},
      '',
    ],
    [
      'Progressing: old replicas are pending termination',
      { ...all, replicas: 4 },
      {},
      '',
    ],
    ['Progressing: waiting for all steps to complete', all, {}, ''],
    ['Healthy: ', { ...all, stableRS: 'new' }, {}, ''],
  ];

  it.each(rows)('is %s', (expected, status, spec) => {
    const { phase, message } = rolloutStatus(
      canary({ spec, status: { ...NO_PHASE, ...status } }),
    );
    expect(`${phase}: ${message}`).toBe(expected);
  });

  it.each([
    ['active service cutover pending', { activeSelector: 'old' }, []],
    [
      'waiting for analysis to complete',
      { activeSelector: 'new' },
      [{ templateName: 'smoke' }],
    ],
    [
      'waiting for post-promotion verification to complete',
      { activeSelector: 'new' },
      [],
    ],
    [
      'waiting for post-promotion verification to complete',
      {
        activeSelector: 'new',
        postPromotionAnalysisRunStatus: { name: 'run', status: 'Successful' },
      },
      [{ templateName: 'smoke' }],
    ],
  ])('of blue-green is: %s', (message, selectors, templates) => {
    const rollout = blueGreen({
      spec: {
        strategy: { blueGreen: { postPromotionAnalysis: { templates } } },
      },
      status: {
        ...all,
        phase: undefined,
        controllerPause: false,
        pauseConditions: null,
        blueGreen: selectors,
      },
    });
    expect(rolloutStatus(rollout)).toEqual({
      phase: 'Progressing',
      message,
    });
  });
});

describe('the facts of a Rollout', () => {
  it('do not know whether it is promoted while a hash is missing', () => {
    const facts = rolloutFacts(canary({ status: { stableRS: '' } }), NOW);
    expect(facts.fullyPromoted).toBe('unknown');
    expect(facts.inFlight).toBe('unknown');
  });

  it('tell an abort with its reason and time', () => {
    const { aborted, inFlight } = rolloutFacts(
      canary({ status: ABORTED }),
      NOW,
    );
    expect(aborted).toEqual({
      message: 'RolloutAborted: Rollout aborted update to revision 2',
      at: '2026-11-25T09:56:00Z',
    });
    expect(inFlight).toBe(true);
  });

  it('tell an abort that the controller ignores', () => {
    const facts = rolloutFacts(
      canary({ status: { abort: true, promoteFull: true } }),
      NOW,
    );
    expect(facts.abortIgnored).toBe(true);
    expect(facts.aborted).toBeUndefined();
  });

  it('tell the rest of a timed pause', () => {
    const status = { ...PAUSED, currentStepIndex: 3 };
    const [pause] = rolloutFacts(canary({ status }), NOW).pauses;
    expect(pause).toEqual({
      reason: 'CanaryPauseStep',
      since: '2026-11-25T09:58:00Z',
      remainingSeconds: 180,
      message: 'a pause of 5 min, 3 min left',
    });
  });

  it('tell no rest while somebody holds it by hand', () => {
    const rollout = canary({
      spec: { paused: true },
      status: { ...PAUSED, currentStepIndex: 3 },
    });
    const { pauses } = rolloutFacts(rollout, NOW);
    expect(pauses.map(({ reason }) => reason)).toEqual([
      'CanaryPauseStep',
      'Manual',
    ]);
    expect(pauses[0]?.remainingSeconds).toBeUndefined();
  });

  it('tell that a kept manual pause holds a new version before its first step', () => {
    const held = canary({
      spec: { paused: true },
      status: { currentStepIndex: 0 },
    });
    const later = canary({
      spec: { paused: true },
      status: { currentStepIndex: 2 },
    });
    expect(rolloutFacts(held, NOW).manualPause?.heldBeforeFirstStep).toBe(true);
    expect(rolloutFacts(later, NOW).manualPause?.heldBeforeFirstStep).toBe(
      false,
    );
  });

  it('tell a restart that is not done, however the times are written', () => {
    const restart = (restartedAt?: string) =>
      rolloutFacts(
        canary({
          spec: { restartAt: '2026-11-25T09:00:00Z' },
          status: { restartedAt },
        }),
        NOW,
      ).restartPending;
    expect(restart()).toBe(true);
    expect(restart('2026-11-25T09:00:00.000Z')).toBe(false);
  });

  it.each([
    [30, 30],
    ['30', 30],
    ['10s', 10],
    ['5m', 300],
    ['1h', 3600],
    ['1h30m', 5400],
    ['1.5m', 90],
    ['500ms', 0],
  ])('read a pause of %p as %d seconds', (duration, seconds) => {
    const steps = [{ pause: { duration } }];
    const rollout = must(
      parseRollout(rawCanary({ spec: { strategy: { canary: { steps } } } })),
    );
    expect(rollout.spec.strategy).toMatchObject({
      steps: [{ kind: 'pause', duration: { is: 'timed', seconds } }],
    });
  });

  it('say that a duration cannot be read', () => {
    const steps = [{ pause: { duration: '5 minutes' } }];
    const rollout = canary({
      spec: { strategy: { canary: { steps } } },
      status: { ...PAUSED, currentStepIndex: 0 },
    });
    expect(rolloutFacts(rollout, NOW).pauses[0]?.message).toBe(
      'the duration "5 minutes" cannot be read',
    );
    expect(rollout.problems).toEqual([
      'spec.strategy.canary.steps[0].pause.duration cannot be read as a duration',
    ]);
  });
});

describe('the status of a plain Deployment', () => {
  const rows: [string, Parameters<typeof deployment>[0]][] = [
    ['Healthy: ', {}],
    [
      'Progressing: waiting for deployment spec update to be observed',
      { status: null },
    ],
    [
      'Progressing: waiting for deployment spec update to be observed',
      { metadata: { generation: 3 } },
    ],
    ['Paused: manually paused', { spec: { paused: true } }],
    [
      'Progressing: 1 of 3 new replicas have been updated',
      { status: { updatedReplicas: 1 } },
    ],
    [
      'Progressing: 2 old replicas are pending termination',
      { status: { replicas: 5 } },
    ],
    [
      'Progressing: 2 of 3 updated replicas are available',
      { status: { availableReplicas: 2 } },
    ],
    [
      'Degraded: ProgressDeadlineExceeded: timed out',
      {
        status: {
          conditions: [
            {
              type: 'Progressing',
              status: 'False',
              reason: 'ProgressDeadlineExceeded',
              message: 'timed out',
            },
          ],
        },
      },
    ],
    [
      'Degraded: FailedCreate: quota',
      {
        status: {
          conditions: [
            {
              type: 'ReplicaFailure',
              status: 'True',
              reason: 'FailedCreate',
              message: 'quota',
            },
          ],
        },
      },
    ],
  ];

  it.each(rows)('is %s', (expected, parts) => {
    const { phase, message } = deploymentStatus(deployment(parts));
    expect(`${phase}: ${message}`).toBe(expected);
  });
});
