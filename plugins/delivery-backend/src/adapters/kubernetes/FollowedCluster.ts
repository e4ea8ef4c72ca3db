import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type { ClusterFreshness } from '@greenlight/backstage-plugin-delivery-common';
import type { ClusterAccess } from '@greenlight/backstage-plugin-delivery-node';
import { createClusterIndex, createClusterWriter } from '@greenlight/cluster';
import type {
  ChangeBatch,
  ClusterConnection,
  ClusterIndex,
  ClusterWriter,
  IndexTiming,
} from '@greenlight/cluster';
import type { ClusterSettings } from '../../domain/settings';
import type { RolloutWriter } from '../../service/ports';
import { freshnessOf } from './clusterFreshness';
import { readConnection, writeConnection } from './connections';
import { lookupLabels, watchedKinds } from './kinds';
import type { Kept } from './kinds';
import { RolloutPatcher } from './RolloutPatcher';

/** How a connection is made ready for use; tests put a transport in. */
export type Wire = (
  connection: ClusterConnection,
  use: 'read' | 'write',
) => ClusterConnection;

/** What a cluster is followed with. */
export type FollowOptions = {
  readonly details: ClusterDetails;
  readonly access: ClusterAccess;
  readonly settings: ClusterSettings | undefined;
  /** Namespaces of the pods to follow; undefined for all. */
  readonly podNamespaces: readonly string[] | undefined;
  readonly timing: Partial<IndexTiming>;
  readonly logger: LoggerService;
  readonly wire: Wire;
  readonly onChange: (batch: ChangeBatch) => void;
};

/** One cluster: its index, and its writer where there is a credential for it. */
export class FollowedCluster {
  readonly index: ClusterIndex<Kept>;
  readonly writer: RolloutWriter | undefined;
  private readonly clusterWriter: ClusterWriter | undefined;
  private readonly write: ClusterFreshness['write'];

  private constructor(
    connection: ClusterConnection,
    private readonly options: FollowOptions,
  ) {
    const { details, access, settings, timing, logger, wire } = options;
    this.index = createClusterIndex<Kept>({
      clusters: [
        { ...wire(connection, 'read'), namespaces: settings?.namespaces },
      ],
      kinds: watchedKinds(options.podNamespaces),
      labelKeys: lookupLabels,
      timing,
      onProblem: ({ type, message }) =>
        type === 'recovered' ? logger.info(message) : logger.warn(message),
    });
    const writable = writeConnection(details, access, settings?.write);
    this.write = writable.possible
      ? { possible: true }
      : { possible: false, reason: writable.reason };
    if (writable.possible) {
      this.clusterWriter = createClusterWriter({
        connection: wire(writable.connection, 'write'),
      });
      this.writer = new RolloutPatcher(this.clusterWriter);
    }
  }

  /** Begins to follow, or says why that is not possible. */
  static follow(
    options: FollowOptions,
  ): { cluster: FollowedCluster } | { reason: string } {
    const readable = readConnection(options.details, options.access);
    if (!readable.possible) return { reason: readable.reason };
    const cluster = new FollowedCluster(readable.connection, options);
    cluster.index.subscribe(options.onChange);
    cluster.index.start();
    return { cluster };
  }

  freshness(): ClusterFreshness[] {
    return this.index.clusters().map(state => freshnessOf(state, this.write));
  }

  /** Why actions cannot be sent, for the log. */
  get readOnly(): string | undefined {
    return this.write.possible ? undefined : this.write.reason;
  }

  get name(): string {
    return this.options.details.name;
  }

  async stop(): Promise<void> {
    await Promise.all([this.index.stop(), this.clusterWriter?.close()]);
  }
}
