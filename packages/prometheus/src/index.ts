/**
 * Typed client of the Prometheus HTTP API.
 *
 * @packageDocumentation
 */
export type {
  ActiveAlert,
  Answer,
  InstantQuestion,
  Labels,
  Prometheus,
  Question,
  RangeQuestion,
  Rule,
  RuleGroup,
  RulesQuestion,
  Sample,
  Series,
  SeriesQuestion,
} from './Prometheus';
export { PrometheusError } from './PrometheusError';
export type {
  PrometheusErrorDetails,
  PrometheusErrorKind,
} from './PrometheusError';
export { createPrometheus } from './createPrometheus';
export type { PrometheusOptions } from './createPrometheus';
