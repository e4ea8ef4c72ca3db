import { deriveClusterState, worstPhase } from './deriveState';
import type { ClusterFacts, WatchPhase } from './deriveState';

const T = Date.UTC(2026, 10, 25);

function aCluster(
  overrides: Partial<ClusterFacts> & {
    phases?: Record<string, WatchPhase>;
  } = {},
): ClusterFacts {
  const { phases = { Pod: { state: 'live' } }, ...rest } = overrides;
  return {
    name: 'one',
    probe: { okAt: T },
    staleAfterMs: 25_000,
    kinds: Object.fromEntries(
      Object.entries(phases).map(([name, phase]) => [
        name,
        { objects: 0, dropped: 0, ...phase },
      ]),
    ),
    ...rest,
  };
}
const judge = (facts: ClusterFacts, at = T) => {
  const { state, reason, lastSeen } = deriveClusterState(facts, at);
  return { state, reason, lastSeen: lastSeen?.getTime() };
};

describe('the state of a cluster', () => {
  it('is live while it answers and all its kinds are followed', () => {
    expect(judge(aCluster())).toMatchObject({ state: 'live', lastSeen: T });
  });

  it('is connecting until every kind was listed', () => {
    const facts = aCluster({ phases: { Pod: { state: 'connecting' } } });
    expect(judge(facts).state).toBe('connecting');
    expect(judge(aCluster({ probe: {} })).state).toBe('connecting');
  });

  it('is down once a probe failed and nothing came since', () => {
    const probe = { okAt: T, failed: { at: T + 5, reason: 'refused' } };
    expect(judge(aCluster({ probe }))).toMatchObject({
      state: 'down',
      reason: 'refused',
      lastSeen: T,
    });
  });

  it('is live while events come, whatever the probe says', () => {
    const facts = aCluster({
      probe: { failed: { at: T, reason: 'slow' } },
      phases: { Pod: { state: 'live', lastEventAt: T + 1 } },
    });
    expect(judge(facts, T + 2).state).toBe('live');
  });

  it('is stale without a sign of life for too long', () => {
    expect(judge(aCluster(), T + 25_000).state).toBe('live');
    expect(judge(aCluster(), T + 25_001)).toMatchObject({
      state: 'stale',
      reason: 'no sign of life for 25 s',
    });
  });

  it('is stale while one of its kinds is not followed', () => {
    const facts = aCluster({
      phases: {
        Pod: { state: 'live' },
        Rollout: { state: 'stale', reason: 'connection reset' },
      },
    });
    expect(judge(facts)).toMatchObject({
      state: 'stale',
      reason: 'Rollout: connection reset',
    });
  });

  it('is live without a kind that is absent, and names one that is forbidden', () => {
    const facts = aCluster({
      phases: {
        Pod: { state: 'live' },
        Gateway: { state: 'absent', reason: 'not found' },
        Secret: { state: 'forbidden', reason: 'may not list' },
      },
    });
    expect(judge(facts)).toMatchObject({
      state: 'live',
      reason: 'Secret: may not list',
    });
  });

  it('is down when nothing of it may be read', () => {
    const facts = aCluster({
      phases: { Pod: { state: 'forbidden', reason: 'may not list' } },
    });
    expect(judge(facts).state).toBe('down');
  });

  it('lends the age of its probe to a kind only while that is live', () => {
    const seen = (phase: WatchPhase) =>
      deriveClusterState(
        aCluster({ phases: { Pod: phase } }),
        T,
      ).perKind.Pod?.lastSeen?.getTime();
    expect(seen({ state: 'live', lastEventAt: T - 9 })).toBe(T);
    expect(seen({ state: 'stale', lastEventAt: T - 9 })).toBe(T - 9);
    expect(seen({ state: 'down' })).toBeUndefined();
  });
});

describe('the state of a kind in several namespaces', () => {
  it('is the worst of them, and as young as the youngest', () => {
    expect(
      worstPhase([
        { state: 'live', lastEventAt: 5 },
        { state: 'stale', reason: 'reset', lastEventAt: 3 },
      ]),
    ).toEqual({ state: 'stale', reason: 'reset', lastEventAt: 5 });
  });
});
