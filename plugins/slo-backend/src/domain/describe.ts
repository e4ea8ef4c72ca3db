import type {
  BrokenObjective,
  Objective,
  UnknownReason,
} from '@greenlight/backstage-plugin-slo-common';
import { keyOf, rawKeyOf, whereOf } from './identity';
import { readInfo } from './info';
import type { Info } from './info';
import type { InstanceReading } from './reading';

type Answered = Extract<InstanceReading, { state: 'answered' }>;
type Found = Extract<Info, { ok: true }> & {
  /** Labels of the place that described it. */
  readonly place: readonly string[];
};

/** One objective as the series that describe it say; several replicas say it alike. */
export type Described = {
  readonly objective: Objective;
  readonly specHash: string;
  /** Keys of its series, labels as they are. */
  readonly rawKeys: ReadonlySet<string>;
  /** Each place that must have its share. */
  readonly places: readonly (readonly string[])[];
  /** Why its descriptions contradict each other. */
  readonly conflict?: UnknownReason;
};

/** All objectives that were described, by their key. */
export type Descriptions = {
  readonly described: ReadonlyMap<string, Described>;
  readonly broken: BrokenObjective[];
  readonly unplaced: number;
};

type Collected = { rawKeys: Set<string>; found: Found[] };

/** Reads which objectives there are. */
export function describe(
  answered: readonly Answered[],
  replicaLabels: readonly string[],
): Descriptions {
  const collected = new Map<string, Collected>();
  const broken = new Map<string, BrokenObjective>();
  let unplaced = 0;
  for (const { instance, samples } of answered) {
    for (const { labels } of samples.info) {
      const info = readInfo(labels, instance);
      if (!info) unplaced += 1;
      else if (!info.ok) broken.set(keyOf(info.who), brokenOf(info));
      else {
        const key = keyOf(info.objective);
        const one = collected.get(key) ?? { rawKeys: new Set(), found: [] };
        collected.set(key, one);
        one.rawKeys.add(rawKeyOf(labels));
        one.found.push({
          ...info,
          place: whereOf(labels, replicaLabels).place,
        });
      }
    }
  }
  const described = new Map<string, Described>();
  for (const [key, one] of collected) {
    // Where a broken description contradicts a good one, neither can be trusted.
    if (!broken.has(key)) described.set(key, describedBy(one));
  }
  return { described, broken: [...broken.values()], unplaced };
}

function brokenOf({
  who,
  sentence,
}: Extract<Info, { ok: false }>): BrokenObjective {
  return {
    ...who,
    source: 'greenlight',
    reason: { code: 'invalidObjective', sentence },
  };
}

function describedBy({ rawKeys, found }: Collected): Described {
  const [first] = found;
  if (!first) throw new Error('An objective without a description');
  const conflict = conflictOf(found);
  const instances = found.flatMap(({ objective }) => objective.instances);
  return {
    objective: { ...first.objective, instances: [...new Set(instances)] },
    specHash: first.specHash,
    rawKeys,
    places: found.map(({ place }) => place),
    ...(conflict && { conflict }),
  };
}

function conflictOf(found: readonly Found[]): UnknownReason | undefined {
  const differing = <T>(of: (one: Found) => T) =>
    [...new Set(found.map(of))].slice(0, 3);
  if (differing(({ specHash }) => specHash).length > 1) {
    return {
      code: 'conflict',
      sentence:
        'it is recorded with different indicators at the same time; their events cannot be added',
    };
  }
  const targets = differing(({ objective }) => objective.target.percent);
  const windows = differing(({ objective }) => objective.window.text);
  const weights = differing(({ objective }) => objective.weighting);
  if ([targets, windows, weights].every(({ length }) => length === 1)) {
    return undefined;
  }
  return {
    code: 'conflict',
    sentence: `it is recorded with different objectives at the same time: ${targets.join(
      ' and ',
    )} % over ${windows.join(' and ')}, weighted by ${weights.join(' and ')}`,
  };
}
