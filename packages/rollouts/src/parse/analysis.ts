import type {
  AnalysisRunObject,
  Measurement,
  MetricResult,
  MetricSpec,
} from '../analysisTypes';
import type { Parsed, ParseOptions } from '../objects';
import { readObject } from './meta';
import { compact, Fields } from './reading';

const KEPT_MEASUREMENTS = 50;

/**
 * Reads an AnalysisRun with its latest measurements.
 *
 * @public
 */
export function parseAnalysisRun(
  raw: unknown,
  options?: ParseOptions,
): Parsed<AnalysisRunObject> {
  return readObject(
    raw,
    'AnalysisRun',
    (fields, meta, reading): AnalysisRunObject => {
      const spec = fields.object('spec');
      const status = fields.object('status');
      return compact({
        kind: 'AnalysisRun',
        meta,
        spec: {
          metrics: (spec?.list('metrics') ?? []).map(readMetricSpec),
          terminate: spec?.flag('terminate') ?? false,
        },
        status:
          status &&
          compact({
            phase: status.shared('phase'),
            message: status.text('message'),
            startedAt: status.text('startedAt'),
            metricResults: status.list('metricResults').map(readMetricResult),
          }),
        problems: reading.problems,
      });
    },
    options,
  );
}

function readMetricSpec(metric: Fields): MetricSpec {
  return compact({
    name: metric.shared('name') ?? '',
    interval: metric.shared('interval'),
    count: asText(metric.wholeOrText('count')),
    successCondition: metric.shared('successCondition'),
    failureCondition: metric.shared('failureCondition'),
    failureLimit: asText(metric.wholeOrText('failureLimit')),
    inconclusiveLimit: asText(metric.wholeOrText('inconclusiveLimit')),
  });
}

function readMetricResult(result: Fields): MetricResult {
  const measurements = result.list('measurements');
  return compact({
    name: result.shared('name') ?? '',
    phase: result.shared('phase') ?? 'Unknown',
    message: result.text('message'),
    dryRun: result.flag('dryRun') ?? false,
    successful: result.count('successful'),
    failed: result.count('failed'),
    inconclusive: result.count('inconclusive'),
    error: result.count('error'),
    consecutiveError: result.count('consecutiveError'),
    count: result.count('count'),
    resolvedQuery: result.object('metadata')?.text('ResolvedPrometheusQuery'),
    measurements: measurements.slice(-KEPT_MEASUREMENTS).map(readMeasurement),
  });
}

function readMeasurement(measurement: Fields): Measurement {
  const metadata = measurement.object('metadata');
  const job = metadata?.text('job-name');
  return compact({
    phase: measurement.shared('phase') ?? 'Unknown',
    startedAt: measurement.text('startedAt'),
    finishedAt: measurement.text('finishedAt'),
    value: measurement.text('value'),
    message: measurement.text('message'),
    job: job
      ? compact({ name: job, namespace: metadata?.text('job-namespace') })
      : undefined,
  });
}

function asText(value: number | string | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
