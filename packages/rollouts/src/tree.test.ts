import {
  analysisRun,
  canary,
  deployment,
  IMAGE,
  must,
  NOW,
  OLD_IMAGE,
  pod,
  replicaSet,
} from './testing/builders';
import type { Raw } from './testing/builders';
import { parseReplicaSet } from './parse';
import { deploymentTree, rolloutTree } from './tree';
import { treeText } from './treeText';

const only = (parts: Raw, spec: Raw = {}, metadata: Raw = {}) => {
  const tree = rolloutTree(
    canary(),
    {
      replicaSets: [replicaSet('new', {})],
      pods: [pod('p', 'new', { status: parts, spec, metadata })],
    },
    NOW,
  );
  const [node] = tree.revisions[0]?.replicaSets[0]?.pods ?? [];
  if (!node) throw new Error('The pod is not in the tree');
  return node;
};

const containers = (...states: Raw[]) => ({
  containerStatuses: states.map((state, index) => ({
    name: `c${index}`,
    image: IMAGE,
    ready: 'running' in state,
    restartCount: index + 1,
    state,
  })),
});

const inits = (...parts: Raw[]) => ({
  phase: 'Pending',
  initContainerStatuses: parts.map((part, index) => ({
    name: `i${index}`,
    image: IMAGE,
    ready: false,
    restartCount: 0,
    state: {},
    ...part,
  })),
});

const terminated = (exitCode: number, more: Raw = {}) => ({
  state: { terminated: { exitCode, ...more } },
});

describe('the reason of a pod', () => {
  it.each<[string, string, Raw]>([
    ['Running', 'Healthy', containers({ running: {} })],
    ['Pending', 'Progressing', { phase: 'Pending' }],
    ['Evicted', 'Degraded', { phase: 'Failed', reason: 'Evicted' }],
    [
      'CrashLoopBackOff',
      'Degraded',
      containers({ waiting: { reason: 'CrashLoopBackOff' } }),
    ],
    [
      'ImagePullBackOff',
      'Degraded',
      containers({ waiting: { reason: 'ImagePullBackOff' } }),
    ],
    [
      'ErrImagePull',
      'Degraded',
      containers({ waiting: { reason: 'ErrImagePull' } }),
    ],
    [
      'ContainerCreating',
      'Progressing',
      containers({ waiting: { reason: 'ContainerCreating' } }),
    ],
    [
      'OOMKilled',
      'Degraded',
      containers({ terminated: { exitCode: 137, reason: 'OOMKilled' } }),
    ],
    ['ExitCode:3', 'Degraded', containers({ terminated: { exitCode: 3 } })],
    [
      'Signal:9',
      'Degraded',
      containers({ terminated: { exitCode: 137, signal: 9 } }),
    ],
    [
      'CrashLoopBackOff',
      'Degraded',
      containers(
        { waiting: { reason: 'CrashLoopBackOff' } },
        { waiting: { reason: 'ErrImagePull' } },
      ),
    ],
    ['Init:0/2', 'Progressing', inits({ state: { running: {} } })],
    [
      'Init:1/2',
      'Progressing',
      inits(terminated(0), {
        state: { waiting: { reason: 'PodInitializing' } },
      }),
    ],
    [
      'Init:CrashLoopBackOff',
      'Degraded',
      inits({ state: { waiting: { reason: 'CrashLoopBackOff' } } }),
    ],
    ['Init:ExitCode:2', 'Degraded', inits(terminated(2))],
    ['Init:Signal:9', 'Degraded', inits(terminated(137, { signal: 9 }))],
    ['Init:Error', 'Degraded', inits(terminated(1, { reason: 'Error' }))],
    ['Weird', 'Unknown', { phase: 'Weird' }],
  ])('is %s, which is %s', (reason, status, parts) => {
    const initContainers = [{ name: 'i0' }, { name: 'i1' }];
    expect(only(parts, { initContainers })).toMatchObject({ reason, status });
  });

  it('is Running again while one container of a completed pod runs', () => {
    const parts = containers(
      { terminated: { exitCode: 0, reason: 'Completed' } },
      { running: {} },
    );
    expect(only(parts).reason).toBe('Running');
  });

  it('passes sidecars that are ready, and does not wait for init when one only started', () => {
    const initContainers = [{ name: 'i0', restartPolicy: 'Always' }];
    const sidecar = (ready: boolean) => ({
      ...inits({ started: true, ready, state: { running: {} } }),
      ...containers({ running: {} }),
    });
    expect(only(sidecar(true), { initContainers }).reason).toBe('Pending');
    expect(only(sidecar(false), { initContainers }).ready).toBe(1);
  });

  it('is Terminating once deleted, Unknown when the node is lost', () => {
    const deleted = { deletionTimestamp: '2026-11-25T10:00:00Z' };
    expect(only({}, {}, deleted).reason).toBe('Terminating');
    expect(only({ reason: 'NodeLost' }, {}, deleted).reason).toBe('Unknown');
  });

  it('is not healthy while running but not ready', () => {
    expect(only({ phase: 'Running' }).status).toBe('Progressing');
  });

  it('comes with what the kubelet says, or the scheduler, or how it ended before', () => {
    const waiting = {
      reason: 'ImagePullBackOff',
      message: 'Back-off pulling image',
    };
    expect(only(containers({ waiting })).message).toBe(
      'c0: Back-off pulling image',
    );
    const conditions = [
      {
        type: 'PodScheduled',
        status: 'False',
        message: '0/3 nodes are available',
      },
    ];
    expect(only({ phase: 'Pending', conditions }).message).toBe(
      '0/3 nodes are available',
    );
    const crashed = {
      containerStatuses: [
        {
          name: 'c0',
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
        },
      ],
    };
    expect(only(crashed).message).toBe(
      'c0: ended with exit code 137 (OOMKilled)',
    );
  });

  it('comes with restarts and the digest that runs', () => {
    const node = only({
      containerStatuses: [
        {
          name: 'checkout',
          imageID: 'registry.example/team/checkout@sha256:abc',
          restartCount: 2,
          state: { running: {} },
        },
      ],
    });
    expect(node.restarts).toBe(2);
    expect(node.images).toEqual([
      {
        name: 'checkout',
        image: IMAGE,
        imageID: 'registry.example/team/checkout@sha256:abc',
      },
    ]);
  });
});

const revision = (number: number) => ({
  'rollout.argoproj.io/revision': String(number),
});

describe('the tree of a Rollout', () => {
  it('takes what it owns by UID, newest revision first, then by name', () => {
    const named = (hash: string, name: string, number: number) =>
      replicaSet(hash, { metadata: { name, annotations: revision(number) } });
    const foreign = must(
      parseReplicaSet({
        metadata: {
          uid: 'x',
          name: 'checkout-foreign',
          namespace: 'production',
          ownerReferences: [
            {
              controller: true,
              uid: 'another-uid',
              kind: 'Rollout',
              name: 'checkout',
            },
          ],
        },
      }),
    );
    const tree = rolloutTree(
      canary(),
      {
        replicaSets: [
          named('old', 'b', 1),
          foreign,
          named('new', 'c', 2),
          named('x', 'a', 1),
        ],
        pods: [pod('p', 'gone')],
      },
      NOW,
    );
    expect(
      tree.revisions.map(r => [r.revision, r.replicaSets.map(s => s.name)]),
    ).toEqual([
      [2, ['c']],
      [1, ['a', 'b']],
    ]);
    expect(
      tree.revisions.flatMap(r => r.replicaSets.flatMap(s => s.pods)),
    ).toEqual([]);
  });

  it.each([
    ['Progressing', { metadata: { generation: 2 } }],
    [
      'ReplicaFailure',
      {
        status: {
          conditions: [
            { type: 'ReplicaFailure', status: 'True', message: 'quota' },
          ],
        },
      },
    ],
    ['Progressing', { spec: { replicas: 2 } }],
    ['ScaledDown', { spec: { replicas: 0 } }],
    ['Healthy', {}],
  ])('has a ReplicaSet that is %s: %#', (status, parts) => {
    const tree = rolloutTree(
      canary(),
      { replicaSets: [replicaSet('new', parts)], pods: [] },
      NOW,
    );
    expect(tree.revisions[0]?.replicaSets[0]?.status).toBe(status);
  });

  it('names images by the parts that they play, without those that have no pods', () => {
    const none = { status: { replicas: 0 } };
    const sets = [
      replicaSet('new', {}),
      replicaSet('old', { image: OLD_IMAGE }),
      replicaSet('older', { image: 'gone', ...none }),
    ];
    const { images } = rolloutTree(
      canary(),
      { replicaSets: sets, pods: [] },
      NOW,
    );
    expect(images).toEqual([
      { image: OLD_IMAGE, roles: ['stable'] },
      { image: IMAGE, roles: ['canary'] },
    ]);
  });

  it('keeps every measurement, whatever its metadata, and the query that was sent', () => {
    const run = analysisRun('run', {
      metadata: {
        annotations: revision(2),
        labels: { 'rollout-type': 'Background' },
      },
      spec: {
        metrics: [
          {
            name: 'success-rate',
            successCondition: 'result[0] >= 0.99',
            failureLimit: 2,
          },
          { name: 'later' },
        ],
      },
      status: {
        phase: 'Running',
        metricResults: [
          {
            name: 'success-rate',
            phase: 'Running',
            successful: 2,
            failed: 1,
            metadata: { ResolvedPrometheusQuery: 'sum(rate(x[1m]))' },
            measurements: [
              { phase: 'Successful', value: '[0.999]' },
              { phase: 'Failed', value: '[0.9]', metadata: { foreign: 'yes' } },
              {
                phase: 'Successful',
                metadata: { 'job-name': 'job-1', 'job-namespace': 'jobs' },
              },
            ],
          },
        ],
      },
    });
    const tree = rolloutTree(
      canary(),
      { replicaSets: [], pods: [], analysisRuns: [run] },
      NOW,
    );
    const [node] = tree.revisions[0]?.analysisRuns ?? [];
    expect(node).toMatchObject({
      role: 'background',
      phase: 'Running',
      successful: 2,
      failed: 1,
    });
    expect(node?.metrics).toMatchObject([
      {
        resolvedQuery: 'sum(rate(x[1m]))',
        spec: { successCondition: 'result[0] >= 0.99', failureLimit: '2' },
        measurements: [
          { value: '[0.999]' },
          { value: '[0.9]' },
          { job: { name: 'job-1', namespace: 'jobs' } },
        ],
      },
      { name: 'later', phase: 'Pending', measurements: [] },
    ]);
    expect(treeText(tree)).toContain(
      '    run  AnalysisRun  Running  ✔ 2,✖ 1\n      job-1  Job  Successful',
    );
  });

  it('sorts runs of one revision by age, and knows their role from the status too', () => {
    const at = (name: string, creationTimestamp: string) =>
      analysisRun(name, { metadata: { creationTimestamp } });
    const tree = rolloutTree(
      canary({
        status: {
          canary: {
            currentStepAnalysisRunStatus: { name: 'b', status: 'Running' },
          },
        },
      }),
      {
        replicaSets: [],
        pods: [],
        analysisRuns: [
          at('b', '2026-11-25T09:00:00Z'),
          at('c', '2026-11-25T08:00:00Z'),
          at('a', '2026-11-25T09:00:00Z'),
        ],
      },
      NOW,
    );
    const runs = tree.revisions[0]?.analysisRuns ?? [];
    expect(runs.map(({ name, role }) => [name, role])).toEqual([
      ['c', undefined],
      ['b', 'step'],
      ['a', undefined],
    ]);
  });
});

describe('the tree of a Deployment', () => {
  it('has its revisions too', () => {
    const set = must(
      parseReplicaSet({
        metadata: {
          uid: 'rs-1',
          name: 'checkout-1',
          namespace: 'production',
          annotations: { 'deployment.kubernetes.io/revision': '7' },
          labels: { 'pod-template-hash': '1' },
          ownerReferences: [
            {
              controller: true,
              uid: 'uid-checkout',
              kind: 'Deployment',
              name: 'checkout',
            },
          ],
        },
        spec: { replicas: 1 },
        status: { replicas: 1, availableReplicas: 1 },
      }),
    );
    const tree = deploymentTree(
      deployment(),
      { replicaSets: [set], pods: [pod('p', '1')] },
      NOW,
    );
    expect(treeText(tree)).toContain(
      'checkout  Deployment  Healthy\n  revision:7\n    checkout-1  ReplicaSet  Healthy\n      p  Pod  Running  ready:0/1',
    );
  });
});
