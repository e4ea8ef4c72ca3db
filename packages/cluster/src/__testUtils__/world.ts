import { z } from 'zod/v4';
import type { IndexTiming } from '../ClusterIndex';
import type { ClusterConnection } from '../connection';
import type { WatchedKind } from '../kinds';
import type { FakeManifest, FakeRef } from '../testing';

/** A cluster that the contract suites run against. */
export interface ContractWorld {
  /** A namespace for this world's objects only. */
  readonly namespace: string;
  /** May list and watch rollouts and widgets, but not secrets. */
  reader(): ClusterConnection;
  /** May patch rollouts. */
  writer(): ClusterConnection;
  put(manifest: FakeManifest): Promise<void>;
  remove(ref: FakeRef): Promise<void>;
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  /** Refuses the token that the reader uses; a later one is good again. */
  revokeReader(): Promise<void>;
  installWidgets(): Promise<void>;
  close(): Promise<void>;
}

export interface RolloutView {
  replicas: number;
  observed: number;
}

const rolloutSchema = z.object({
  metadata: z.object({
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.object({ replicas: z.number() }),
  status: z.object({ observedGeneration: z.string().optional() }).optional(),
});

/** Keeps two numbers; refuses what is annotated as unreadable. */
export const ROLLOUTS: WatchedKind<RolloutView> = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'rollouts',
  kind: 'Rollout',
  project(raw) {
    const { metadata, spec, status } = rolloutSchema.parse(raw);
    if (metadata.annotations?.['test.greenlight.dev/unreadable']) {
      throw new Error('unreadable');
    }
    return {
      replicas: spec.replicas,
      observed: Number(status?.observedGeneration ?? 0),
    };
  },
};

const EXISTS = { group: '', version: 'v1', project: () => true } as const;

export const SECRETS: WatchedKind<boolean> = {
  ...EXISTS,
  plural: 'secrets',
  kind: 'Secret',
};

export const WIDGETS: WatchedKind<boolean> = {
  ...EXISTS,
  group: 'test.greenlight.dev',
  plural: 'widgets',
  kind: 'Widget',
};

/** Short intervals, so that no test waits for real ones. */
export const FAST: Partial<IndexTiming> = {
  probeIntervalMs: 60,
  probeTimeoutMs: 1_000,
  staleAfterMs: 2_000,
  requestTimeoutMs: 3_000,
  backoffBaseMs: 10,
  backoffMaxMs: 80,
  recheckMs: 100,
  problemQuietMs: 0,
};

export interface RolloutOptions {
  name: string;
  namespace: string;
  replicas?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerUid?: string;
}

export function aRollout(options: RolloutOptions): FakeManifest {
  const { name, namespace, replicas = 1, labels, annotations } = options;
  const { ownerUid } = options;
  const owner = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: 'owner',
    uid: ownerUid ?? '',
    controller: true,
  };
  const matchLabels = { app: name };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: {
      name,
      namespace,
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      ...(ownerUid ? { ownerReferences: [owner] } : {}),
    },
    spec: {
      replicas,
      strategy: { canary: {} },
      selector: { matchLabels },
      template: {
        metadata: { labels: matchLabels },
        spec: { containers: [{ name: 'main', image: 'example/app:1' }] },
      },
    },
  };
}

export function aWidget(name: string, namespace: string): FakeManifest {
  return {
    apiVersion: 'test.greenlight.dev/v1',
    kind: 'Widget',
    metadata: { name, namespace },
  };
}
