import type {
  BrokenObjective,
  ObjectiveSummary,
} from '@greenlight/backstage-plugin-slo-common';
import type { Snapshot } from '../domain/snapshot';

/** What is recorded of one entity, in the order of care. */
export type EntityRecord = {
  readonly objectives: readonly ObjectiveSummary[];
  readonly broken: readonly BrokenObjective[];
};

type Index = ReadonlyMap<string, EntityRecord>;

const indexes = new WeakMap<Snapshot, Index>();
const nothing: EntityRecord = { objectives: [], broken: [] };

function build({ objectives, broken }: Snapshot): Index {
  const found = new Map<
    string,
    { objectives: ObjectiveSummary[]; broken: BrokenObjective[] }
  >();
  const of = (entityRef: string) => {
    const record = found.get(entityRef) ?? { objectives: [], broken: [] };
    found.set(entityRef, record);
    return record;
  };
  for (const one of objectives)
    of(one.objective.entityRef).objectives.push(one);
  for (const one of broken) of(one.entityRef).broken.push(one);
  return found;
}

/** What a reading has by entity; made once for each reading. */
export function byEntity(snapshot: Snapshot): Index {
  const known = indexes.get(snapshot);
  if (known) return known;
  const index = build(snapshot);
  indexes.set(snapshot, index);
  return index;
}

/** What a reading has of one entity. */
export function recordOf(snapshot: Snapshot, entityRef: string): EntityRecord {
  return byEntity(snapshot).get(entityRef) ?? nothing;
}

/** Environments in which something is recorded, the usual one first. */
export function environmentsOf(
  record: EntityRecord,
  usual: string,
  shown?: string,
): string[] {
  const names = new Set([
    ...(shown === undefined ? [] : [shown]),
    ...record.objectives.map(({ objective }) => objective.environment),
    ...record.broken.map(({ environment }) => environment),
  ]);
  return [...names].sort(
    (a, b) =>
      Number(b === usual) - Number(a === usual) || a.localeCompare(b, 'en'),
  );
}
