import type { Workload } from '@greenlight/backstage-plugin-delivery-common';
import {
  aCluster,
  deploymentOf,
  partsOf,
  replicaSetOf,
  someFacts,
} from '../testing/builders/facts';
import {
  aDeployment,
  aReplicaSet,
  aRollout,
  aWaitingCanary,
} from '../testing/builders/manifests';
import type { ServiceFacts } from './serviceDelivery';
import { toServiceDelivery } from './serviceDelivery';

function environments(change: Partial<ServiceFacts> = {}) {
  return toServiceDelivery(someFacts(change)).environments;
}

function prod(change: Partial<ServiceFacts> = {}): Workload {
  const [workload] = environments(change).at(-1)?.workloads ?? [];
  if (!workload) throw new Error('nothing in prod');
  return workload;
}

function reason(change: Partial<ServiceFacts>, action = 'promote') {
  const found = prod(change).actions.find(each => each.action === action);
  return found?.enabled === false ? found.reason : 'enabled';
}

describe('answer about a service', () => {
  it('has the environments in the order of the pipeline, as far as they may be read', () => {
    const shown = environments({ readable: new Set(['prod', 'dev']) });
    expect(shown.map(each => each.name)).toEqual(['dev', 'prod']);
  });

  it('shows several workloads of one environment, by name', () => {
    const names = ['b', 'a', 'c'].map(name => partsOf(aRollout({ name })));
    const shown = environments({ found: names }).at(-1)?.workloads;
    expect(shown?.map(each => each.ref.name)).toEqual(['a', 'b', 'c']);
  });

  it('names what belongs to no environment', () => {
    const found = [partsOf(aRollout({ namespace: 'attic' }))];
    const { elsewhere, environments: shown } = toServiceDelivery(
      someFacts({ found }),
    );
    expect(elsewhere).toEqual([
      { cluster: 'lab', namespace: 'attic', kind: 'Rollout', name: 'checkout' },
    ]);
    expect(shown.every(each => each.workloads.length === 0)).toBe(true);
  });

  it.each([
    ['live', 'empty'],
    ['connecting', 'unknown'],
    ['stale', 'unknown'],
    ['down', 'unknown'],
    ['not-watchable', 'unknown'],
  ] as const)(
    'with a cluster that is %s and shows nothing is %s',
    (state, expected) => {
      const clusters = [aCluster({ state, reason: 'because' })];
      expect(environments({ clusters })[0]).toMatchObject({ state: expected });
    },
  );

  it('is unknown as long as one of several clusters is dark, and names it', () => {
    const dark = aCluster({ name: 'us', state: 'stale', reason: 'it is gone' });
    expect(environments({ clusters: [aCluster(), dark] })[0]).toMatchObject({
      state: 'unknown',
      reason: 'What runs in us is not known: it is gone',
    });
  });

  it('is unknown without any cluster, and says why there is none', () => {
    const noClusters = 'nobody handed one over';
    expect(environments({ clusters: [], noClusters })[0]).toMatchObject({
      state: 'unknown',
      reason: noClusters,
    });
  });

  it('knows clusters that an environment names and nobody has', () => {
    const [rule] = someFacts().pipeline;
    if (!rule) throw new Error('no rule');
    const pipeline = [{ ...rule, clusters: ['eu-9'] }];
    expect(
      environments({ pipeline, readable: new Set([rule.name]) })[0],
    ).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('eu-9 is not known'),
    });
  });
});

describe('workload', () => {
  it('takes its version from the Deployment that it refers to', () => {
    const rollout = aRollout({
      spec: {
        template: undefined,
        workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' },
      },
    });
    const deployment = deploymentOf(aDeployment({ image: 'app:sha-1234567' }));
    const referenced = {
      cluster: 'lab',
      object: deployment,
      templateAnnotations: {},
    };
    const found = [partsOf(rollout, { referenced })];
    expect(prod({ found }).version).toMatchObject({
      tag: 'sha-1234567',
      commit: { sha: '1234567' },
    });
    expect(prod({ found: [partsOf(rollout)] })).toMatchObject({
      version: { label: 'unknown' },
      problems: [expect.stringContaining('Deployment app, which is not there')],
    });
  });

  it('has the stable version while another is in flight, with its own commit', () => {
    const rollout = aWaitingCanary();
    const stable = {
      cluster: 'lab',
      object: replicaSetOf(aReplicaSet(rollout, { hash: 'old' })),
      templateAnnotations: { 'greenlight.dev/commit': 'aaaaaaa' },
    };
    const found = [partsOf(rollout, { replicaSets: [stable] })];
    expect(prod({ found })).toMatchObject({
      version: { tag: '1.1.0' },
      stable: { tag: '1.0.0', commit: { sha: 'aaaaaaa' } },
    });
    expect(prod({ found: [partsOf(aRollout())] }).stable).toBeUndefined();
  });

  it('tells until when a timed pause lasts', () => {
    const steps = [{ setWeight: 10 }, { pause: { duration: '60s' } }];
    const found = [
      partsOf(aWaitingCanary({ strategy: { canary: { steps } } })),
    ];
    expect(prod({ found }).rollout?.pause).toEqual({
      reason: 'CanaryPauseStep',
      since: '2026-11-25T10:00:00Z',
      until: '2026-11-25T10:01:00.000Z',
    });
  });

  it('shows a manual pause that holds the next version', () => {
    const found = [partsOf(aRollout({ spec: { paused: true } }))];
    expect(prod({ found }).rollout).toMatchObject({ manualPause: true });
  });

  it.each([
    ['no status', { ...aRollout(), status: undefined }],
    ['a status that is a text', { ...aRollout(), status: 'odd' }],
    ['no strategy', aRollout({ strategy: {} })],
    [
      'steps that are no list',
      aRollout({ strategy: { canary: { steps: 5 } } }),
    ],
    ['an unknown phase', aRollout({ status: { phase: 'Levitating' } })],
    ['no spec', { ...aRollout(), spec: undefined }],
    ['a huge message', aRollout({ status: { message: 'x'.repeat(100_000) } })],
  ])('with %s has a state all the same', (_, manifest) => {
    const found = [partsOf(manifest)];
    const shown = prod({ found, detail: true });
    expect(shown.health).toEqual(expect.any(String));
    expect(JSON.stringify(shown).length).toBeLessThan(30_000);
  });
});

describe('offer of an action', () => {
  const found = [partsOf(aWaitingCanary())];
  const needs = { allowed: false as const, reason: 'Needs a permission' };

  it('is there for who may, where it is possible', () => {
    expect(reason({ found })).toBe('enabled');
  });

  it('names the first thing that would have to be mended', () => {
    const clusters = [aCluster({ state: 'stale', reason: 'no answer' })];
    const readOnly = aCluster({
      write: { possible: false, reason: 'read-only' },
    });
    const foreign = partsOf(
      aWaitingCanary({
        annotations: { 'greenlight.dev/entity-ref': 'component:default/x' },
      }),
    );
    expect(reason({ found, may: () => needs, clusters })).toBe(
      'Needs a permission',
    );
    expect(reason({ found: [foreign], clusters })).toMatch(
      /cluster lab is not live \(no answer\)/,
    );
    expect(reason({ found: [foreign], clusters: [readOnly] })).toBe(
      'read-only',
    );
    expect(reason({ found: [foreign] }, 'retry')).toMatch(
      /greenlight\.dev\/entity-ref: component:default\/checkout/,
    );
    expect(reason({ found }, 'retry')).toMatch(/Nothing to retry/);
  });

  it('is asked for each environment on its own', () => {
    const may = (environment: string) =>
      environment === 'prod' ? needs : { allowed: true as const };
    expect(reason({ found, may })).toBe('Needs a permission');
  });

  it('is not made for a Deployment', () => {
    const deployment = deploymentOf(aDeployment({ namespace: 'production' }));
    const workload = {
      cluster: 'lab',
      object: deployment,
      templateAnnotations: {},
    };
    const parts = { ...partsOf(aRollout()), workload };
    expect(prod({ found: [parts] }).actions).toEqual([]);
  });
});
