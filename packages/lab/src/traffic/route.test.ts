import { join } from 'node:path';
import type { KubeObject } from '../kube/objects.ts';
import { readObjects } from '../kube/yamlFiles.ts';
import { packageDir } from '../run/paths.ts';
import {
  readReplicaSet,
  readRollout,
  readVirtualService,
  TRAFFIC,
} from './clusterObjects.ts';
import { streamsOf } from './route.ts';

const demo = (service: string) =>
  readObjects(join(packageDir(), 'demo', `${service}.yaml`));

/** A demo service in production, its stable version `old` and, while it is updated, its version `new`. */
function production(service: string) {
  return demo(service).filter(
    ({ metadata }) => metadata.namespace === 'production',
  );
}

const status = (rollout: KubeObject, fields: object): KubeObject => ({
  ...rollout,
  status: { stableRS: 'old', currentPodHash: 'old', ...fields },
});

function replicaSet(rollout: string, hash: string, ready: number): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${rollout}-${hash}`,
      namespace: 'production',
      labels: { 'rollouts-pod-template-hash': hash },
      ownerReferences: [
        {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Rollout',
          name: rollout,
          uid: '1',
        },
      ],
    },
    spec: {
      template: {
        spec: { containers: [{ image: `ghcr.io/acme/x:v-${hash}@sha256:1` }] },
      },
    },
    status: { readyReplicas: ready },
  };
}

function weighted(mesh: KubeObject, weights: readonly number[]): KubeObject {
  const changed = structuredClone(mesh);
  const { http } = changed.spec as {
    http: Array<{ name: string; route: Array<{ weight?: number }> }>;
  };
  const primary = http.find(({ name }) => name === 'primary');
  primary?.route.forEach((one, index) => {
    one.weight = weights[index];
  });
  return changed;
}

/** Requests per second by environment, track and version, of those that get any. */
function served(objects: readonly KubeObject[]): Record<string, number> {
  const defined = <T>(all: Array<T | undefined>) =>
    all.filter(one => one !== undefined);
  const of = (kind: string) => objects.filter(one => one.kind === kind);
  const streams = streamsOf({
    rollouts: defined(of('Rollout').map(readRollout)),
    replicaSets: defined(of('ReplicaSet').map(readReplicaSet)),
    virtualServices: defined(of('VirtualService').map(readVirtualService)),
  });
  return Object.fromEntries(
    streams
      .filter(({ requestsPerSecond }) => requestsPerSecond > 0)
      .map(({ environment, track, version, requestsPerSecond }) => [
        `${environment} ${track} ${version}`,
        Number(requestsPerSecond.toFixed(6)),
      ]),
  );
}

function checkout(weights: readonly number[], fields: object = {}) {
  return [
    ...production('checkout').map(object => {
      if (object.kind === 'VirtualService') return weighted(object, weights);
      if (object.kind !== 'Rollout') return object;
      return object.metadata.name === 'checkout'
        ? status(object, fields)
        : status(object, {});
    }),
    replicaSet('checkout', 'old', 3),
    replicaSet('checkout', 'new', 1),
    replicaSet('checkout-canary', 'old', 1),
  ];
}

describe('Where requests go', () => {
  it('is said by the weights of the mesh, for stable, canary and candidate', () => {
    const objects = checkout([65, 25, 10], { currentPodHash: 'new' });
    expect(served(objects)).toEqual({
      'prod stable v-old': 39,
      'prod canary v-new': 15,
      'canary candidate v-old': 6,
    });
  });

  it('follows weights that do not sum to 100', () => {
    const objects = checkout([0, 100, 10], { currentPodHash: 'new' });
    expect(served(objects)).toEqual({
      'prod canary v-new': 54.545455,
      'canary candidate v-old': 5.454545,
    });
  });

  it('is stable again once the new version is promoted', () => {
    const objects = checkout([90, 0, 10], {
      stableRS: 'new',
      currentPodHash: 'new',
    });
    expect(served(objects)).toEqual({
      'prod stable v-new': 54,
      'canary candidate v-old': 6,
    });
  });

  it('has both tracks of a version from its birth', () => {
    const [rollout] = production('checkout').filter(
      ({ kind, metadata }) =>
        kind === 'Rollout' && metadata.name === 'checkout',
    );
    const known = rollout && readRollout(status(rollout, {}));
    const set = readReplicaSet(replicaSet('checkout', 'old', 3));
    if (!known || !set) throw new Error('The demo has no checkout.');
    const streams = streamsOf({
      rollouts: [known],
      replicaSets: [set],
      virtualServices: [],
    });
    expect(streams.map(({ track }) => track)).toEqual(['stable', 'canary']);
  });

  it('is shared by ready pods where there is no mesh', () => {
    const objects = [
      ...production('search')
        .filter(
          ({ kind, metadata: { name } }) =>
            kind === 'Rollout' && name === 'search-canary',
        )
        .map(object => status(object, { currentPodHash: 'new' })),
      replicaSet('search-canary', 'old', 3),
      replicaSet('search-canary', 'new', 1),
    ];
    expect(served(objects)).toEqual({
      'canary candidate v-old': 1.5,
      'canary candidate v-new': 0.5,
    });
  });

  it('is nowhere without a ready pod', () => {
    const objects = [
      ...production('search')
        .filter(({ metadata: { name } }) => name === 'search-canary')
        .map(object => status(object, {})),
      replicaSet('search-canary', 'old', 0),
    ];
    expect(served(objects)).toEqual({});
  });

  it('is the active version of a blue-green alone', () => {
    const objects = [
      ...production('storefront')
        .filter(({ metadata: { name } }) => name === 'storefront')
        .map(object =>
          status(object, {
            currentPodHash: 'new',
            blueGreen: { activeSelector: 'old', previewSelector: 'new' },
          }),
        ),
      replicaSet('storefront', 'old', 3),
      replicaSet('storefront', 'new', 3),
    ];
    expect(served(objects)).toEqual({ 'prod stable v-old': 120 });
  });

  it('is asked for by an annotation, and otherwise a matter of demo services', () => {
    const rollout = (annotations: Record<string, string>): KubeObject => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'app', namespace: 'production', annotations },
      spec: { strategy: { canary: {} } },
      status: { stableRS: 'old', currentPodHash: 'old' },
    });
    const pods = replicaSet('app', 'old', 1);
    expect(served([rollout({}), pods])).toEqual({});
    expect(served([rollout({ [TRAFFIC]: '7' }), pods])).toEqual({
      'prod stable v-old': 7,
    });
  });

  it('takes no part in objects that it does not understand', () => {
    expect(readRollout({ kind: 'Rollout' })).toBeUndefined();
    expect(readReplicaSet({ metadata: { name: 'a' } })).toBeUndefined();
    expect(readVirtualService('nonsense')).toBeUndefined();
  });
});
