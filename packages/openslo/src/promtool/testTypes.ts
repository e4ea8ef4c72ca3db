import type { InputSeries } from './traffic';

/**
 * A value that a query must have.
 *
 * @public
 */
export type ExpectedQuery = {
  expr: string;
  eval_time: string;
  exp_samples: Array<{ labels: string; value: number }>;
};

/**
 * All alerts of a name that must fire.
 *
 * @public
 */
export type ExpectedAlerts = {
  eval_time: string;
  alertname: string;
  exp_alerts: Array<{
    exp_labels: Record<string, string>;
    exp_annotations: Record<string, string>;
  }>;
};

/**
 * One situation: raw counters, and what the rules must make of them.
 *
 * @public
 */
export type PromtoolCase = {
  name: string;
  interval: string;
  input_series: InputSeries[];
  alert_rule_test?: ExpectedAlerts[];
  promql_expr_test: ExpectedQuery[];
};

/**
 * A unit test of rules as `promtool test rules` reads it, as plain data.
 *
 * @public
 */
export type PromtoolTest = {
  rule_files: string[];
  evaluation_interval: string;
  group_eval_order: string[];
  tests: PromtoolCase[];
};
