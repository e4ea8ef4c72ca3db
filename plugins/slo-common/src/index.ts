/**
 * Objective, budget and burn-rate types, client and permission of the slo
 * plugin.
 *
 * @packageDocumentation
 */
export type * from './objective';
export type {
  BrokenObjective,
  Budget,
  BudgetFigures,
  Burn,
  BurnFigures,
  Coverage,
  FiringAlert,
  Forecast,
  InstanceState,
  Measured,
  ObjectiveStatus,
  ObjectiveSummary,
  UnknownCode,
  UnknownReason,
} from './budget';
export { statusOrder } from './budget';
export type * from './service';
export type * from './detail';
export { sloObjectiveReadPermission, sloPermissions } from './permissions';
export {
  budgetLevels,
  sloThresholdTopic,
  type BudgetLevel,
  type SloThresholdEvent,
} from './events';
export type { SloApi, SloEntityRef, SloRequestOptions } from './client/SloApi';
