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
export type {
  InEnvironment,
  SloApi,
  SloEntityRef,
  SloRequestOptions,
} from './client/SloApi';
export { exactTarget, type TargetRead } from './arithmetic/target';
export { readWindow, type WindowRead } from './arithmetic/window';
export {
  allowedTime,
  budgetOf,
  budgetOfRatio,
  coverageOf,
  remainingScaled,
  type BudgetInput,
} from './arithmetic/budgetOf';
export { burnOf, burnOfRatio, unknownBurn } from './arithmetic/burnOf';
export {
  naiveExhaustion,
  recoveryAt,
  rollingExhaustion,
  type Projection,
  type Rates,
} from './arithmetic/forecast';
export { prefixSums, type Tile, type TileSums } from './arithmetic/tiles';
export { burnDown } from './arithmetic/burnDown';
export {
  burnFactor,
  burnPairs,
  judgePair,
  type PairPlan,
} from './arithmetic/pairs';
export {
  budgetLevelOf,
  compareByCare,
  statusOf,
  unknownBudget,
  type Careworthy,
} from './arithmetic/status';
export {
  SloClient,
  type SloDiscoveryApi,
  type SloFetchApi,
} from './client/SloClient';
export {
  SloRequestError,
  type SloRequestFailure,
} from './client/SloRequestError';
