import type { ParsedObject } from './objects';

/**
 * One measurement of a metric.
 *
 * @public
 */
export type Measurement = {
  phase: string;
  startedAt?: string;
  finishedAt?: string;
  value?: string;
  message?: string;
  /** Set when the measurement was a Kubernetes Job. */
  job?: { name: string; namespace?: string };
};

/**
 * What one metric of an analysis run has measured so far.
 *
 * @public
 */
export type MetricResult = {
  name: string;
  phase: string;
  message?: string;
  dryRun: boolean;
  successful: number;
  failed: number;
  inconclusive: number;
  error: number;
  consecutiveError: number;
  count: number;
  /** The query with its arguments filled in, where the provider reports one. */
  resolvedQuery?: string;
  measurements: readonly Measurement[];
};

/**
 * What a metric is asked for: its conditions and limits as written.
 *
 * @public
 */
export type MetricSpec = {
  name: string;
  interval?: string;
  count?: string;
  successCondition?: string;
  failureCondition?: string;
  failureLimit?: string;
  inconclusiveLimit?: string;
};

/**
 * An AnalysisRun, as far as it is read.
 *
 * @public
 */
export type AnalysisRunObject = ParsedObject & {
  kind: 'AnalysisRun';
  spec: { metrics: readonly MetricSpec[]; terminate: boolean };
  status?: {
    phase?: string;
    message?: string;
    startedAt?: string;
    metricResults: readonly MetricResult[];
  };
};
