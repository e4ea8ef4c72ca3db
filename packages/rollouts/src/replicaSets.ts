import type { PodObject, ReplicaSetObject } from './objects';
import { wholeNumber } from './phase';
import { podNode } from './pods';
import type { RolloutObject } from './rolloutTypes';
import { kubernetesDuration } from './text';
import type { ReplicaSetNode, ReplicaSetRole } from './treeTypes';
import { POD_HASH_LABEL } from './weights';

const SCALE_DOWN = 'scale-down-deadline';
const REVISIONS = [
  'rollout.argoproj.io/revision',
  'deployment.kubernetes.io/revision',
];

/** The revision that a controller gave to an object; 0 when it gave none. */
export function revisionOf(
  annotations: Readonly<Record<string, string>>,
): number {
  for (const key of REVISIONS) {
    const revision = wholeNumber(annotations[key]);
    if (revision !== undefined) return Math.max(0, revision);
  }
  return 0;
}

/** The ReplicaSets of one owner, newest revision first, with their pods. */
export function replicaSetNodes(
  ownerUid: string,
  from: {
    rollout?: RolloutObject;
    replicaSets: readonly ReplicaSetObject[];
    pods: readonly PodObject[];
    now: Date;
  },
): readonly ReplicaSetNode[] {
  const podsByOwner = new Map<string, PodObject[]>();
  for (const pod of from.pods) {
    const owner = pod.meta.owner?.uid;
    if (owner === undefined) continue;
    const siblings = podsByOwner.get(owner);
    if (siblings) siblings.push(pod);
    else podsByOwner.set(owner, [pod]);
  }
  return from.replicaSets
    .filter(({ meta }) => meta.owner?.uid === ownerUid)
    .map(set => {
      const pods = podsByOwner.get(set.meta.uid) ?? [];
      return replicaSetNode(set, { ...from, pods });
    })
    .sort((a, b) => b.revision - a.revision || compare(a.name, b.name));
}

function replicaSetNode(
  set: ReplicaSetObject,
  from: { rollout?: RolloutObject; pods: readonly PodObject[]; now: Date },
): ReplicaSetNode {
  const podHash =
    set.meta.labels[POD_HASH_LABEL] ?? set.meta.labels['pod-template-hash'];
  const scaleDown = scaleDownOf(set, from.now);
  const failure = failureOf(set);
  return {
    uid: set.meta.uid,
    name: set.meta.name,
    revision: revisionOf(set.meta.annotations),
    ...(podHash ? { podHash } : {}),
    roles: rolesOf(podHash, from.rollout),
    status: replicaSetStatus(set),
    ...(failure ? { message: failure } : {}),
    desired: set.spec.replicas,
    current: set.status?.replicas ?? 0,
    ready: set.status?.readyReplicas ?? 0,
    available: set.status?.availableReplicas ?? 0,
    images: set.spec.containers,
    ...(set.meta.creationTimestamp
      ? { createdAt: set.meta.creationTimestamp }
      : {}),
    ...(scaleDown ? { scaleDown } : {}),
    pods: from.pods
      .map(podNode)
      .sort(
        (a, b) =>
          compare(a.createdAt ?? '', b.createdAt ?? '') ||
          compare(a.name, b.name),
      ),
  };
}

function rolesOf(
  podHash: string | undefined,
  rollout: RolloutObject | undefined,
): readonly ReplicaSetRole[] {
  const { status, spec } = rollout ?? {};
  if (!podHash || !status || !spec) return [];
  if (spec.strategy.kind === 'canary') {
    const { pingPong } = spec.strategy;
    const stableIsPing = status.canary.stablePingPong === 'ping';
    const role = canaryRole(podHash, status);
    if (!role || !pingPong) return role ? [role] : [];
    return [role, (role === 'stable') === stableIsPing ? 'ping' : 'pong'];
  }
  if (spec.strategy.kind !== 'blueGreen') return [];
  const roles: ReplicaSetRole[] = [];
  if (podHash === status.stableRS) roles.push('stable');
  if (podHash === status.blueGreen.activeSelector) roles.push('active');
  else if (podHash === status.blueGreen.previewSelector) roles.push('preview');
  return roles;
}

function canaryRole(
  podHash: string,
  status: { stableRS?: string; currentPodHash?: string },
): 'stable' | 'canary' | undefined {
  if (podHash === status.stableRS) return 'stable';
  return podHash === status.currentPodHash ? 'canary' : undefined;
}

function replicaSetStatus(set: ReplicaSetObject): ReplicaSetNode['status'] {
  const seen = set.status?.observedGeneration ?? 0;
  if ((set.meta.generation ?? 0) > seen) return 'Progressing';
  if (failureCondition(set)) return 'ReplicaFailure';
  const available = set.status?.availableReplicas ?? 0;
  if (available < set.spec.replicas) return 'Progressing';
  return set.spec.replicas === 0 ? 'ScaledDown' : 'Healthy';
}

function failureCondition(set: ReplicaSetObject) {
  return set.status?.conditions.find(
    ({ type, status }) => type === 'ReplicaFailure' && status === 'True',
  );
}

function failureOf(set: ReplicaSetObject): string | undefined {
  const condition = failureCondition(set);
  return condition?.message ?? condition?.reason;
}

function scaleDownOf(
  set: ReplicaSetObject,
  now: Date,
): ReplicaSetNode['scaleDown'] {
  const at = set.meta.annotations[SCALE_DOWN];
  const deadline = Date.parse(at ?? '');
  if (at === undefined || Number.isNaN(deadline)) return undefined;
  const seconds = (deadline - now.getTime()) / 1000;
  return {
    at,
    remainingSeconds: Math.max(0, Math.ceil(seconds)),
    text: seconds < 0 ? 'passed' : kubernetesDuration(seconds),
  };
}

/** Order by code point: the same everywhere, unlike localeCompare. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
