import type { ClusterConnection } from './connection';
import type { AnyIndexedObject, IndexedObject, WatchedKinds } from './kinds';
import type { ClusterState, Problem } from './state';

/**
 * Which objects to list. `labels` must all be equal; the first of them that is
 * one of the index's `labelKeys` is looked up instead of searched for.
 *
 * @public
 */
export interface ListQuery<K extends string> {
  /** The kind, by its name in the index. */
  kind: K;
  /** Only of this cluster. */
  cluster?: string;
  /** Only of this namespace. */
  namespace?: string;
  /** Only with all of these labels. */
  labels?: Readonly<Record<string, string>>;
}

/**
 * Which single object to get.
 *
 * @public
 */
export interface GetQuery<K extends string> {
  /** The kind, by its name in the index. */
  kind: K;
  /** Name of the cluster. */
  cluster: string;
  /** The namespace, empty for an object without one. */
  namespace: string;
  /** Name of the object. */
  name: string;
}

/**
 * Whose children to list. UIDs are only unique within a cluster that one
 * trusts, so the cluster is always named.
 *
 * @public
 */
export interface OwnedByQuery {
  /** Name of the cluster. */
  cluster: string;
  /** UID of the owner. */
  uid: string;
}

/**
 * An object that came, went, or differs in its labels or in what is kept of it.
 *
 * @public
 */
export interface Change {
  /** What happened. */
  readonly type: 'added' | 'updated' | 'deleted';
  /** Name of the cluster. */
  readonly cluster: string;
  /** The kind, by its name in the index. */
  readonly kind: string;
  /** The namespace, empty for an object without one. */
  readonly namespace: string;
  /** Name of the object. */
  readonly name: string;
  /** UID of the object. */
  readonly uid: string;
  /** Labels of the object, the last ones of a deleted one. */
  readonly labels: Readonly<Record<string, string>>;
  /** UID of the owner that is marked as controller. */
  readonly ownerUid?: string;
}

/**
 * All that changed within one turn of the event loop, one entry per object.
 *
 * @public
 */
export interface ChangeBatch {
  /** What changed, one entry per object. */
  readonly changes: readonly Change[];
  /** Names of the clusters whose state (not merely age) changed. */
  readonly clusters: readonly string[];
}

/**
 * A live index over the objects of many clusters. Reads are answered from
 * memory; rows of a cluster that stopped answering stay, see `clusters`.
 *
 * @public
 */
export interface ClusterIndex<M> {
  /** Begins to follow all clusters. Does not wait for any of them. */
  start(): void;
  /** Ends all connections; resolves when nothing is running any more. */
  stop(): Promise<void>;
  /** Resolves when every cluster was listed or has failed once. */
  settled(): Promise<void>;
  /** The objects that match, from memory. */
  list<K extends keyof M & string>(
    query: ListQuery<K>,
  ): IndexedObject<M[K], K>[];
  /** One object, from memory. */
  get<K extends keyof M & string>(
    query: GetQuery<K>,
  ): IndexedObject<M[K], K> | undefined;
  /** The objects, of any kind, whose controller is the given object. */
  ownedBy(query: OwnedByQuery): AnyIndexedObject<M>[];
  /** States in the order in which the clusters were given. */
  clusters(): ClusterState[];
  /** Calls the listener after every change; answers a function that ends it. */
  subscribe(listener: (batch: ChangeBatch) => void): () => void;
}

/**
 * Intervals and limits in milliseconds; every one has a default.
 *
 * @public
 */
export interface IndexTiming {
  /** Between two probes of a cluster. Default 10 s. */
  probeIntervalMs: number;
  /** How long a probe may take. Default 5 s. */
  probeTimeoutMs: number;
  /** A cluster without a sign of life for so long is stale. Default 25 s. */
  staleAfterMs: number;
  /** How long a watch may say nothing, bookmarks included. Default 90 s. */
  silenceLimitMs: number;
  /** How long the headers of an answer or one page of a list may take. Default 30 s. */
  requestTimeoutMs: number;
  /** First delay before another attempt. Default 250 ms. */
  backoffBaseMs: number;
  /** Longest delay before another attempt. Default 5 s. */
  backoffMaxMs: number;
  /** Until an absent or forbidden kind is asked for again. Default 30 s. */
  recheckMs: number;
  /** The same problem of the same cluster or kind is told once in this time. Default 60 s. */
  problemQuietMs: number;
}

/**
 * What an index follows, and how.
 *
 * @public
 */
export interface ClusterIndexOptions<M> {
  /** The clusters to follow. */
  clusters: readonly ClusterConnection[];
  /** The kinds to follow in each of them. */
  kinds: WatchedKinds<M>;
  /** Labels by which objects are looked up fast. */
  labelKeys?: readonly string[];
  /** Objects per page of the first list. Default 500. */
  pageSize?: number;
  /** Intervals that differ from their defaults. */
  timing?: Partial<IndexTiming>;
  /** Told about every problem once when it begins and once when it ends. */
  onProblem?: (problem: Problem) => void;
}
