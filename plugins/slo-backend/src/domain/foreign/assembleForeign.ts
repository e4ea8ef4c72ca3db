import type {
  BrokenObjective,
  FiringAlert,
  ObjectiveSummary,
} from '@greenlight/backstage-plugin-slo-common';
import { readable } from '../alerts';
import { keyOf } from '../identity';
import type { InstanceReading } from '../reading';
import type { Labels } from '../sample';
import { unmeasured } from '../summarize';
import { describeForeign } from './description';
import { foreignRecords } from './records';
import type { ForeignRecord } from './records';
import { summarizeForeign } from './summarizeForeign';

type Answered = Extract<InstanceReading, { state: 'answered' }>;

/** Objectives that Sloth and Pyrra record, as far as they name an entity. */
export type ForeignObjectives = {
  readonly objectives: ReadonlyMap<string, ObjectiveSummary>;
  readonly broken: readonly BrokenObjective[];
  readonly unplaced: number;
};

type Context = {
  readonly known: ReadonlyMap<string, ObjectiveSummary>;
  readonly partial: ReadonlyMap<string, string>;
  readonly now: number;
};

/** The instance that saw most speaks where several recorded the same. */
function fullest(records: readonly ForeignRecord[]): ForeignRecord | undefined {
  const seen = ({ values }: ForeignRecord) =>
    Math.max(0, ...(values.get('seen')?.values() ?? []));
  return [...records].sort(
    (a, b) => seen(b) - seen(a) || a.instance.localeCompare(b.instance),
  )[0];
}

/** Reads the objectives of others from what all instances said. */
export function assembleForeign(
  answered: readonly Answered[],
  replicaLabels: readonly string[],
  context: Context,
): ForeignObjectives {
  const byKey = new Map<string, ForeignRecord[]>();
  for (const { instance, foreign } of answered) {
    if (!foreign) continue;
    for (const [key, record] of foreignRecords(
      instance,
      foreign,
      replicaLabels,
    )) {
      byKey.set(key, [...(byKey.get(key) ?? []), record]);
    }
  }
  const objectives = new Map<string, ObjectiveSummary>();
  const broken: BrokenObjective[] = [];
  let unplaced = 0;
  for (const records of byKey.values()) {
    const one = objectiveOf(records, context);
    if (!one) unplaced += 1;
    else if ('status' in one) objectives.set(keyOf(one.objective), one);
    else broken.push(one);
  }
  return { objectives, broken, unplaced };
}

function objectiveOf(
  records: readonly ForeignRecord[],
  { known: before, partial, now }: Context,
): ObjectiveSummary | BrokenObjective | undefined {
  const record = fullest(records);
  const info = record && describeForeign(record);
  if (!record || !info) return undefined;
  if (!info.ok) {
    return {
      ...info.who,
      source: record.source,
      reason: { code: 'invalidObjective', sentence: info.sentence },
    };
  }
  const { objective, contradicted = false } = info;
  const known = before.get(keyOf(objective));
  const warning = partial.get(record.instance);
  if (warning !== undefined) {
    const sentence = `Prometheus ${record.instance} answered in part: ${warning}`;
    return unmeasured({
      objective,
      reason: { code: 'partial', sentence },
      known,
    });
  }
  const alerts = alertsOf(record.alerts);
  return summarizeForeign({
    record,
    objective,
    contradicted,
    alerts,
    known,
    now,
  });
}

/** Sloth says the severity by its own label, Pyrra the long window by `long`. */
function alertsOf(all: readonly Labels[]): FiringAlert[] {
  const alerts = all.map(labels => {
    const window = readable(labels.long ?? labels.sloth_window);
    return {
      name: readable(labels.alertname),
      severity: readable(labels.sloth_severity ?? labels.severity) || 'alert',
      ...(window && { window }),
    };
  });
  return [...new Map(alerts.map(one => [JSON.stringify(one), one])).values()];
}
