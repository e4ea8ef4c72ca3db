import type { LabApi } from './kube/api.ts';
import type { KubeObject } from './kube/objects.ts';
import { labApi } from './run/control.ts';
import type { LabCluster } from './run/state.ts';
import { waitFor } from './run/waiting.ts';

/**
 * How many synthetic services.
 *
 * @public
 */
export interface PopulateOptions {
  rollouts: number;
  /** Pods of each; default 2. */
  replicas?: number;
  /** Default `bench`. */
  namespace?: string;
  /** Default 10 minutes. */
  withinMs?: number;
  onProgress?: (line: string) => void;
}

/**
 * What was made.
 *
 * @public
 */
export interface Population {
  namespace: string;
  names: string[];
  tookMs: number;
}

const ROLLOUT = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
const AT_ONCE = 32;

/**
 * Makes many Rollouts with ReplicaSets and pods by the real controllers, all Healthy. What is there already is kept, so it can be called again.
 *
 * @public
 */
export async function populate(
  cluster: LabCluster,
  options: PopulateOptions,
): Promise<Population> {
  const { rollouts, replicas = 2, namespace = 'bench' } = options;
  const started = Date.now();
  const api = labApi(cluster);
  await api.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  const names = Array.from(
    { length: rollouts },
    (_, i) => `bench-${String(i + 1).padStart(4, '0')}`,
  );
  await inParallel(names, AT_ONCE, name =>
    api.apply(syntheticRollout(name, { namespace, replicas })),
  );
  await healthy(api, { ...options, namespace }, names);
  return { namespace, names, tookMs: Date.now() - started };
}

async function healthy(
  api: LabApi,
  options: PopulateOptions & { namespace: string },
  names: readonly string[],
): Promise<void> {
  const wanted = new Set(names);
  await waitFor(
    `${names.length} healthy Rollouts in ${options.namespace}`,
    async () => {
      const there = await api.list({
        ...ROLLOUT,
        namespace: options.namespace,
      });
      const ready = there.filter(
        ({ metadata, status }) =>
          wanted.has(metadata.name) && isHealthy(status),
      ).length;
      options.onProgress?.(`${ready} of ${names.length} Rollouts are healthy`);
      return ready === names.length;
    },
    { withinMs: options.withinMs ?? 600_000, everyMs: 1000 },
  );
}

function isHealthy(status: unknown): boolean {
  return (
    typeof status === 'object' &&
    status !== null &&
    'phase' in status &&
    status.phase === 'Healthy'
  );
}

function syntheticRollout(
  name: string,
  options: { namespace: string; replicas: number },
): KubeObject {
  const labels = {
    'app.kubernetes.io/name': name,
    'backstage.io/kubernetes-id': name,
  };
  return {
    ...ROLLOUT,
    metadata: {
      name,
      namespace: options.namespace,
      labels,
      annotations: {
        'greenlight.dev/entity-ref': `component:default/${name}`,
      },
    },
    spec: {
      replicas: options.replicas,
      selector: { matchLabels: { 'app.kubernetes.io/name': name } },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            { name: 'app', image: `ghcr.io/acme/${name}:sha-0000001` },
          ],
        },
      },
      strategy: {
        canary: {
          maxSurge: 1,
          maxUnavailable: 0,
          steps: [{ setWeight: 50 }, { pause: {} }],
        },
      },
    },
  };
}

async function inParallel<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
