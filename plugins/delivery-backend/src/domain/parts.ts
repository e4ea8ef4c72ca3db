import type {
  AnalysisRunObject,
  DeploymentObject,
  DestinationRuleObject,
  PodObject,
  ReplicaSetObject,
  VirtualServiceObject,
} from '@greenlight/rollouts';
import type { Placed, WorkloadObject } from './placed';

/** A workload and what stands around it. */
export type WorkloadParts = {
  readonly workload: Placed<WorkloadObject>;
  /** The Deployment whose template a Rollout with a workloadRef uses. */
  readonly referenced?: Placed<DeploymentObject>;
  readonly replicaSets: readonly Placed<ReplicaSetObject>[];
  readonly pods: readonly PodObject[];
  readonly analysisRuns: readonly AnalysisRunObject[];
  readonly virtualServices: readonly VirtualServiceObject[];
  readonly destinationRules: readonly DestinationRuleObject[];
};

/** UIDs whose change, or whose children's change, changes what is shown. */
export function uidsOf(parts: WorkloadParts): string[] {
  return [
    parts.workload.object.meta.uid,
    ...(parts.referenced ? [parts.referenced.object.meta.uid] : []),
    ...parts.replicaSets.map(each => each.object.meta.uid),
    ...parts.analysisRuns.map(each => each.meta.uid),
    ...parts.virtualServices.map(each => each.meta.uid),
    ...parts.destinationRules.map(each => each.meta.uid),
  ];
}
