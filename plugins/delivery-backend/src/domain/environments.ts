import { globMatches } from './glob';

/** One step of the pipeline and where it is. */
export type EnvironmentRule = {
  readonly name: string;
  readonly title: string;
  /** All clusters when left out. */
  readonly clusters?: readonly string[];
  /** Names or patterns with `*`; all namespaces when left out. */
  readonly namespaces?: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** An object with all of these labels is not in it. */
  readonly notLabels: Readonly<Record<string, string>>;
};

/** Where an object is and how it is labeled. */
export type Place = {
  readonly cluster: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
};

function hasAll(
  wanted: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

function holds(rule: EnvironmentRule, place: Place): boolean {
  const excluded =
    Object.keys(rule.notLabels).length > 0 &&
    hasAll(rule.notLabels, place.labels);
  return (
    !excluded &&
    (rule.clusters?.includes(place.cluster) ?? true) &&
    (rule.namespaces?.some(each => globMatches(each, place.namespace)) ??
      true) &&
    hasAll(rule.labels, place.labels)
  );
}

/** The first environment, in the order of the pipeline, that a place belongs to. */
export function environmentOf(
  rules: readonly EnvironmentRule[],
  place: Place,
): EnvironmentRule | undefined {
  return rules.find(rule => holds(rule, place));
}
