import { compareByCare } from '@greenlight/backstage-plugin-slo-common';
import type {
  BrokenObjective,
  ObjectiveSummary,
  UnknownReason,
} from '@greenlight/backstage-plugin-slo-common';
import { alertsByKey, alertsOf } from './alerts';
import type { AlertsByKey } from './alerts';
import { combine } from './combine';
import { describe } from './describe';
import type { Described } from './describe';
import { failingRules } from './failing';
import type { FailingRules } from './failing';
import { assembleForeign } from './foreign/assembleForeign';
import { keyOf } from './identity';
import { downOf, partialOf, stateOf } from './instances';
import type { InstanceReading } from './reading';
import { sharesOf } from './share';
import type { Share, Shares } from './share';
import type { Part, Snapshot } from './snapshot';
import { summarize, unmeasured } from './summarize';

type Answered = Extract<InstanceReading, { state: 'answered' }>;

/** Puts the readings of all instances together to what pages show. */
export function assemble(input: {
  readings: readonly InstanceReading[];
  before: Snapshot | undefined;
  replicaLabels: readonly string[];
  now: number;
}): Snapshot {
  const { readings, before, replicaLabels, now } = input;
  const answered = readings.filter(
    (reading): reading is Answered => reading.state === 'answered',
  );
  const { described, broken, unplaced } = describe(answered, replicaLabels);
  const context: Context = {
    shares: sharesOf(answered, replicaLabels),
    alerts: alertsByKey(answered),
    failing: failingRules(answered),
    partial: partialOf(answered),
    down: downOf(readings),
    known: new Map(
      before?.objectives.map(one => [keyOf(one.objective), one]) ?? [],
    ),
    before: before?.parts ?? {},
    parts: {},
    now,
  };
  const foreign = assembleForeign(answered, replicaLabels, context);
  const here = new Set([...described.keys(), ...foreign.objectives.keys()]);
  const objectives = [
    ...[...described].map(([key, one]) => objectiveOf(key, one, context)),
    ...foreign.objectives.values(),
    ...lostWith(here, context),
  ];
  return {
    at: Math.min(now, ...readings.map(({ at }) => at)),
    instances: readings.map(reading => stateOf(reading, before)),
    objectives: objectives.sort(byCare),
    broken: withLostBroken([...broken, ...foreign.broken], context, before),
    parts: context.parts,
    unplaced: unplaced + foreign.unplaced,
  };
}

function byCare(a: ObjectiveSummary, b: ObjectiveSummary): number {
  const of = ({ status, budget, objective }: ObjectiveSummary) => ({
    status,
    remaining:
      budget.state === 'measured' ? 1 - budget.consumedScaled : undefined,
    name: `${objective.name} ${objective.id}`,
  });
  return compareByCare(of(a), of(b));
}

type Context = {
  readonly shares: Shares;
  readonly alerts: AlertsByKey;
  readonly failing: FailingRules;
  /** Warnings by instance: a part of its answers may be missing. */
  readonly partial: ReadonlyMap<string, string>;
  /** Why an instance does not answer, by its name. */
  readonly down: ReadonlyMap<string, string>;
  readonly known: ReadonlyMap<string, ObjectiveSummary>;
  /** Parts as the reading before had them, and as this one has them. */
  readonly before: Snapshot['parts'];
  readonly parts: Record<string, readonly Part[]>;
  readonly now: number;
};

function objectiveOf(
  key: string,
  described: Described,
  context: Context,
): ObjectiveSummary {
  const { objective, specHash, rawKeys } = described;
  const recorded = [...rawKeys].flatMap(raw => context.shares.get(raw) ?? []);
  const shares = recorded.filter(share => share.specHash === specHash);
  const known = context.known.get(key);
  const alerts = alertsOf(rawKeys, context.alerts);
  const combined = combine(shares, objective.window.text);
  const parts = partsOf(key, combined?.parts ?? [], context);
  if (parts.length > 1) context.parts[key] = parts;
  const reason =
    described.conflict ??
    partialReason(objective.instances, context) ??
    lostPart(parts, combined?.parts ?? [], context) ??
    changedSpec(recorded, specHash) ??
    missingPlace(described, shares);
  if (reason) return unmeasured({ objective, reason, known, alerts });
  const failing = context.failing(rawKeys, objective.id);
  const { now } = context;
  return summarize({ objective, combined, failing, alerts, known, now });
}

/** The parts of an objective, those of silent instances as they were known. */
function partsOf(
  key: string,
  now: readonly Part[],
  { before, down }: Context,
): readonly Part[] {
  const here = new Set(now.map(({ place }) => place));
  const silent = before[key]?.filter(
    ({ instance, place }) => down.has(instance) && !here.has(place),
  );
  return silent && silent.length > 0 ? [...now, ...silent] : now;
}

function lostPart(
  parts: readonly Part[],
  now: readonly Part[],
  { down }: Context,
): UnknownReason | undefined {
  const lost = parts.find(part => !now.includes(part));
  return lost && downReason(lost.instance, down, lost.place);
}

function downReason(
  instance: string,
  down: ReadonlyMap<string, string>,
  place = '',
): UnknownReason {
  const what = place === '' ? '' : ` for ${place}`;
  return {
    code: 'prometheusDown',
    sentence: `Prometheus ${instance} does not answer${what}: ${down.get(
      instance,
    )}`,
  };
}

function partialReason(
  instances: readonly string[],
  { partial }: Context,
): UnknownReason | undefined {
  const warned = instances.find(name => partial.has(name));
  if (warned === undefined) return undefined;
  return {
    code: 'partial',
    sentence: `Prometheus ${warned} answered in part: ${partial.get(warned)}`,
  };
}

const summed = ({ sums }: Share) => Object.keys(sums).length > 0;

/** Sums of another indicator are still there, of this one there is none yet. */
function changedSpec(
  recorded: readonly Share[],
  specHash: string,
): UnknownReason | undefined {
  const sums = recorded.filter(summed);
  if (sums.length === 0 || sums.some(share => share.specHash === specHash)) {
    return undefined;
  }
  return {
    code: 'specChanged',
    sentence:
      'what it counts was changed: its history begins anew, and its first sum comes within minutes',
  };
}

/** A place that describes the objective, but has no share of it. */
function missingPlace(
  { places }: Described,
  shares: readonly Share[],
): UnknownReason | undefined {
  const missing = places.find(
    place =>
      place.length > 0 &&
      !shares.some(({ where }) =>
        place.every(one => where.place.includes(one)),
      ),
  );
  if (!missing) return undefined;
  return {
    code: 'neverSeen',
    sentence: `no events have been recorded yet for ${missing.join(', ')}`,
  };
}

/** What was known of instances that are silent now, and of no other. */
function lostWith(
  here: ReadonlySet<string>,
  { known, down, before, parts }: Context,
): ObjectiveSummary[] {
  return [...known].flatMap(([key, one]) => {
    if (here.has(key)) return [];
    const instance = one.objective.instances.find(name => down.has(name));
    if (instance === undefined) return [];
    const kept = before[key];
    if (kept) parts[key] = kept;
    const reason = downReason(instance, down);
    return [unmeasured({ objective: one.objective, reason, known: one })];
  });
}

/** While an instance is silent, what was broken there stays known. */
function withLostBroken(
  broken: readonly BrokenObjective[],
  { down }: Context,
  before: Snapshot | undefined,
): BrokenObjective[] {
  if (down.size === 0) return [...broken];
  const here = new Set(broken.map(keyOf));
  const kept = before?.broken.filter(one => !here.has(keyOf(one))) ?? [];
  return [...broken, ...kept];
}
