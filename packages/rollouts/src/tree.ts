import { analysisRunNodes } from './analysisRuns';
import { deploymentStatus } from './deployment';
import type { DeploymentObject } from './objects';
import { rolloutStatus } from './phase';
import { compare, replicaSetNodes } from './replicaSets';
import type { RolloutObject } from './rolloutTypes';
import { stepPosition } from './steps';
import type {
  AnalysisRunNode,
  ReplicaSetNode,
  ReplicaSetRole,
  RevisionNode,
  TreeParts,
  WorkloadTree,
} from './treeTypes';
import { canaryWeights } from './weights';

/**
 * A Rollout with its revisions, their ReplicaSets, pods and analysis runs. What belongs together is told by UID.
 *
 * @public
 */
export function rolloutTree(
  rollout: RolloutObject,
  parts: TreeParts,
  now: Date,
): WorkloadTree {
  const { meta, spec, status } = rollout;
  const { replicaSets, pods } = parts;
  const sets = replicaSetNodes(meta.uid, { rollout, replicaSets, pods, now });
  const runs = analysisRunNodes(rollout, parts.analysisRuns ?? []);
  const weights = canaryWeights(rollout, parts.replicaSets);
  const canary = spec.strategy.kind === 'canary';
  return {
    kind: 'Rollout',
    name: meta.name,
    namespace: meta.namespace,
    status: rolloutStatus(rollout),
    strategy: spec.strategy.kind,
    ...(canary
      ? {
          step: stepPosition(rollout).text,
          setWeight: weights.set,
          actualWeight: weights.actual,
        }
      : {}),
    images: imagesOf(sets),
    replicas: {
      desired: spec.replicas,
      current: status?.replicas ?? 0,
      updated: status?.updatedReplicas ?? 0,
      ready: status?.readyReplicas ?? 0,
      available: status?.availableReplicas ?? 0,
    },
    revisions: revisionsOf(sets, runs),
  };
}

/**
 * A plain Deployment with its revisions, ReplicaSets and pods.
 *
 * @public
 */
export function deploymentTree(
  deployment: DeploymentObject,
  parts: TreeParts,
  now: Date,
): WorkloadTree {
  const { meta, spec, status } = deployment;
  const { replicaSets, pods } = parts;
  const sets = replicaSetNodes(meta.uid, { replicaSets, pods, now });
  return {
    kind: 'Deployment',
    name: meta.name,
    namespace: meta.namespace,
    status: deploymentStatus(deployment),
    images: imagesOf(sets),
    replicas: {
      desired: spec.replicas,
      current: status?.replicas ?? 0,
      updated: status?.updatedReplicas ?? 0,
      ready: status?.readyReplicas ?? 0,
      available: status?.availableReplicas ?? 0,
    },
    revisions: revisionsOf(sets, []),
  };
}

function revisionsOf(
  sets: readonly ReplicaSetNode[],
  runs: readonly AnalysisRunNode[],
): readonly RevisionNode[] {
  const numbers = new Set([...sets, ...runs].map(({ revision }) => revision));
  return [...numbers]
    .sort((a, b) => b - a)
    .map(revision => ({
      revision,
      replicaSets: sets.filter(set => set.revision === revision),
      analysisRuns: runs.filter(run => run.revision === revision),
    }));
}

/**
 * Images of ReplicaSets that have pods, each with all the parts that it plays. Their order is that of the Argo Rollouts CLI:
 * as the ReplicaSet has them, sorted where several share an image.
 */
function imagesOf(sets: readonly ReplicaSetNode[]): WorkloadTree['images'] {
  const roles = new Map<string, readonly ReplicaSetRole[]>();
  for (const set of sets.filter(({ current }) => current > 0)) {
    for (const { image } of set.images) {
      const known = roles.get(image);
      const all = new Set([...(known ?? []), ...set.roles]);
      roles.set(image, known ? [...all].sort(compare) : [...all]);
    }
  }
  return [...roles]
    .sort(([a], [b]) => compare(a, b))
    .map(([image, known]) => ({ image, roles: known }));
}
