import { createHash } from 'node:crypto';
import type { KubeObject, LabApi } from '@greenlight/lab';
import { z } from 'zod/v4';
import type { WatchedKind, WatchedKinds } from '../../kinds';

export const NAMESPACE = 'bench';
export const PODS_PER_SET = 3;
/** One rollout with its two ReplicaSets and the pods of one of them. */
export const OBJECTS_PER_ROLLOUT = 1 + 2 + PODS_PER_SET;

const hashOf = (text: string) =>
  createHash('sha256').update(text).digest('hex').slice(0, 10);

function template(app: string, version: string) {
  return {
    metadata: { labels: { app, 'rollouts-pod-template-hash': version } },
    spec: {
      containers: [
        {
          name: 'main',
          image: `registry.example/team/${app}:sha-${hashOf(app + version)}`,
          ports: [{ containerPort: 8080 }],
          resources: { requests: { cpu: '10m', memory: '32Mi' } },
        },
      ],
    },
  };
}

function ownedBy(owner: KubeObject) {
  const { apiVersion, kind, metadata } = owner;
  const { name, uid = '' } = metadata;
  return [
    { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true },
  ];
}

/** Creates rollouts with what a controller would have made of them. */
export async function populate(api: LabApi, rollouts: number): Promise<void> {
  await api.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACE },
  });
  const names = Array.from({ length: rollouts }, (_, at) => `app-${at}`);
  const workers = Array.from({ length: 8 }, async () => {
    for (let name = names.pop(); name; name = names.pop()) {
      await populateOne(api, name);
    }
  });
  await Promise.all(workers);
}

async function populateOne(api: LabApi, name: string): Promise<void> {
  const versions = ['1', '2'].map(version => hashOf(name + version));
  const labels = { app: name, 'backstage.io/kubernetes-id': name };
  const [, current = ''] = versions;
  const rollout = await api.create({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name, namespace: NAMESPACE, labels },
    spec: {
      replicas: PODS_PER_SET,
      selector: { matchLabels: { app: name } },
      template: template(name, current),
      strategy: {
        canary: {
          steps: [10, 25, 50, 75].flatMap(setWeight => [
            { setWeight },
            { pause: {} },
          ]),
        },
      },
    },
  });
  await Promise.all(
    versions.map(async version => {
      const set = await api.create({
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: {
          name: `${name}-${version}`,
          namespace: NAMESPACE,
          labels: { ...labels, 'rollouts-pod-template-hash': version },
          annotations: { 'rollout.argoproj.io/revision': '1' },
          ownerReferences: ownedBy(rollout),
        },
        spec: {
          replicas: version === current ? PODS_PER_SET : 0,
          selector: {
            matchLabels: { app: name, 'rollouts-pod-template-hash': version },
          },
          template: template(name, version),
        },
      });
      if (version !== current) return;
      for (let at = 0; at < PODS_PER_SET; at++) {
        await api.create({
          apiVersion: 'v1',
          kind: 'Pod',
          ...template(name, version),
          metadata: {
            name: `${name}-${version}-${hashOf(name + at).slice(0, 5)}`,
            namespace: NAMESPACE,
            labels: { app: name, 'rollouts-pod-template-hash': version },
            ownerReferences: ownedBy(set),
          },
        });
      }
    }),
  );
}

const rolloutSchema = z.object({
  metadata: z.object({ generation: z.number() }),
  spec: z.object({
    replicas: z.number(),
    template: z.object({
      spec: z.object({ containers: z.array(z.object({ image: z.string() })) }),
    }),
    strategy: z.object({
      canary: z.object({
        steps: z.array(z.record(z.string(), z.unknown())),
      }),
    }),
  }),
  status: z
    .object({
      phase: z.string(),
      message: z.string(),
      currentPodHash: z.string(),
      stableRS: z.string(),
      currentStepIndex: z.number(),
    })
    .partial()
    .optional(),
});

const setSchema = z.object({
  metadata: z.object({ annotations: z.record(z.string(), z.string()) }),
  spec: z.object({ replicas: z.number() }),
  status: z
    .object({ replicas: z.number(), readyReplicas: z.number() })
    .partial()
    .optional(),
});

const podSchema = z.object({
  metadata: z.object({ creationTimestamp: z.string() }),
  spec: z.object({ containers: z.array(z.object({ image: z.string() })) }),
  status: z.object({ phase: z.string() }).partial().optional(),
});

export interface Kept {
  Rollout: unknown;
  ReplicaSet: unknown;
  Pod: unknown;
}

/** The kinds of a delivery page, with a way to keep what is read of them. */
export function kinds(
  keep: (schema: z.ZodType) => WatchedKind<unknown>['project'],
): WatchedKinds<Kept> {
  return {
    Rollout: {
      group: 'argoproj.io',
      version: 'v1alpha1',
      plural: 'rollouts',
      kind: 'Rollout',
      project: keep(rolloutSchema),
    },
    ReplicaSet: {
      group: 'apps',
      version: 'v1',
      plural: 'replicasets',
      kind: 'ReplicaSet',
      project: keep(setSchema),
    },
    Pod: {
      group: '',
      version: 'v1',
      plural: 'pods',
      kind: 'Pod',
      project: keep(podSchema),
    },
  };
}
