import { stepPosition } from './steps';
import { canaryWeights } from './weights';
import {
  ABORTED,
  blueGreen,
  canary,
  HEALTHY,
  replicaSet,
  STEPS,
} from './testing/builders';

const routed = (maxTrafficWeight?: number) => ({
  strategy: {
    canary: { steps: STEPS, trafficRouting: { maxTrafficWeight, nginx: {} } },
  },
});

describe('the step of a canary', () => {
  it('has a place, a label and a weight each', () => {
    const { text, steps, finished } = stepPosition(canary());
    expect(text).toBe('1/5');
    expect(finished).toBe(false);
    expect(
      steps.map(({ label, state, weight }) => [label, state, weight]),
    ).toEqual([
      ['10 %', 'done', 10],
      ['pause', 'current', 10],
      ['25 %', 'ahead', 25],
      ['pause 5 min', 'ahead', 25],
      ['50 %', 'ahead', 50],
    ]);
  });

  it('is finished behind the last one', () => {
    expect(stepPosition(canary({ status: HEALTHY }))).toMatchObject({
      text: '5/5',
      finished: true,
    });
  });

  it('is none where there are none', () => {
    expect(stepPosition(blueGreen())).toEqual({
      total: 0,
      text: '',
      finished: false,
      steps: [],
    });
    const noSteps = canary({ spec: { strategy: { canary: {} } } });
    expect(stepPosition(noSteps).text).toBe('');
  });

  it.each([
    [
      { analysis: { templates: [{ templateName: 'success-rate' }] } },
      'analysis success-rate',
    ],
    [
      { experiment: { templates: [{ name: 'baseline' }] } },
      'experiment baseline',
    ],
    [{ setCanaryScale: { weight: 20 } }, 'scale to 20 %'],
    [{ setCanaryScale: { replicas: 2 } }, 'scale to 2 pods'],
    [
      { setCanaryScale: { matchTrafficWeight: true } },
      'scale with the traffic',
    ],
    [{ setHeaderRoute: { name: 'beta', match: [{}] } }, 'header route beta'],
    [{ setHeaderRoute: { name: 'beta' } }, 'remove header route beta'],
    [
      { setMirrorRoute: { name: 'copy', percentage: 30 } },
      'mirror 30 % (copy)',
    ],
    [{ plugin: { name: 'acme/wait' } }, 'plugin acme/wait'],
    [{ bake: {} }, 'unknown step bake'],
    ['nonsense', 'unknown step malformed'],
    [{ pause: { duration: 90 } }, 'pause 1 min 30 s'],
  ])('reads %j as "%s"', (step, label) => {
    const rollout = canary({
      spec: { strategy: { canary: { steps: [step] } } },
    });
    expect(stepPosition(rollout).steps[0]?.label).toBe(label);
  });
});

describe('the weight of a canary', () => {
  it.each([
    ['before the first setWeight', { currentStepIndex: 0 }, 10],
    ['at a pause: the last setWeight', { currentStepIndex: 3 }, 25],
    ['aborted', ABORTED, 0],
    ['finished', HEALTHY, 100],
  ])('is set %s', (_, status, set) => {
    expect(canaryWeights(canary({ status }), []).set).toBe(set);
  });

  it('is the share of the available pods without traffic routing', () => {
    const sets = [
      replicaSet('new', {}),
      replicaSet('old', { status: { availableReplicas: 3 } }),
    ];
    expect(canaryWeights(canary(), sets).actual).toBe(25);
    expect(
      canaryWeights(canary({ status: { availableReplicas: 0 } }), sets).actual,
    ).toBe(0);
  });

  it('is what the controller reports with traffic routing, else what is set', () => {
    const status = {
      canary: {
        weights: {
          canary: { weight: 5 },
          stable: { weight: 95 },
          additional: [{ weight: 0 }],
        },
      },
    };
    expect(canaryWeights(canary({ spec: routed(), status }), [])).toEqual({
      max: 100,
      set: 10,
      actual: 5,
      reported: { canary: 5, stable: 95, additional: [0] },
    });
    expect(canaryWeights(canary({ spec: routed() }), []).actual).toBe(10);
  });

  it('counts to the maximum that the routing names', () => {
    const rollout = canary({ spec: routed(1000), status: HEALTHY });
    expect(canaryWeights(rollout, [])).toEqual({
      max: 1000,
      set: 1000,
      actual: 1000,
    });
  });

  it('is all or nothing for blue-green', () => {
    expect(canaryWeights(blueGreen(), []).actual).toBe(0);
    const live = blueGreen({
      status: { blueGreen: { activeSelector: 'new' } },
    });
    expect(canaryWeights(live, []).actual).toBe(100);
  });
});
