import type {
  EnvironmentState,
  Workload,
} from '@greenlight/backstage-plugin-delivery-common';
import {
  aCanary,
  anEnvironment,
  aVersion,
  aWorkload,
  waiting,
} from './builders';

const byCommit = (sha: string) =>
  aVersion(`sha-${sha}`, {
    commit: { sha, from: 'tag', url: `https://git.example.com/c/${sha}` },
  });

function stuck(): Workload {
  return waiting({
    ref: {
      cluster: 'eu-1',
      namespace: 'production',
      kind: 'Rollout',
      name: 'checkout-canary',
    },
    uid: 'uid-canary',
    version: byCommit('e0b3010'),
    stable: byCommit('6566964'),
    health: 'Degraded',
    message:
      'ProgressDeadlineExceeded: ReplicaSet "checkout-canary-684c998796" has timed out progressing.',
    rollout: aCanary({
      steps: [],
      step: undefined,
      pause: undefined,
      metrics: [],
      weights: { desired: 100, actual: 100, additional: [] },
    }),
  });
}

/** Versions named after commits: hardly narrower than a cell. */
export function namedByCommit(prod: Workload): EnvironmentState[] {
  return [
    anEnvironment('dev', [aWorkload('dev', { version: byCommit('be780b0') })]),
    anEnvironment('staging', [
      aWorkload('staging', { version: byCommit('e0b3010') }),
    ]),
    anEnvironment('canary', [stuck()]),
    anEnvironment('prod', [
      { ...prod, version: byCommit('6566964'), stable: byCommit('3ab87e9') },
    ]),
  ];
}
