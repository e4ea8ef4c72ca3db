import type { Labels } from './sample';

const SEPARATOR = '\u0000';

/** What makes an objective one: other labels only say where a share of it was recorded. */
export type Identity = {
  readonly id: string;
  readonly entityRef: string;
  readonly environment: string;
};

/** An objective as a key, whatever was counted for it. */
export function keyOf({ id, entityRef, environment }: Identity): string {
  return [id, entityRef, environment].join(SEPARATOR);
}

/** The key of the objective that a series was recorded for, with the labels as they are. */
export function rawKeyOf(labels: Labels): string {
  return [labels.slo_id, labels.entity_ref, labels.environment].join(SEPARATOR);
}

/** Whether a series was recorded for an objective, however its entity was written. */
export function isSame(labels: Labels, objective: Identity): boolean {
  return (
    labels.slo_id === objective.id &&
    (labels.environment ?? '') === objective.environment &&
    labels.entity_ref?.toLocaleLowerCase('en-US') === objective.entityRef
  );
}

/** Labels that say what the objective is, not where it was recorded. */
const DESCRIBING = new Set([
  '__name__',
  'slo_id',
  'slo_name',
  'slo_service',
  'slo_window',
  'entity_ref',
  'environment',
  'spec_hash',
  'team',
  'objective',
  'window',
  'budgeting_method',
  'weighting',
  'generator',
  'version',
]);

function valuesOf(labels: Labels, names: readonly string[]): string[] {
  return [...names]
    .sort()
    .map(name => `${name}=${JSON.stringify(labels[name])}`);
}

/** Where a series was recorded. */
export type Where = {
  /** Labels that tell shares apart which are added up, for example clusters. */
  readonly place: readonly string[];
  /** Labels that tell apart who recorded the same share. */
  readonly replica: readonly string[];
};

const NOWHERE: Where = { place: [], replica: [] };

/** Where a series was recorded, by the labels that do not describe its objective. */
export function whereOf(
  labels: Labels,
  replicaLabels: readonly string[],
): Where {
  const others = Object.keys(labels).filter(name => !DESCRIBING.has(name));
  if (others.length === 0) return NOWHERE;
  const tells = (replica: boolean) =>
    others.filter(name => replicaLabels.includes(name) === replica);
  return {
    place: valuesOf(labels, tells(false)),
    replica: valuesOf(labels, tells(true)),
  };
}

/** A place as a key, and as people may read it. */
export function placeName(place: readonly string[]): string {
  return place.join(', ');
}
