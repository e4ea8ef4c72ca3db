import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type { ClusterFreshness } from '@greenlight/backstage-plugin-delivery-common';
import type {
  ClusterAccess,
  ClusterAccessService,
} from '@greenlight/backstage-plugin-delivery-node';
import type { ChangeBatch, IndexTiming } from '@greenlight/cluster';
import type { DeliverySettings } from '../../domain/settings';
import type { RolloutWriter } from '../../service/ports';
import { darkCluster } from './clusterFreshness';
import { FollowedCluster } from './FollowedCluster';
import type { Wire } from './FollowedCluster';
import { podNamespaces } from './podNamespaces';

/** What the fleet is made of. */
export type FleetOptions = {
  readonly handOver: ClusterAccessService;
  readonly settings: DeliverySettings;
  readonly logger: LoggerService;
  readonly ownCredentials: () => Promise<BackstageCredentials>;
  readonly wire?: Wire;
  readonly timing?: Partial<IndexTiming>;
  /** Until a missing hand-over is said. Default 5 s. */
  readonly handOverMs?: number;
  /** Between two looks at the list of clusters. Default 60 s. */
  readonly refreshMs?: number;
};

type Listener = (name: string, batch: ChangeBatch) => void;

/** All clusters that the Kubernetes plugin knows, each followed on its own. */
export class ClusterFleet {
  private readonly followed = new Map<string, FollowedCluster>();
  private readonly fingerprints = new Map<string, string>();
  private readonly dark = new Map<string, ClusterFreshness>();
  private readonly listeners = new Set<Listener>();
  private missing: string | undefined = 'The clusters are not known yet';
  private timer: NodeJS.Timeout | undefined;
  private readonly ending = new AbortController();

  constructor(private readonly options: FleetOptions) {}

  /** Waits for the hand-over and follows what it brings. Never throws. */
  async start(): Promise<void> {
    const { handOver, settings, handOverMs = 5_000 } = this.options;
    const { signal } = this.ending;
    if (!settings.kubernetesConfigured) {
      this.sayMissing(
        'There is no `kubernetes` in the configuration: name the clusters in kubernetes.clusterLocatorMethods',
      );
      return;
    }
    const result = await handOver.waitFor({ timeoutMs: handOverMs, signal });
    if (!result.came && !signal.aborted) this.sayMissing(result.reason);
    const access = result.came ? result.access : await handOver.access;
    if (!signal.aborted) await this.refresh(access);
  }

  private sayMissing(reason: string): void {
    this.missing = reason;
    this.options.logger.warn(`Nothing can be shown or done: ${reason}`);
    this.tell({ changes: [], clusters: [] });
  }

  async stop(): Promise<void> {
    this.ending.abort();
    clearTimeout(this.timer);
    await Promise.all([...this.followed.values()].map(each => each.stop()));
  }

  all(): FollowedCluster[] {
    return [...this.followed.values()];
  }

  named(name: string): FollowedCluster | undefined {
    return this.followed.get(name);
  }

  writerOf(name: string): RolloutWriter | undefined {
    return this.followed.get(name)?.writer;
  }

  freshness(): ClusterFreshness[] {
    const known = new Map(this.dark);
    const { missing } = this;
    if (missing && this.followed.size === 0) {
      for (const { name } of namedClusters(this.options.settings)) {
        known.set(name, darkCluster(name, 'down', missing));
      }
    }
    const followed = this.all().flatMap(each => each.freshness());
    return [...known.values(), ...followed].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  }

  /** Why no cluster is known; undefined when there are some. */
  noClusters(): string | undefined {
    return this.missing;
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(batch: ChangeBatch, name = ''): void {
    for (const listener of this.listeners) listener(name, batch);
  }

  private async refresh(access: ClusterAccess): Promise<void> {
    const { logger, refreshMs = 60_000, ownCredentials } = this.options;
    try {
      const credentials = await ownCredentials();
      const clusters = await access.clusterSupplier.getClusters({
        credentials,
      });
      if (!this.ending.signal.aborted) await this.take(clusters, access);
    } catch (error) {
      logger.warn('The list of clusters could not be read', error as Error);
      if (this.followed.size === 0) {
        this.missing =
          'The Kubernetes plugin could not list its clusters; its reason is in the log of the portal';
      }
    }
    if (this.ending.signal.aborted) return;
    const soon = this.missing ? Math.min(refreshMs, 5_000) : refreshMs;
    this.timer = setTimeout(() => void this.refresh(access), soon).unref();
  }

  private async take(
    clusters: readonly ClusterDetails[],
    access: ClusterAccess,
  ): Promise<void> {
    this.missing =
      clusters.length > 0
        ? undefined
        : 'The Kubernetes plugin knows no cluster: name one in kubernetes.clusterLocatorMethods';
    const names = new Set(clusters.map(each => each.name));
    const gone = [...this.fingerprints.keys()].filter(name => !names.has(name));
    for (const name of gone) await this.drop(name);
    for (const details of clusters) {
      const { name, url, authMetadata, caData, caFile, skipTLSVerify } =
        details;
      const fingerprint = JSON.stringify([
        url,
        authMetadata,
        caData,
        caFile,
        skipTLSVerify,
      ]);
      if (this.fingerprints.get(name) !== fingerprint) {
        await this.drop(name);
        this.fingerprints.set(name, fingerprint);
        this.follow(details, access);
      }
    }
    this.sayUnknown(names);
    if (gone.length > 0) this.tell({ changes: [], clusters: gone });
  }

  private async drop(name: string): Promise<void> {
    this.fingerprints.delete(name);
    this.dark.delete(name);
    const old = this.followed.get(name);
    this.followed.delete(name);
    await old?.stop();
  }

  private follow(details: ClusterDetails, access: ClusterAccess): void {
    const { settings, logger, timing, wire = same => same } = this.options;
    const { name } = details;
    const own = settings.clusters.find(each => each.name === name);
    const result = FollowedCluster.follow({
      details,
      access,
      settings: own,
      podNamespaces: podNamespaces(name, own, settings.environments),
      timing: {
        probeIntervalMs: settings.probeIntervalMs,
        staleAfterMs: settings.staleAfterMs,
        silenceLimitMs: settings.watchSilenceMs,
        ...timing,
      },
      logger,
      wire,
      onChange: batch => this.tell(batch, name),
    });
    if ('reason' in result) {
      logger.warn(result.reason);
      this.dark.set(name, darkCluster(name, 'not-watchable', result.reason));
      return;
    }
    this.followed.set(name, result.cluster);
    if (result.cluster.readOnly) logger.info(result.cluster.readOnly);
    this.tell({ changes: [], clusters: [name] });
  }

  /** Names in our settings that no cluster has: said once, shown as down. */
  private sayUnknown(names: ReadonlySet<string>): void {
    const { settings, logger } = this.options;
    const named = namedClusters(settings).filter(
      ({ name }) => !names.has(name),
    );
    for (const { name, path } of named) {
      if (this.dark.has(name)) continue;
      const reason = `Cluster ${name} is not known to the Kubernetes plugin`;
      this.dark.set(name, darkCluster(name, 'down', reason));
      logger.warn(
        `${path} is "${name}", and the Kubernetes plugin knows ${
          [...names].join(', ') || 'no cluster'
        }: mend the name, or add the cluster to kubernetes.clusterLocatorMethods`,
      );
    }
  }
}

/** Every cluster that our settings name, and where. */
function namedClusters(
  settings: DeliverySettings,
): { name: string; path: string }[] {
  const { clusters, environments } = settings;
  return [
    ...clusters.map(({ name }, index) => ({
      name,
      path: `delivery.clusters[${index}].name`,
    })),
    ...environments.flatMap((each, index) =>
      (each.clusters ?? []).map((name, at) => ({
        name,
        path: `delivery.environments[${index}].clusters[${at}]`,
      })),
    ),
  ];
}
