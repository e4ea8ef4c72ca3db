/**
 * Types, schemas, client and permissions of the delivery plugin.
 *
 * @packageDocumentation
 */
export {
  actionNames,
  actionRequestSchema,
  actionTitles,
  type ActionName,
  type ActionRequest,
} from './action';
export {
  argocdAppNameAnnotation,
  commitAnnotation,
  containerAnnotation,
  entityRefAnnotation,
  grafanaUrlAnnotation,
  isDeliveryAvailable,
  kubernetesClusterAnnotation,
  kubernetesIdAnnotation,
  kubernetesLabelSelectorAnnotation,
  kubernetesNamespaceAnnotation,
  logsUrlAnnotation,
  narrowingAnnotations,
  reachingAnnotations,
  runbookUrlAnnotation,
  type AnnotatedEntity,
} from './annotations';
export type {
  ActionOutcome,
  DeliveryApi,
  DeliveryRequestOptions,
  ServiceRef,
} from './client/DeliveryApi';
export {
  DeliveryClient,
  type DeliveryDiscoveryApi,
  type DeliveryFetchApi,
} from './client/DeliveryClient';
export {
  DeliveryRequestError,
  type DeliveryRequestFailure,
} from './client/DeliveryRequestError';
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
  ServiceBudget,
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
