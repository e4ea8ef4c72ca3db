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

function joined(labels: Labels, names: readonly string[]): string {
  return [...names]
    .sort()
    .map(name => `${name}=${JSON.stringify(labels[name])}`)
    .join(',');
}

/**
 * Where a series was recorded. `place` tells shares apart that are added up,
 * for example clusters; `replica` tells apart who recorded the same share.
 */
export function whereOf(
  labels: Labels,
  replicaLabels: readonly string[],
): { place: string; replica: string } {
  const others = Object.keys(labels).filter(name => !DESCRIBING.has(name));
  if (others.length === 0) return { place: '', replica: '' };
  return {
    place: joined(
      labels,
      others.filter(name => !replicaLabels.includes(name)),
    ),
    replica: joined(
      labels,
      others.filter(name => replicaLabels.includes(name)),
    ),
  };
}
