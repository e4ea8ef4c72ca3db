/**
 * Cluster access, permission resource and rules of the delivery plugin.
 *
 * @packageDocumentation
 */
export {
  backgroundAccess,
  type BackgroundAccess,
} from './clusterAccess/backgroundAccess';
export type {
  ClusterAccess,
  ClusterAccessResult,
  ClusterAccessService,
} from './clusterAccess/ClusterAccess';
export { clusterAccessServiceRef } from './clusterAccess/clusterAccessServiceRef';
export { createClusterAccess } from './clusterAccess/createClusterAccess';
export {
  createDeliveryConditionalDecision,
  deliveryConditions,
} from './permissions/conditions';
export {
  deliveryTargetResourceRef,
  matchesDeliveryTargetFilter,
  type DeliveryTarget,
  type DeliveryTargetFilter,
} from './permissions/resource';
export {
  deliveryRules,
  isInEnvironment,
  isOwner,
  isPersonalOwner,
} from './permissions/rules';
export {
  formatTargetRef,
  parseTargetRef,
  type TargetRefParts,
} from './permissions/targetRef';
