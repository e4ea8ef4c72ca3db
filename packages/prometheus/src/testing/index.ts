/**
 * A Prometheus in memory, for tests.
 *
 * @packageDocumentation
 */
export { FakePrometheus } from './FakePrometheus';
export type { FakePrometheusOptions } from './FakePrometheus';
export type {
  FakeAlert,
  FakeAnswer,
  FakeFault,
  FakeQuestion,
  FakeRefusal,
  FakeRequest,
  FakeResult,
  FakeRule,
  FakeRuleGroup,
  FakeSample,
  QueryMatcher,
} from './types';
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
} from '../Prometheus';
