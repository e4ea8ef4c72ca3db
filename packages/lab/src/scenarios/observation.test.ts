import type { KubeObject } from '../kube/objects.ts';
import { describeObservation, matches, toObservation } from './observation.ts';

function aRollout(
  status?: Record<string, unknown>,
  spec: Record<string, unknown> = {},
): KubeObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'app', generation: 3 },
    spec,
    status,
  };
}

const MESH: KubeObject = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'app' },
  spec: {
    http: [
      { name: 'header-canary', route: [{}] },
      {
        name: 'primary',
        route: [{ weight: 65 }, { weight: 25 }, { weight: 10 }],
      },
    ],
  },
};

describe('A state of a Rollout', () => {
  it('is empty before the controller has seen it', () => {
    expect(toObservation(aRollout())).toMatchObject({
      phase: '',
      observed: false,
      abort: false,
      weights: undefined,
    });
  });

  it('carries what the controller wrote and the weights of the managed route', () => {
    const seen = toObservation(
      aRollout({
        phase: 'Paused',
        message: 'CanaryPauseStep',
        currentStepIndex: 3,
        observedGeneration: '3',
      }),
      MESH,
    );
    expect(seen).toMatchObject({
      step: 3,
      weights: '65/25/10',
      observed: true,
    });
    expect(describeObservation(seen)).toMatch(
      /^Paused "CanaryPauseStep", step 3, weights 65\/25\/10/,
    );
  });

  it('matches by exact fields and by part of the message', () => {
    const seen = toObservation(
      aRollout({ phase: 'Degraded', message: 'RolloutAborted: revision 2' }),
    );
    expect(matches(seen, { phase: 'Degraded', message: 'Aborted' })).toBe(true);
    expect(matches(seen, { message: /revision \d+$/ })).toBe(true);
    expect(matches(seen, { message: '' })).toBe(false);
    expect(matches(seen, { phase: 'Healthy' })).toBe(false);
    expect(matches(seen, { promoteFull: undefined })).toBe(true);
  });
});
