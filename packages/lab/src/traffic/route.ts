import type {
  KnownReplicaSet,
  KnownRollout,
  KnownVirtualService,
} from './clusterObjects.ts';
import { demoProfile, profileFor, type Profile } from './demoTraffic.ts';
import type { Environment, Stream, Track } from './model.ts';

/** What is known of a cluster. */
export interface Cluster {
  rollouts: readonly KnownRollout[];
  replicaSets: readonly KnownReplicaSet[];
  virtualServices: readonly KnownVirtualService[];
}

/** Requests per second on their way to a Rollout; without a hash, its ready pods share them. */
interface Share {
  namespace: string;
  rollout: string;
  hash?: string;
  requests: number;
}

const ENVIRONMENTS: Readonly<Record<string, Environment | undefined>> = {
  dev: 'dev',
  staging: 'staging',
  production: 'prod',
};

/** The requests that the versions of a cluster get: by the weights of its mesh, or by ready pods where there is none. */
export function streamsOf(cluster: Cluster): Stream[] {
  const served = cluster.rollouts.flatMap(rollout => {
    const profile = profileOf(rollout);
    return profile ? [{ rollout, profile }] : [];
  });
  const meshed = served.flatMap(({ rollout, profile }) =>
    meshShares(rollout, { profile, cluster }),
  );
  return served.flatMap(({ rollout, profile }) => {
    const mine = meshed.filter(share => isFor(share, rollout));
    const { namespace, name } = rollout;
    const { requestsPerSecond: requests } = profile;
    const all = [{ namespace, rollout: name, requests }];
    const shares = mine.length > 0 ? mine : all;
    return rolloutStreams(rollout, { profile, cluster, shares });
  });
}

function meshShares(
  rollout: KnownRollout,
  { profile, cluster }: { profile: Profile; cluster: Cluster },
): Share[] {
  const { mesh, namespace, name, stableHash, currentHash } = rollout;
  if (!mesh) return [];
  const to = destinations(rollout, cluster);
  const weights = to.reduce((sum, { weight }) => sum + weight, 0);
  if (weights === 0) return [];
  return to.map(({ host, subset, weight }) => {
    const requests = (profile.requestsPerSecond * weight) / weights;
    const own = { namespace, rollout: name, requests };
    if (subset === mesh.stableSubset) return { ...own, hash: stableHash };
    if (subset === mesh.canarySubset) return { ...own, hash: currentHash };
    return { namespace, rollout: host, requests };
  });
}

function destinations(
  { mesh, namespace }: KnownRollout,
  { virtualServices }: Cluster,
) {
  const found = virtualServices.find(
    one => one.name === mesh?.virtualService && one.namespace === namespace,
  );
  const route =
    found?.routes.find(({ name }) => name === mesh?.route) ?? found?.routes[0];
  return route?.to ?? [];
}

function rolloutStreams(
  rollout: KnownRollout,
  given: {
    profile: Profile;
    cluster: Cluster;
    shares: readonly Share[];
  },
): Stream[] {
  const { service, namespace } = rollout;
  const environment = environmentOf(rollout);
  const versions = versionsOf(rollout, given.cluster);
  return versions.flatMap(({ hash, version }) => {
    const getting = trackOf(rollout, hash);
    const requests = requestsTo(hash, { rollout, versions, ...given });
    return tracks(rollout).map(track => ({
      ...{ service, namespace, environment, track, version, hash },
      ...given.profile,
      requestsPerSecond: track === getting ? requests : 0,
    }));
  });
}

function versionsOf(rollout: KnownRollout, { replicaSets }: Cluster) {
  const { namespace, name, stableHash, currentHash } = rollout;
  return replicaSets.filter(
    set =>
      set.namespace === namespace &&
      set.rollout === name &&
      (set.ready > 0 || [stableHash, currentHash].includes(set.hash)),
  );
}

function requestsTo(
  hash: string,
  given: {
    rollout: KnownRollout;
    versions: readonly KnownReplicaSet[];
    shares: readonly Share[];
  },
): number {
  const byPods = podShare(hash, given);
  return given.shares.reduce((sum, share) => {
    const part =
      share.hash === undefined ? byPods : Number(share.hash === hash);
    return sum + share.requests * part;
  }, 0);
}

/** Each ready pod gets the same; a blue-green serves one version only. */
function podShare(
  hash: string,
  given: { rollout: KnownRollout; versions: readonly KnownReplicaSet[] },
): number {
  const { activeHash } = given.rollout;
  if (activeHash !== undefined) return Number(hash === activeHash);
  const pods = given.versions.reduce((sum, { ready }) => sum + ready, 0);
  const ready = given.versions.find(one => one.hash === hash)?.ready ?? 0;
  return pods === 0 ? 0 : ready / pods;
}

/** A version that is promoted changes its track: both series are there from its birth, so that no request comes before their first scrape. */
function tracks({ isCandidate }: KnownRollout): Track[] {
  return isCandidate ? ['candidate'] : ['stable', 'canary'];
}

function trackOf(rollout: KnownRollout, hash: string): Track {
  if (rollout.isCandidate) return 'candidate';
  return hash === rollout.stableHash ? 'stable' : 'canary';
}

function isFor(share: Share, { namespace, name }: KnownRollout): boolean {
  return share.namespace === namespace && share.rollout === name;
}

function profileOf(rollout: KnownRollout): Profile | undefined {
  const environment = environmentOf(rollout);
  const { requestsPerSecond, service } = rollout;
  return requestsPerSecond === undefined
    ? demoProfile(service, environment)
    : profileFor(environment, requestsPerSecond);
}

function environmentOf({ namespace, isCandidate }: KnownRollout): Environment {
  return isCandidate ? 'canary' : ENVIRONMENTS[namespace] ?? 'prod';
}
