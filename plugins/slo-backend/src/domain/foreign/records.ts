import type { ObjectiveSource } from '@greenlight/backstage-plugin-slo-common';
import type { InstanceReading } from '../reading';
import type { Labels, Sample } from '../sample';
import { COVERED } from './queries';

/** Who records objectives beside our own rules. */
export type ForeignSource = Exclude<ObjectiveSource, 'greenlight'>;

/** Values by name; each of the places that recorded one has its own. */
type Values = Map<string, Map<string, number>>;

/** What one Prometheus holds of one objective of others. */
export type ForeignRecord = {
  readonly source: ForeignSource;
  readonly id: string;
  readonly instance: string;
  readonly info: readonly Sample[];
  readonly values: Values;
  readonly alerts: Labels[];
  evaluatedAt: number;
};

/** By source and id. */
export type ForeignRecords = Map<string, ForeignRecord>;

function identified(labels: Labels) {
  const sloth = labels.sloth_id ?? '';
  if (sloth !== '') return { source: 'sloth', id: sloth } as const;
  const pyrra = labels.slo ?? '';
  return pyrra === '' ? undefined : ({ source: 'pyrra', id: pyrra } as const);
}

const IGNORED = new Set(['__name__', 'sloth_window']);

function placeOf(labels: Labels, replicaLabels: readonly string[]): string {
  return Object.entries(labels)
    .filter(([name]) => !IGNORED.has(name) && !replicaLabels.includes(name))
    .map(pair => JSON.stringify(pair))
    .sort()
    .join();
}

/** The only value of a name, or that several places have one. */
export function valueOf(
  { values }: ForeignRecord,
  name: string,
): number | 'several' | undefined {
  const found = values.get(name);
  if (!found) return undefined;
  return found.size > 1 ? 'several' : [...found.values()][0];
}

type Foreign = NonNullable<
  Extract<InstanceReading, { state: 'answered' }>['foreign']
>;

/** Puts together what one instance said of each objective of others. */
export function foreignRecords(
  instance: string,
  foreign: Foreign,
  replicaLabels: readonly string[],
): ForeignRecords {
  const records = describedBy(instance, foreign.info);
  const keep = (
    name: (labels: Labels) => string,
    samples: readonly Sample[],
  ) => {
    for (const { labels, value } of samples) {
      const record = records.get(keyOf(labels));
      if (record)
        put(record, name(labels), placeOf(labels, replicaLabels), value);
    }
  };
  keep(({ __name__ = '' }) => __name__, foreign.facts);
  keep(() => 'pyrra1h', foreign.pyrra1h);
  keep(() => 'pyrra6h', foreign.pyrra6h);
  keep(() => 'newest', foreign.newest);
  keep(() => 'seen', foreign.seen);
  for (const { labels } of foreign.alerts) {
    records.get(keyOf(labels))?.alerts.push(labels);
  }
  return records;
}

function keyOf(labels: Labels): string {
  const found = identified(labels);
  return found ? `${found.source}/${found.id}` : '';
}

function describedBy(
  instance: string,
  info: readonly Sample[],
): Map<string, ForeignRecord & { info: Sample[] }> {
  const records = new Map<string, ForeignRecord & { info: Sample[] }>();
  for (const sample of info) {
    const found = identified(sample.labels);
    if (!found) continue;
    const key = keyOf(sample.labels);
    const record = records.get(key);
    if (record) record.info.push(sample);
    else {
      records.set(key, {
        ...found,
        instance,
        info: [sample],
        values: new Map(),
        alerts: [],
        evaluatedAt: sample.at,
      });
    }
  }
  return records;
}

function put(
  { values }: ForeignRecord,
  name: string,
  place: string,
  value: number,
) {
  const places = values.get(name) ?? new Map<string, number>();
  values.set(name, places);
  places.set(place, value);
}

/** Seconds of the window that were seen; undefined where that is not known. */
export function seenSecondsOf(
  record: ForeignRecord,
  windowSeconds: number,
): number | undefined {
  const count = valueOf(record, 'seen');
  if (typeof count !== 'number' || !(count >= 0)) return undefined;
  if (windowSeconds > COVERED.seconds) return undefined;
  return Math.min(windowSeconds, count * COVERED.stepSeconds);
}
