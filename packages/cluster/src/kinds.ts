/**
 * A kind of object to follow, and what of it to keep.
 *
 * @public
 */
export interface WatchedKind<T> {
  /** API group, empty for the core group. */
  group: string;
  /** Version of the API group. */
  version: string;
  /** The resource, as it stands in a URL. */
  plural: string;
  /** The kind, as it stands in manifests. */
  kind: string;
  /** Namespaces to follow, one watch each; all namespaces when left out. */
  namespaces?: readonly string[];
  /**
   * Picks the fields that will be read. `raw` is whatever the API server sent.
   * An object is left out, and counted, when this throws or answers undefined.
   */
  project(raw: unknown): T | undefined;
}

/**
 * The kinds of an index by the name that queries use, usually the kind itself.
 *
 * @public
 */
export type WatchedKinds<M> = {
  [K in keyof M & string]: WatchedKind<M[K]>;
};

/**
 * An object as the index keeps it.
 *
 * @public
 */
export interface IndexedObject<T, K extends string = string> {
  /** Name of the cluster. */
  readonly cluster: string;
  /** The kind, by its name in the index. */
  readonly kind: K;
  /** The namespace, empty for an object without one. */
  readonly namespace: string;
  /** Name of the object. */
  readonly name: string;
  /** UID of the object. */
  readonly uid: string;
  /** Version of the object. */
  readonly resourceVersion: string;
  /** Labels of the object. */
  readonly labels: Readonly<Record<string, string>>;
  /** UID of the owner that is marked as controller. */
  readonly ownerUid?: string;
  /** What `project` answered. */
  readonly value: T;
}

/**
 * An object of any of the index's kinds; `kind` tells which.
 *
 * @public
 */
export type AnyIndexedObject<M> = {
  [K in keyof M & string]: IndexedObject<M[K], K>;
}[keyof M & string];
