/**
 * Status, tree, weights, possible actions and exact patches of Argo Rollouts objects: pure functions of data and `now`.
 *
 * @packageDocumentation
 */
export type {
  ContainerImage,
  ContainerState,
  ContainerStatus,
  DeploymentObject,
  ObjectCondition,
  ObjectMeta,
  OwnerRef,
  Parsed,
  ParsedObject,
  ParseOptions,
  PodObject,
  ReplicaSetObject,
} from './objects';
export type {
  CanaryStep,
  PauseCondition,
  PauseDuration,
  RolloutObject,
  RolloutStatusFields,
  RolloutStrategy,
  RunRef,
  TrafficRouting,
  VirtualServiceRef,
  WeightDestination,
} from './rolloutTypes';
export type {
  AnalysisRunObject,
  Measurement,
  MetricResult,
  MetricSpec,
} from './analysisTypes';
export type {
  DestinationRuleObject,
  HttpRoute,
  RouteDestination,
  TcpRoute,
  TlsRoute,
  VirtualServiceObject,
} from './istioTypes';
export {
  DEFAULT_ANNOTATION_PREFIXES,
  parseAnalysisRun,
  parseDeployment,
  parseDestinationRule,
  parsePod,
  parseReplicaSet,
  parseRollout,
  parseVirtualService,
} from './parse';
export { deploymentStatus, rolloutFacts, rolloutStatus } from './status';
export type { Pause, Phase, RolloutFacts, WorkloadStatus } from './status';
export { stepLabel, stepPosition } from './steps';
export type { StepPosition, StepView } from './steps';
export { canaryWeights } from './weights';
export { meshWeight } from './mesh';
export type { CanaryWeights } from './weights';
export type { MeshDestination, MeshRoute, MeshWeight } from './mesh';
export { deploymentTree, rolloutTree } from './tree';
export { treeText } from './treeText';
export type {
  AnalysisRunNode,
  MetricNode,
  PodNode,
  ReplicaSetNode,
  ReplicaSetRole,
  RevisionNode,
  TreeParts,
  WorkloadTree,
} from './treeTypes';
export { ACTION_NAMES, possibleActions } from './actions';
export type { ActionAnswer, ActionContext, ActionName } from './actions';
export { isRollbackWithinWindow } from './rollbackWindow';
export { isObserved, patchPlan } from './patches';
export type { MergePatch, PatchPlan, PatchStep, WaitFor } from './patches';
export { effect } from './effect';
export type { Effect } from './effect';
export { sawSchema, stillAsSeen, whatOnePersonSaw } from './saw';
export type { Saw, StillAsSeen } from './saw';
export { consequences } from './consequences';
export {
  argoCdAction,
  argoCdActions,
  argoCdHealth,
  ARGO_CD_ACTIONS,
  differences,
} from './argo-cd';
export type { ArgoCdActionName, ArgoCdHealth, Difference } from './argo-cd';
