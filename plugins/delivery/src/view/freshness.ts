import { oneLine } from '@greenlight/ui';
import type {
  ClusterFreshness,
  ServiceDelivery,
} from '@greenlight/backstage-plugin-delivery-common';

/** What is not known to be so any more, since when and why. */
export type StaleView = { lastSeen?: number; reason: string };

/** How well the page knows an answer; times in milliseconds of the server. */
export type Knowledge = {
  now: number;
  /** When the answer was last known to be the newest. */
  confirmedAt: number;
  /** Why the newest read failed. */
  error?: string;
};

const reasons: Record<ClusterFreshness['state'], string> = {
  live: 'it does not answer',
  connecting: 'connecting to it',
  stale: 'it does not answer',
  down: 'it has not answered since the portal started',
  'not-watchable': 'its credentials need a signed-in user',
};

function lastSeenOf(cluster: ClusterFreshness): number | undefined {
  const seen = Date.parse(cluster.lastSeen ?? '');
  return Number.isFinite(seen) ? seen : undefined;
}

/** Whether the rows of a cluster are old, and why. */
export function clusterStale(cluster: ClusterFreshness): StaleView | undefined {
  if (cluster.state === 'live') return undefined;
  return {
    lastSeen: lastSeenOf(cluster),
    reason: oneLine(
      `cluster ${cluster.name}: ${
        cluster.reason ?? reasons[cluster.state] ?? cluster.state
      }`,
    ),
  };
}

/** Whether the whole answer is old, because the portal itself is silent. */
export function answerStale(
  service: ServiceDelivery,
  knowledge: Knowledge,
): StaleView | undefined {
  const { now, confirmedAt, error } = knowledge;
  if (error !== undefined)
    return { lastSeen: confirmedAt, reason: oneLine(error) };
  if (now - confirmedAt > service.staleAfterMs) {
    return { lastSeen: confirmedAt, reason: 'the portal does not answer' };
  }
  return undefined;
}
