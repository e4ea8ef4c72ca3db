export {
  actionNames,
  actionRequestSchema,
  actionTitles,
  type ActionName,
  type ActionRequest,
} from './action';
export {
  commitAnnotation,
  containerAnnotation,
  entityRefAnnotation,
  grafanaUrlAnnotation,
  logsUrlAnnotation,
  runbookUrlAnnotation,
} from './annotations';
export type {
  AnalysisRunDetail,
  MeasurementDetail,
  MetricDetail,
  PodDetail,
  ReplicaSetDetail,
  RevisionDetail,
  WorkloadDetail,
} from './detail';
export {
  RESOURCE_TYPE_DELIVERY_TARGET,
  deliveryActionPermissions,
  deliveryAuditReadPermission,
  deliveryPermissions,
  deliveryServiceReadPermission,
} from './permissions';
export { isFinal, type Receipt, type ReceiptState } from './receipt';
export type {
  ActionOffer,
  ClusterFreshness,
  Consent,
  DeliveryLink,
  EnvironmentState,
  Health,
  MetricSummary,
  RolloutProgress,
  Saw,
  Selection,
  ServiceDelivery,
  StepView,
  Version,
  Weights,
  Workload,
  WorkloadRef,
} from './service';
export {
  deliveryBeatMs,
  deliverySignalChannel,
  type DeliverySignal,
} from './signal';
