import { randomBytes } from 'node:crypto';
import type { LabApi } from '../kube/api.ts';
import type { KubeMetadata, KubeObject, KubeRef } from '../kube/objects.ts';
import { POD_BEHAVIOR } from '../run/stages.ts';
import { labApi } from '../run/control.ts';
import type { LabCluster } from '../run/state.ts';
import { TRAFFIC } from '../traffic/clusterObjects.ts';
import { toObservation, type Observation } from './observation.ts';
import { observe, type ObservedSubject } from './observe.ts';

/**
 * How the pods of a version behave when they do not become Ready.
 *
 * @public
 */
export type PodBehavior = 'never-ready' | 'crash-loop' | 'image-pull-error';

/**
 * A Rollout in a namespace of its own, to try something on.
 *
 * @public
 */
export interface Subject extends ObservedSubject {
  cluster: LabCluster;
  namespace: string;
  name: string;
  /** Changes the template; the same number and behavior give the same template again. */
  setVersion(version: number, options?: { pods?: PodBehavior }): Promise<void>;
  /** A raw merge patch. */
  patch(body: unknown): Promise<KubeObject>;
  /** A raw merge patch of the status. */
  patchStatus(body: unknown): Promise<KubeObject>;
  /** What is there now. */
  seen(): Promise<Observation>;
  /** Removes it with its namespace. */
  remove(): Promise<void>;
}

/** What `createSubject` puts into the namespace besides the Rollout. */
export interface SubjectParts {
  replicas: number;
  /** `spec` of the Rollout without replicas, selector and template. */
  spec: Record<string, unknown>;
  others: (namespace: string, name: string) => KubeObject[];
  meshed: boolean;
  namespace?: string;
  /** Default: no requests. */
  requestsPerSecond?: number;
}

/** The name of every scenario's Rollout. */
export const SUBJECT = 'app';

const ROLLOUT = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
const MESH = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
};

/** A name that no other scenario has. */
export function freshNamespace(prefix: string): string {
  return `${prefix}-${randomBytes(4).toString('hex')}`;
}

/** Creates the namespace and the objects, and waits until version 1 is Healthy. */
export async function createSubject(
  cluster: LabCluster,
  prefix: string,
  parts: SubjectParts,
): Promise<Subject> {
  const api = labApi(cluster);
  const namespace = parts.namespace ?? freshNamespace(prefix);
  const rollout = { ...ROLLOUT, namespace, name: SUBJECT };
  const mesh = parts.meshed ? { ...MESH, namespace, name: SUBJECT } : undefined;
  await api.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  const others = parts.others(namespace, SUBJECT);
  await Promise.all(others.map(object => api.apply(object)));
  await api.create(rolloutObject(namespace, parts));
  const subject = handle(cluster, api, { rollout, mesh });
  await observe(subject, {
    until: { phase: 'Healthy' },
    withinMs: 60_000,
  });
  return subject;
}

function rolloutObject(namespace: string, parts: SubjectParts): KubeObject {
  return {
    ...ROLLOUT,
    metadata: { name: SUBJECT, namespace, ...served(namespace, parts) },
    spec: {
      replicas: parts.replicas,
      selector: { matchLabels: { app: SUBJECT } },
      template: {
        metadata: { labels: { app: SUBJECT } },
        spec: { containers: [container(1)] },
      },
      ...parts.spec,
    },
  };
}

/** Scenarios run side by side, so each is a service of its own. */
function served(
  namespace: string,
  { requestsPerSecond }: SubjectParts,
): Partial<KubeMetadata> {
  if (requestsPerSecond === undefined) return {};
  return {
    labels: { 'backstage.io/kubernetes-id': namespace },
    annotations: { [TRAFFIC]: String(requestsPerSecond) },
  };
}

function container(version: number): Record<string, string> {
  return { name: 'app', image: `ghcr.io/acme/app:v${version}` };
}

function handle(
  cluster: LabCluster,
  api: LabApi,
  refs: {
    rollout: KubeRef & { name: string; namespace: string };
    mesh: (KubeRef & { name: string }) | undefined;
  },
): Subject {
  const { rollout, mesh } = refs;
  const { namespace, name } = rollout;
  return {
    cluster,
    api,
    namespace,
    name,
    rollout,
    virtualService: mesh,
    setVersion: async (version, options = {}) => {
      const annotations = { [POD_BEHAVIOR]: options.pods ?? null };
      await api.patch(rollout, {
        spec: {
          template: {
            metadata: { annotations },
            spec: { containers: [container(version)] },
          },
        },
      });
    },
    patch: body => api.patch(rollout, body),
    patchStatus: body => api.patchStatus(rollout, body),
    seen: async () => {
      const [object, route] = await Promise.all([
        api.get(rollout),
        mesh && api.get(mesh),
      ]);
      if (!object) throw new Error(`${namespace}/${name} is gone.`);
      return toObservation(object, route);
    },
    remove: () =>
      api.remove({ apiVersion: 'v1', kind: 'Namespace', name: namespace }),
  };
}
