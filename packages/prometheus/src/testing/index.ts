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
