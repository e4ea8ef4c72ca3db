import type { Version } from '@greenlight/backstage-plugin-delivery-common';
import type { ReplicaSetObject, RolloutObject } from '@greenlight/rollouts';
import { digestOfImageId } from './image';
import type { WorkloadParts } from './parts';
import type { Placed } from './placed';
import { versionOf } from './version';
import type { VersionRules } from './version';

/** Label by which the controllers tell the ReplicaSets of versions apart. */
const HASH_LABELS = ['rollouts-pod-template-hash', 'pod-template-hash'];

function withHash(parts: WorkloadParts, hash: string | undefined) {
  if (!hash) return undefined;
  return parts.replicaSets.find(({ object }) =>
    HASH_LABELS.some(label => object.meta.labels[label] === hash),
  );
}

function runningDigests(
  parts: WorkloadParts,
  replicaSet: Placed<ReplicaSetObject> | undefined,
): Record<string, string[]> {
  const digests: Record<string, string[]> = {};
  if (!replicaSet) return digests;
  const { uid } = replicaSet.object.meta;
  for (const pod of parts.pods.filter(each => each.meta.owner?.uid === uid)) {
    for (const { name, imageID } of pod.status.containerStatuses) {
      const digest = imageID && digestOfImageId(imageID);
      if (digest) (digests[name] ??= []).push(digest);
    }
  }
  return digests;
}

function template(parts: WorkloadParts, current?: Placed<ReplicaSetObject>) {
  const { object, templateAnnotations } = parts.workload;
  if (object.kind === 'Deployment' || !object.spec.workloadRef) {
    return { containers: object.spec.containers, templateAnnotations };
  }
  const from = parts.referenced ?? current;
  return {
    containers: from?.object.spec.containers ?? [],
    templateAnnotations: from?.templateAnnotations ?? {},
  };
}

/** Version of the newest template of a workload. */
export function newestVersion(
  parts: WorkloadParts,
  rules: VersionRules,
): Version {
  const { object } = parts.workload;
  const current =
    object.kind === 'Rollout'
      ? withHash(parts, object.status?.currentPodHash)
      : undefined;
  return versionOf(
    {
      ...template(parts, current),
      objectAnnotations: object.meta.annotations,
      runningDigests: runningDigests(parts, current),
    },
    rules,
  );
}

/** Version that serves while another one is in flight. */
export function stableVersion(
  rollout: RolloutObject,
  parts: WorkloadParts,
  rules: VersionRules,
): Version {
  const stable = withHash(parts, rollout.status?.stableRS);
  if (!stable) {
    const unknown = 'The ReplicaSet of the stable version is not there';
    return { container: '', image: '', unknown, label: 'unknown' };
  }
  return versionOf(
    {
      containers: stable.object.spec.containers,
      objectAnnotations: stable.object.meta.annotations,
      templateAnnotations: stable.templateAnnotations,
      runningDigests: runningDigests(parts, stable),
    },
    rules,
  );
}
