import { snapshotQueries } from '../../domain/queries';
import type { SnapshotQuery } from '../../domain/queries';
import type { InstanceReading } from '../../domain/reading';
import type { Labels, Sample } from '../../domain/sample';

/** The time of every test. */
export const NOW = Date.parse('2026-11-25T10:00:00Z');
export const MINUTE = 60_000;

/** What rules recorded of one objective at one place; undefined was not recorded. */
export type Recorded = {
  id: string;
  entityRef: string;
  environment: string;
  specHash: string;
  objective: string;
  window: string;
  /** More labels of every series, for example a cluster or a replica. */
  labels: Labels;
  bad: number | undefined;
  total: number | undefined;
  hour: { bad: number; total: number } | undefined;
  ratio1h: number | undefined;
  coverage: number | undefined;
  newestAt: number | undefined;
  /** The time of the answer by the clock of Prometheus. */
  evaluatedAt: number;
  firing: readonly Labels[];
};

/** A healthy objective: 99.9 % over 30 d, 400 of 1,000 allowed errors. */
export function recorded(over: Partial<Recorded> = {}): Recorded {
  return {
    id: 'checkout-availability',
    entityRef: 'component:default/checkout',
    environment: 'prod',
    specHash: 'a1',
    objective: '99.9',
    window: '30d',
    labels: {},
    bad: 400,
    total: 1_000_000,
    hour: { bad: 1, total: 5_000 },
    ratio1h: 0.0002,
    coverage: 1,
    newestAt: NOW - 2 * MINUTE,
    evaluatedAt: NOW,
    firing: [],
    ...over,
  };
}

function labelsOf(one: Recorded): Labels {
  return {
    slo_id: one.id,
    slo_name: `Name of ${one.id}`,
    entity_ref: one.entityRef,
    environment: one.environment,
    spec_hash: one.specHash,
    ...one.labels,
  };
}

function samplesOf(one: Recorded): Record<SnapshotQuery, Sample[]> {
  const { evaluatedAt: at, objective, window } = one;
  const labels = labelsOf(one);
  const sample = (value: number | undefined, more: Labels = {}): Sample[] =>
    value === undefined ? [] : [{ labels: { ...labels, ...more }, at, value }];
  const sum = (kind: string, value: number | undefined) =>
    sample(value, { __name__: `slo:${kind}_events:sum${window}` });
  const ratio = (over: string) =>
    sample(one.ratio1h, { __name__: `slo:sli_error:ratio_rate${over}` });
  return {
    info: sample(1, { objective, window, weighting: 'events' }),
    sums: [...sum('bad', one.bad), ...sum('total', one.total)],
    coverage: sample(one.coverage),
    ratios: [...ratio('1h'), ...ratio('6h')],
    newest: sample(one.newestAt && one.newestAt / 1000),
    bad1h: sample(one.hour?.bad),
    total1h: sample(one.hour?.total),
    bad6h: sample(one.hour && one.hour.bad * 6),
    total6h: sample(one.hour && one.hour.total * 6),
    alerts: one.firing.flatMap(more => sample(1, more)),
  };
}

type Answered = Extract<InstanceReading, { state: 'answered' }>;

/** What a Prometheus answered that recorded these objectives. */
export function answered(
  objectives: readonly Recorded[],
  over: Partial<Answered> = {},
): Answered {
  const all = objectives.map(samplesOf);
  const names = Object.keys(snapshotQueries) as SnapshotQuery[];
  const samples = Object.fromEntries(
    names.map(name => [name, all.flatMap(each => each[name])]),
  ) as Record<SnapshotQuery, Sample[]>;
  return {
    instance: 'eu',
    at: NOW,
    state: 'answered',
    samples,
    warnings: [],
    failed: [],
    lastSeen: [],
    failingRules: [],
    ...over,
  };
}

/** A Prometheus that does not answer. */
export function down(instance = 'eu', at = NOW): InstanceReading {
  return { instance, at, state: 'down', reason: 'connection refused' };
}

/** The same series with other labels, as anyone may write them. */
export function relabelled(reading: Answered, labels: Labels): Answered {
  const samples = Object.fromEntries(
    Object.entries(reading.samples).map(([name, list]) => [
      name,
      list.map(one => ({ ...one, labels: { ...one.labels, ...labels } })),
    ]),
  ) as Record<SnapshotQuery, Sample[]>;
  return { ...reading, samples };
}
