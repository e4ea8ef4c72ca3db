/** One thing that happens to a service after its first version is healthy everywhere. */
export type StoryStep =
  | {
      do: 'deploy';
      rollout: string;
      /** Container image of the new version. */
      image: string;
      commit: string;
      /** How its pods behave, when they do not become Ready. */
      pods?: 'crash-loop' | 'image-pull-error' | 'never-ready';
    }
  | { do: 'abort'; rollout: string }
  | {
      do: 'await';
      rollout: string;
      phase: string;
      /** Part of the message. */
      message?: string;
      step?: number;
    };

/** The demo service of one YAML file, and how its production came to the state that it shows. */
export interface Story {
  service: string;
  steps: readonly StoryStep[];
}

const REGISTRY = 'ghcr.io/acme';

/** Everything happens in the namespace `production`; real controllers make the states. */
export const STORIES: readonly Story[] = [
  {
    service: 'checkout',
    steps: [
      {
        do: 'deploy',
        rollout: 'checkout',
        image: `${REGISTRY}/checkout:sha-e0b3010`,
        commit: 'e0b30101770f40ace0bf0f5cc44f496907a5bd37',
      },
      { do: 'await', rollout: 'checkout', phase: 'Paused', step: 3 },
    ],
  },
  {
    service: 'payments',
    steps: [
      {
        do: 'deploy',
        rollout: 'payments',
        image: `${REGISTRY}/payments:sha-6566964@sha256:6d155904391225d37feee291dcbec696c4852559662a18301d32eb96ec4c58e3`,
        commit: '6566964de707be4b800d0c7600474b8d2e5b9733',
      },
      { do: 'await', rollout: 'payments', phase: 'Paused', step: 1 },
    ],
  },
  {
    service: 'search',
    steps: [
      {
        do: 'deploy',
        rollout: 'search',
        image: `${REGISTRY}/search:sha-8264d32`,
        commit: '8264d320496df9bb868c93d11eec9c31b0c05489',
      },
      { do: 'await', rollout: 'search', phase: 'Paused', step: 1 },
      { do: 'abort', rollout: 'search' },
      {
        do: 'await',
        rollout: 'search',
        phase: 'Degraded',
        message: 'RolloutAborted',
      },
      {
        do: 'deploy',
        rollout: 'search-canary',
        image: `${REGISTRY}/search:sha-4197b06`,
        commit: '4197b06f777aeeafa98e7099d21baa4c95b3f48b',
        pods: 'crash-loop',
      },
      { do: 'await', rollout: 'search-canary', phase: 'Progressing' },
    ],
  },
  {
    service: 'storefront',
    steps: [
      {
        do: 'deploy',
        rollout: 'storefront',
        image: `${REGISTRY}/storefront:1.9.0`,
        commit: '5588d97becdcb4d8ae481de2c5d54a026e509812',
      },
      {
        do: 'await',
        rollout: 'storefront',
        phase: 'Paused',
        message: 'BlueGreenPause',
      },
    ],
  },
  {
    service: 'inventory',
    steps: [
      {
        do: 'deploy',
        rollout: 'inventory-worker',
        image: `${REGISTRY}/inventory-worker:sha-bb537dc`,
        commit: 'bb537dcf43813c37a6122227bef5f6c0517dcfb6',
      },
      { do: 'await', rollout: 'inventory-worker', phase: 'Paused', step: 1 },
    ],
  },
  { service: 'legacy-billing', steps: [] },
  { service: 'recommendations', steps: [] },
];

/** The second and later clusters are another region that runs some of the services. */
export const ELSEWHERE: readonly string[] = ['checkout', 'payments'];
