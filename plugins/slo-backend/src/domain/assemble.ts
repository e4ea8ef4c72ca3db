import {
  compareByCare,
  unknownBudget,
} from '@greenlight/backstage-plugin-slo-common';
import type {
  BrokenObjective,
  FiringAlert,
  InstanceState,
  ObjectiveSummary,
} from '@greenlight/backstage-plugin-slo-common';
import { keyOf, rawKeyOf } from './identity';
import { readInfo } from './info';
import type { Info } from './info';
import type { FailingRule, InstanceReading } from './reading';
import type { Sample } from './sample';
import { sharesOf } from './share';
import type { Shares } from './share';
import type { Snapshot } from './snapshot';
import { summarize, unmeasured } from './summarize';

type Answered = Extract<InstanceReading, { state: 'answered' }>;
type Found = Extract<Info, { ok: true }>;
type Broken = Extract<Info, { ok: false }>;

/** Descriptions of one objective, by the key of its series. */
type Described = { rawKey: string; found: Found[] };

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
  const { described, broken } = describe(answered);
  const context = {
    shares: sharesOf(answered, replicaLabels),
    alerts: byKey(answered.flatMap(({ samples }) => samples.alerts)),
    failing: failingById(answered),
    partial: partialOf(answered),
    known: new Map(
      before?.objectives.map(one => [keyOf(one.objective), one]) ?? [],
    ),
    now,
  };
  const objectives = [
    ...[...described].map(([key, one]) => objectiveOf(key, one, context)),
    ...lostWith(readings, described, context.known),
  ];
  objectives.sort(byCare);
  return {
    at: Math.min(now, ...readings.map(({ at }) => at)),
    instances: readings.map(reading => stateOf(reading, before)),
    objectives,
    broken: withLostBroken(broken, readings, before),
  };
}

function byCare(a: ObjectiveSummary, b: ObjectiveSummary): number {
  const of = ({ status, budget, objective }: ObjectiveSummary) => ({
    status,
    remaining: budget.state === 'measured' ? budget.remaining : undefined,
    name: `${objective.name} ${objective.id}`,
  });
  return compareByCare(of(a), of(b));
}

function describe(answered: readonly Answered[]) {
  const described = new Map<string, Described>();
  const broken = new Map<string, Broken>();
  for (const { instance, samples } of answered) {
    for (const { labels } of samples.info) {
      const info = readInfo(labels, instance);
      if (!info) continue;
      if (!info.ok) {
        broken.set(keyOf(info.who), info);
        continue;
      }
      const key = keyOf(info.objective);
      const known = described.get(key);
      if (known) known.found.push(info);
      else described.set(key, { rawKey: rawKeyOf(labels), found: [info] });
    }
  }
  return {
    described,
    broken: [...broken].flatMap(([key, info]) =>
      described.has(key) ? [] : [brokenOf(info)],
    ),
  };
}

function brokenOf({ who, sentence }: Broken): BrokenObjective {
  return {
    ...who,
    source: 'greenlight',
    reason: { code: 'invalidObjective', sentence },
  };
}

type Context = {
  shares: Shares;
  alerts: ReadonlyMap<string, readonly Sample[]>;
  failing: ReadonlyMap<string, FailingRule>;
  /** Warnings by instance: a part of its answers may be missing. */
  partial: ReadonlyMap<string, string>;
  known: ReadonlyMap<string, ObjectiveSummary>;
  now: number;
};

function objectiveOf(
  key: string,
  { rawKey, found }: Described,
  context: Context,
): ObjectiveSummary {
  const [first] = found;
  if (!first) throw new Error('An objective without a description');
  const objective = {
    ...first.objective,
    instances: [...new Set(found.flatMap(one => one.objective.instances))],
  };
  const known = context.known.get(key);
  const differs = differenceOf(found);
  if (differs) return unmeasured(objective, differs, known);
  const warned = objective.instances.find(name => context.partial.has(name));
  if (warned !== undefined) {
    return unmeasured(
      objective,
      {
        code: 'partial',
        sentence: `Prometheus ${warned} answered in part: ${context.partial.get(
          warned,
        )}`,
      },
      known,
    );
  }
  const shares = (context.shares.get(rawKey) ?? []).filter(
    ({ specHash }) => specHash === first.specHash,
  );
  return summarize({
    objective,
    shares,
    failing: context.failing.get(objective.id),
    alerts: alertsOf(context.alerts.get(rawKey) ?? []),
    known,
    now: context.now,
  });
}

/** Whether descriptions of one objective contradict each other. */
function differenceOf(found: readonly Found[]) {
  const differing = <T>(of: (one: Found) => T) =>
    [...new Set(found.map(of))].slice(0, 3);
  const specs = differing(({ specHash }) => specHash);
  if (specs.length > 1) {
    return {
      code: 'specChanged' as const,
      sentence:
        'it is recorded with different indicators at the same time; their events cannot be added',
    };
  }
  const targets = differing(({ objective }) => objective.target.percent);
  const windows = differing(({ objective }) => objective.window.text);
  if (targets.length === 1 && windows.length === 1) return undefined;
  return {
    code: 'conflict' as const,
    sentence: `it is recorded with different objectives at the same time: ${targets.join(
      ' and ',
    )} % over ${windows.join(' and ')}`,
  };
}

function byKey(samples: readonly Sample[]): Map<string, Sample[]> {
  const found = new Map<string, Sample[]>();
  for (const sample of samples) {
    const key = rawKeyOf(sample.labels);
    found.set(key, [...(found.get(key) ?? []), sample]);
  }
  return found;
}

function alertsOf(samples: readonly Sample[]): FiringAlert[] {
  const short = (text: string | undefined) => (text ?? '').slice(0, 100);
  const alerts = samples.map(({ labels }) => ({
    name: short(labels.alertname),
    severity: short(labels.severity) || 'alert',
    ...(labels.slo_window && { window: short(labels.slo_window) }),
  }));
  // Replicas fire the same alert.
  return [...new Map(alerts.map(one => [JSON.stringify(one), one])).values()];
}

function failingById(answered: readonly Answered[]) {
  return new Map(
    answered.flatMap(({ failingRules }) =>
      failingRules.map(rule => [rule.sloId, rule] as const),
    ),
  );
}

function partialOf(answered: readonly Answered[]) {
  return new Map(
    answered.flatMap(({ instance, warnings }) =>
      warnings.length > 0 ? [[instance, warnings.join('; ')] as const] : [],
    ),
  );
}

function stateOf(
  reading: InstanceReading,
  before: Snapshot | undefined,
): InstanceState {
  const name = reading.instance;
  const known = before?.instances.find(one => one.name === name)?.readAt;
  if (reading.state === 'down') {
    return {
      name,
      state: 'down',
      reason: reading.reason,
      ...(known !== undefined && { readAt: known }),
    };
  }
  const readAt = new Date(reading.at).toISOString();
  const said = [...reading.warnings, ...reading.failed];
  return said.length > 0
    ? { name, state: 'partial', readAt, reason: said.join('; ') }
    : { name, state: 'live', readAt };
}

/** What was known of instances that are silent now, and of no other. */
function lostWith(
  readings: readonly InstanceReading[],
  described: ReadonlyMap<string, Described>,
  known: ReadonlyMap<string, ObjectiveSummary>,
): ObjectiveSummary[] {
  const down = downOf(readings);
  return [...known].flatMap(([key, one]) => {
    if (described.has(key)) return [];
    const instance = one.objective.instances.find(name => down.has(name));
    if (instance === undefined) return [];
    const reason = {
      code: 'prometheusDown' as const,
      sentence: `Prometheus ${instance} does not answer: ${down.get(instance)}`,
    };
    return [
      {
        ...unmeasured(one.objective, reason, one),
        budget: unknownBudget(reason),
      },
    ];
  });
}

function downOf(readings: readonly InstanceReading[]) {
  return new Map(
    readings.flatMap(reading =>
      reading.state === 'down' ? [[reading.instance, reading.reason]] : [],
    ),
  );
}

/** While an instance is silent, what was broken there stays known. */
function withLostBroken(
  broken: readonly BrokenObjective[],
  readings: readonly InstanceReading[],
  before: Snapshot | undefined,
): BrokenObjective[] {
  if (downOf(readings).size === 0) return [...broken];
  const here = new Set(broken.map(keyOf));
  const kept = before?.broken.filter(one => !here.has(keyOf(one))) ?? [];
  return [...broken, ...kept];
}
