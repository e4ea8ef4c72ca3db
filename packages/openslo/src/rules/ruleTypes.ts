/**
 * A rule that records a series.
 *
 * @public
 */
export type RecordingRule = {
  record: string;
  expr: string;
  labels: Record<string, string>;
};

/**
 * A rule that alerts.
 *
 * @public
 */
export type AlertingRule = {
  alert: string;
  expr: string;
  for?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
};

/**
 * Rules that are evaluated one after the other, at one interval.
 *
 * @public
 */
export type RuleGroup = {
  name: string;
  interval: string;
  rules: Array<RecordingRule | AlertingRule>;
};

/**
 * A file of Prometheus rules, as plain data.
 *
 * @public
 */
export type RuleFile = { groups: RuleGroup[] };
