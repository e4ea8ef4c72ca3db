import type {
  ChangeBatch,
  ClusterIndex,
  ClusterIndexOptions,
  GetQuery,
  IndexTiming,
  ListQuery,
  OwnedByQuery,
} from './ClusterIndex';
import { ClusterFollower } from './follow/ClusterFollower';
import { isDnsLabel, locationProblem } from './http/paths';
import { ProblemLog } from './follow/ProblemLog';
import type { WatchedKind } from './kinds';
import { ChangeFeed } from './store/ChangeFeed';
import type { ClusterState } from './state';
import { ObjectStore } from './store/ObjectStore';
import type { Row } from './store/ObjectStore';

const DEFAULT_PAGE_SIZE = 500;

const DEFAULT_TIMING: IndexTiming = {
  probeIntervalMs: 10_000,
  probeTimeoutMs: 5_000,
  staleAfterMs: 25_000,
  silenceLimitMs: 90_000,
  requestTimeoutMs: 30_000,
  backoffBaseMs: 250,
  backoffMaxMs: 5_000,
  recheckMs: 30_000,
  problemQuietMs: 60_000,
};

/** The index without the types of what its rows hold. */
class FollowedIndex {
  readonly #store: ObjectStore;
  readonly #feed: ChangeFeed;
  readonly #followers: readonly ClusterFollower[];
  readonly #settled: PromiseWithResolvers<void> = Promise.withResolvers();
  #running: Promise<unknown> | undefined;

  constructor(
    options: Omit<ClusterIndexOptions<unknown>, 'kinds'>,
    kinds: Record<string, WatchedKind<unknown>>,
  ) {
    const timing = { ...DEFAULT_TIMING, ...options.timing };
    const problems = new ProblemLog({
      onProblem: options.onProblem,
      quietMs: timing.problemQuietMs,
      now: Date.now,
    });
    this.#store = new ObjectStore(options.labelKeys ?? []);
    this.#feed = new ChangeFeed(() =>
      problems.report({
        type: 'listener',
        message: 'A listener of the cluster index threw an error',
      }),
    );
    this.#followers = options.clusters.map(
      connection =>
        new ClusterFollower({
          connection,
          kinds,
          store: this.#store,
          problems,
          timing,
          pageSize: options.pageSize ?? DEFAULT_PAGE_SIZE,
          now: Date.now,
          draw: Math.random,
          changed: changes => this.#feed.changed(changes),
          stateChanged: () => this.#stateChanged(connection.name),
        }),
    );
  }

  start(): void {
    if (this.#running) throw new Error('A cluster index is started once');
    this.#running = Promise.all(this.#followers.map(f => f.run()));
    this.#settleWhenKnown();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#followers.map(follower => follower.stop()));
    await this.#running;
    this.#settled.resolve();
  }

  settled(): Promise<void> {
    return this.#settled.promise;
  }

  list(query: ListQuery<string>): Row[] {
    return this.#store.list(query);
  }

  get(query: GetQuery<string>): Row | undefined {
    return this.#store.get(query);
  }

  ownedBy(query: OwnedByQuery): Row[] {
    return [...this.#store.ownedBy(query)];
  }

  clusters(): ClusterState[] {
    return this.#followers.map(follower => follower.state());
  }

  subscribe(listener: (batch: ChangeBatch) => void): () => void {
    return this.#feed.subscribe(listener);
  }

  #stateChanged(cluster: string) {
    this.#feed.clusterChanged(cluster);
    this.#settleWhenKnown();
  }

  #settleWhenKnown() {
    if (this.clusters().every(({ state }) => state !== 'connecting')) {
      this.#settled.resolve();
    }
  }
}

/**
 * Makes an index over the objects of many clusters. Nothing is sent before
 * `start`. Throws when two clusters have one name, or when a group, version,
 * resource or namespace is no Kubernetes name.
 *
 * @public
 */
export function createClusterIndex<M>(
  options: ClusterIndexOptions<M>,
): ClusterIndex<M> {
  const kinds: Record<string, WatchedKind<unknown>> = { ...options.kinds };
  assertUsable(options.clusters, kinds);
  // A row of a kind holds what that kind's own `project` answered.
  return new FollowedIndex(options, kinds) as unknown as ClusterIndex<M>;
}

function assertUsable(
  clusters: ClusterIndexOptions<unknown>['clusters'],
  kinds: Record<string, WatchedKind<unknown>>,
) {
  const names = clusters.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    throw new Error(`Two clusters are called ${twice}`);
  }
  for (const [name, kind] of Object.entries(kinds)) {
    const problem = locationProblem(kind);
    if (problem) throw new Error(`Watched kind ${name}: ${problem}`);
  }
  const namespaces = [...clusters, ...Object.values(kinds)].flatMap(
    ({ namespaces: some }) => some ?? [],
  );
  const bad = namespaces.find(namespace => !isDnsLabel(namespace));
  if (bad !== undefined) {
    throw new Error(`Watched namespace ${JSON.stringify(bad)} is no DNS label`);
  }
}
