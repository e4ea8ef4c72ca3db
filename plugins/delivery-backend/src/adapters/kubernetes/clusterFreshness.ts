import type { ClusterFreshness } from '@greenlight/backstage-plugin-delivery-common';
import type { ClusterState } from '@greenlight/cluster';

/** How fresh a cluster's rows are, in the words of the answer. */
export function freshnessOf(
  state: ClusterState,
  write: ClusterFreshness['write'],
): ClusterFreshness {
  const { name, lastSeen, reason } = state;
  const seen = lastSeen?.toISOString();
  // Rows of a cluster that answered once are shown as old ones, not as none.
  const known = state.state === 'down' && seen ? 'stale' : state.state;
  return { name, state: known, lastSeen: seen, reason, write };
}

/** A cluster that cannot be followed. */
export function darkCluster(
  name: string,
  state: 'down' | 'not-watchable',
  reason: string,
): ClusterFreshness {
  return { name, state, reason, write: { possible: false, reason } };
}
