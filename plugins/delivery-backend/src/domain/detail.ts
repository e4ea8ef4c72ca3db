import type {
  AnalysisRunDetail,
  PodDetail,
  ReplicaSetDetail,
  WorkloadDetail,
} from '@greenlight/backstage-plugin-delivery-common';
import { deploymentTree, rolloutTree } from '@greenlight/rollouts';
import type {
  AnalysisRunNode,
  PodNode,
  ReplicaSetNode,
} from '@greenlight/rollouts';
import type { WorkloadParts } from './parts';

function podDetail(pod: PodNode): PodDetail {
  return {
    name: pod.name,
    reason: pod.reason,
    health: pod.status,
    ready: `${pod.ready}/${pod.containers}`,
    restarts: pod.restarts,
    createdAt: pod.createdAt,
    message: pod.message,
  };
}

function replicaSetDetail(node: ReplicaSetNode): ReplicaSetDetail {
  return {
    name: node.name,
    uid: node.uid,
    podHash: node.podHash,
    roles: [...node.roles],
    images: node.images.map(each => each.image),
    health: node.status === 'ReplicaFailure' ? 'Degraded' : node.status,
    desired: node.desired,
    available: node.available,
    scaleDownAt: node.scaleDown?.at,
    pods: node.pods.map(podDetail),
    createdAt: node.createdAt,
  };
}

function runDetail(
  run: AnalysisRunNode,
  parts: WorkloadParts,
): AnalysisRunDetail {
  const object = parts.analysisRuns.find(each => each.meta.uid === run.uid);
  return {
    name: run.name,
    uid: run.uid,
    phase: run.phase,
    message: run.message || undefined,
    kind: run.role ?? 'analysis',
    startedAt: object?.status?.startedAt,
    metrics: run.metrics.map(metric => ({
      name: metric.name,
      phase: metric.phase,
      message: metric.message,
      dryRun: metric.dryRun,
      condition: metric.spec?.successCondition,
      failureCondition: metric.spec?.failureCondition,
      query: metric.resolvedQuery,
      successful: metric.successful,
      failed: metric.failed,
      inconclusive: metric.inconclusive,
      error: metric.error,
      measurements: metric.measurements.map(
        ({ phase, value, message, startedAt, finishedAt }) => ({
          phase,
          value,
          message,
          startedAt,
          finishedAt,
        }),
      ),
    })),
  };
}

/** Revisions, ReplicaSets, pods and analysis runs of a workload. */
export function detailOf(parts: WorkloadParts, now: Date): WorkloadDetail {
  const { object } = parts.workload;
  const below = {
    replicaSets: parts.replicaSets.map(each => each.object),
    pods: parts.pods,
    analysisRuns: parts.analysisRuns,
  };
  const tree =
    object.kind === 'Rollout'
      ? rolloutTree(object, below, now)
      : deploymentTree(object, below, now);
  return {
    revisions: tree.revisions.map(revision => ({
      revision: revision.revision,
      replicaSets: revision.replicaSets.map(replicaSetDetail),
      analysisRuns: revision.analysisRuns.map(run => runDetail(run, parts)),
    })),
  };
}
