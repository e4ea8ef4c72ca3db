import type { ClusterState, KindState } from '../state';

/** What one watch knows about itself. */
export interface WatchPhase {
  state: KindState['state'];
  reason?: string;
  lastEventAt?: number;
}

/** The last answer to a probe of the cluster. */
export interface ProbeResult {
  okAt?: number;
  /** Set while the last probe failed. */
  failed?: { at: number; reason: string };
}

const FROM_BEST_TO_WORST: readonly KindState['state'][] = [
  'live',
  'absent',
  'stale',
  'connecting',
  'down',
  'forbidden',
];

/** The state of a kind that is followed by one watch per namespace. */
export function worstPhase(phases: readonly WatchPhase[]): WatchPhase {
  const rank = (phase: WatchPhase) => FROM_BEST_TO_WORST.indexOf(phase.state);
  const worst = phases.reduce((a, b) => (rank(b) > rank(a) ? b : a));
  return { ...worst, lastEventAt: latest(phases.map(p => p.lastEventAt)) };
}

export interface ClusterFacts {
  name: string;
  probe: ProbeResult;
  kinds: Record<string, WatchPhase & { objects: number; dropped: number }>;
  staleAfterMs: number;
}

/** How far a cluster can be believed, from what is known about it. */
export function deriveClusterState(
  facts: ClusterFacts,
  now: number,
): ClusterState {
  const { probe, kinds } = facts;
  const phases = Object.entries(kinds);
  const lastEventAt = latest(phases.map(([, phase]) => phase.lastEventAt));
  const lastSeen = latest([probe.okAt, lastEventAt]);
  return {
    name: facts.name,
    ...judge(facts, { now, lastSeen }),
    ...dated(lastSeen),
    perKind: Object.fromEntries(
      phases.map(([name, phase]) => [name, toKindState(phase, probe)]),
    ),
  };
}

type Judgement = Pick<ClusterState, 'state' | 'reason'>;

function judge(
  { probe, kinds, staleAfterMs }: ClusterFacts,
  { now, lastSeen }: { now: number; lastSeen: number | undefined },
): Judgement {
  const phases = Object.entries(kinds);
  const inState = (...states: KindState['state'][]) =>
    phases.filter(([, phase]) => states.includes(phase.state));
  if (probe.failed && (lastSeen === undefined || lastSeen <= probe.failed.at)) {
    return { state: 'down', reason: probe.failed.reason };
  }
  const forbidden = inState('forbidden');
  if (forbidden.length === phases.length && phases.length > 0) {
    return { state: 'down', reason: sentence(forbidden) };
  }
  const unlisted = inState('connecting');
  if (unlisted.length > 0 || lastSeen === undefined) {
    return { state: 'connecting' };
  }
  if (now - lastSeen > staleAfterMs) {
    const seconds = Math.round((now - lastSeen) / 1000);
    return { state: 'stale', reason: `no sign of life for ${seconds} s` };
  }
  const behind = inState('stale', 'down');
  if (behind.length > 0) return { state: 'stale', reason: sentence(behind) };
  return forbidden.length > 0
    ? { state: 'live', reason: sentence(forbidden) }
    : { state: 'live' };
}

function sentence(phases: [string, WatchPhase][]): string {
  return phases
    .map(([name, { state, reason }]) => `${name}: ${reason ?? state}`)
    .join('; ');
}

function toKindState(
  phase: WatchPhase & { objects: number; dropped: number },
  probe: ProbeResult,
): KindState {
  const seen = [phase.lastEventAt];
  if (phase.state === 'live' && !probe.failed) seen.push(probe.okAt);
  return {
    state: phase.state,
    objects: phase.objects,
    dropped: phase.dropped,
    ...dated(latest(seen)),
    ...(phase.reason === undefined ? {} : { reason: phase.reason }),
  };
}

function dated(at: number | undefined): { lastSeen?: Date } {
  return at === undefined ? {} : { lastSeen: new Date(at) };
}

function latest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter(time => time !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}
