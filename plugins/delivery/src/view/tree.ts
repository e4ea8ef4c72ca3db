import type {
  AnalysisRunDetail,
  MeasurementDetail,
  MetricDetail,
  PodDetail,
  ReplicaSetDetail,
  RevisionDetail,
} from '@greenlight/backstage-plugin-delivery-common';
import { middleTruncate, oneLine } from '@greenlight/ui';
import type { Tone } from '@greenlight/ui';
import { metricView } from './metrics';
import type { MetricView } from './metrics';
import { phaseTone, shortName } from './words';

/** A pod as a row. */
export type PodRow = {
  name: string;
  tone: Tone;
  reason: string;
  ready: string;
  restarts: number;
  createdAt?: string;
  message?: string;
};

/** A ReplicaSet with its pods. */
export type ReplicaSetView = {
  key: string;
  name: string;
  roles: string[];
  tone: Tone;
  word: string;
  pods: string;
  images: string[];
  createdAt?: string;
  scaleDownAt?: string;
  rows: PodRow[];
  morePods: number;
};

/** A measurement as a row. */
export type MeasurementRow = {
  key: string;
  tone: Tone;
  phase: string;
  value: string;
  at?: string;
  message?: string;
};

/** A metric with everything it measured. */
export type MetricTable = MetricView & {
  dryRun: boolean;
  query?: string;
  rows: MeasurementRow[];
  moreRows: number;
};

/** An analysis run. */
export type RunView = {
  key: string;
  name: string;
  kind: string;
  tone: Tone;
  phase: string;
  message?: string;
  startedAt?: string;
  metrics: MetricTable[];
};

/** A revision with what stands under it. */
export type RevisionView = {
  key: string;
  title: string;
  /** Whether anything of it still runs or judges. */
  lively: boolean;
  replicaSets: ReplicaSetView[];
  runs: RunView[];
};

const MOST_PODS = 50;
const MOST_MEASUREMENTS = 30;

function podRow(pod: PodDetail): PodRow {
  return {
    name: middleTruncate(pod.name, 56),
    tone: phaseTone(pod.health),
    reason: shortName(pod.reason),
    ready: pod.ready,
    restarts: pod.restarts,
    ...(pod.createdAt && { createdAt: pod.createdAt }),
    ...(pod.message && { message: oneLine(pod.message) }),
  };
}

function replicaSetView(set: ReplicaSetDetail): ReplicaSetView {
  const word = set.health === 'ScaledDown' ? 'Scaled down' : set.health;
  return {
    key: set.uid,
    name: middleTruncate(set.name, 56),
    roles: set.roles,
    tone: phaseTone(set.health),
    word: shortName(word),
    pods: `${set.available} of ${set.desired} available`,
    images: set.images.map(image => middleTruncate(image, 72)),
    ...(set.createdAt && { createdAt: set.createdAt }),
    ...(set.scaleDownAt && { scaleDownAt: set.scaleDownAt }),
    rows: set.pods.slice(0, MOST_PODS).map(podRow),
    morePods: Math.max(0, set.pods.length - MOST_PODS),
  };
}

function measurementRow(
  measurement: MeasurementDetail,
  index: number,
): MeasurementRow {
  const at = measurement.finishedAt ?? measurement.startedAt;
  return {
    key: `${index}/${at ?? ''}`,
    tone: phaseTone(measurement.phase),
    phase: shortName(measurement.phase),
    value: middleTruncate(measurement.value ?? 'no value', 48),
    ...(at && { at }),
    ...(measurement.message && { message: oneLine(measurement.message) }),
  };
}

function metricTable(run: string, metric: MetricDetail): MetricTable {
  const newest = [...metric.measurements].reverse();
  const summary = metricView({
    ...metric,
    run,
    metric: metric.name,
    value: newest.find(({ value }) => value !== undefined)?.value,
  });
  return {
    ...summary,
    dryRun: metric.dryRun,
    ...(metric.query && { query: metric.query.slice(0, 4_000) }),
    rows: newest.slice(0, MOST_MEASUREMENTS).map(measurementRow),
    moreRows: Math.max(0, newest.length - MOST_MEASUREMENTS),
  };
}

function runView(run: AnalysisRunDetail): RunView {
  return {
    key: run.uid,
    name: middleTruncate(run.name, 56),
    kind: shortName(run.kind),
    tone: phaseTone(run.phase),
    phase: shortName(run.phase),
    ...(run.message && { message: oneLine(run.message) }),
    ...(run.startedAt && { startedAt: run.startedAt }),
    metrics: run.metrics.map(metric => metricTable(run.name, metric)),
  };
}

/** Revisions newest first; those at rest can be folded away. */
export function revisionViews(revisions: RevisionDetail[]): RevisionView[] {
  return [...revisions]
    .sort((a, b) => b.revision - a.revision)
    .map((revision, index) => {
      const replicaSets = revision.replicaSets.map(replicaSetView);
      const runs = revision.analysisRuns.map(runView);
      const standing = revision.replicaSets.some(
        set => set.desired > 0 || set.pods.length > 0,
      );
      return {
        key: String(revision.revision),
        title: `Revision ${revision.revision}`,
        lively:
          index === 0 || standing || runs.some(({ tone }) => tone === 'busy'),
        replicaSets,
        runs,
      };
    });
}
