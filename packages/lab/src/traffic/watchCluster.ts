import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../errors.ts';
import type { LabApi } from '../kube/api.ts';
import type { KubeObject, KubeRef } from '../kube/objects.ts';
import {
  readReplicaSet,
  readRollout,
  readVirtualService,
  type Known,
} from './clusterObjects.ts';
import type { Cluster } from './route.ts';

const ROLLOUTS = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
const SETS = { apiVersion: 'apps/v1', kind: 'ReplicaSet' };
const MESH = { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService' };

/** An API server that is away is asked again after this. */
const AGAIN_MS = 500;

/** A change of weights comes with changes of pods. */
const TOGETHER_MS = 20;

/** Follows what decides where requests go, and tells of every change, until it is aborted. An API server that goes away and comes back is followed again. */
export function watchCluster(
  api: LabApi,
  options: {
    tell: (cluster: Cluster) => void;
    say: (line: string) => void;
    signal: AbortSignal;
  },
): void {
  const { tell, say, signal } = options;
  let timer: NodeJS.Timeout | undefined;
  const kinds: Array<Map<string, Known>> = [];
  const changed = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      tell(clusterOf(kinds.flatMap(known => [...known.values()])));
    }, TOGETHER_MS);
  };
  const follow = (ref: KubeRef, read: Read) => {
    const known = new Map<string, Known>();
    kinds.push(known);
    void followForever(api, { ref, read, known, changed, say, signal });
  };
  follow(ROLLOUTS, readRollout);
  follow(SETS, readReplicaSet);
  follow(MESH, readVirtualService);
}

type Read = (object: unknown) => Known | undefined;

interface Following {
  ref: KubeRef;
  read: Read;
  known: Map<string, Known>;
  changed: () => void;
  say: (line: string) => void;
  signal: AbortSignal;
}

async function followForever(api: LabApi, what: Following): Promise<void> {
  const { ref, say, signal } = what;
  while (!signal.aborted) {
    try {
      await followOnce(api, what);
    } catch (error) {
      say(`${ref.kind}: ${messageOf(error)}`);
    }
    await delay(AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** What was deleted while nobody watched is not told, so all is listed first. */
async function followOnce(
  api: LabApi,
  { ref, read, known, changed, signal }: Following,
): Promise<void> {
  const put = (object: KubeObject) => {
    const found = read(object);
    if (found) known.set(keyOf(object), found);
    else known.delete(keyOf(object));
  };
  const there = await api.list(ref);
  known.clear();
  there.forEach(put);
  changed();
  for await (const { type, object } of api.watch(ref, signal)) {
    if (type === 'DELETED') known.delete(keyOf(object));
    else put(object);
    changed();
  }
}

function keyOf({ metadata: { namespace, name } }: KubeObject): string {
  return `${namespace}/${name}`;
}

function clusterOf(known: readonly Known[]): Cluster {
  return {
    rollouts: known.filter(one => one.kind === 'Rollout'),
    replicaSets: known.filter(one => one.kind === 'ReplicaSet'),
    virtualServices: known.filter(one => one.kind === 'VirtualService'),
  };
}
