import type { ClusterConnection } from './connection';

/**
 * Names one object of a cluster. Checked against the rules for Kubernetes names
 * before any of it gets into a URL.
 *
 * @public
 */
export interface ObjectRef {
  /** API group, empty for the core group. */
  group: string;
  /** Version of the API group. */
  version: string;
  /** The resource, as it stands in a URL. */
  plural: string;
  /** Namespace of the object. */
  namespace: string;
  /** Name of the object. */
  name: string;
}

/**
 * An object as the API server sent it: nothing about it is certain yet, except
 * that it has a resource version.
 *
 * @public
 */
export interface RawObject {
  /** The version to make a patch for. */
  readonly resourceVersion: string;
  /** The object as it came. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/**
 * Why a request did not do what was asked.
 *
 * - `not-found`: there is no such object, or no such kind.
 * - `forbidden`: the credential was refused or may not do this.
 * - `invalid`: the API server or this library rejects the request as it is.
 * - `unreachable`: no usable answer. With `maybeApplied` the request had been
 *   sent, so read the object again before anything else.
 *
 * @public
 */
export type RequestFailure =
  | { outcome: 'not-found'; reason: string }
  | { outcome: 'forbidden'; reason: string }
  | { outcome: 'invalid'; reason: string }
  | { outcome: 'unreachable'; reason: string; maybeApplied: boolean };

/**
 * The answer to `read`.
 *
 * @public
 */
export type ReadResult =
  | { outcome: 'found'; object: RawObject }
  | RequestFailure;

/**
 * The answer to `patch`. `conflict`: the object is no longer at the resource
 * version that the patch was made for; nothing was changed.
 *
 * @public
 */
export type PatchResult =
  | { outcome: 'patched'; object: RawObject }
  | { outcome: 'conflict'; reason: string }
  | RequestFailure;

/**
 * A merge patch that applies to exactly one version of an object.
 *
 * @public
 */
export interface PatchRequest {
  /** The merge patch (RFC 7386); `null` removes a field. */
  body: Readonly<Record<string, unknown>>;
  /** The version that was looked at; another one there means `conflict`. */
  resourceVersion: string;
  /** What to patch instead of the object itself. */
  subresource?: 'status' | 'scale';
  /** True to have the API server check everything and change nothing. */
  dryRun?: boolean;
}

/**
 * Reads and patches single objects of one cluster with a credential of its own.
 *
 * @public
 */
export interface ClusterWriter {
  /** Name of the cluster that is written to. */
  readonly cluster: string;
  /** Reads one object from the API server. */
  read(ref: ObjectRef): Promise<ReadResult>;
  /** Patches one version of one object. */
  patch(ref: ObjectRef, request: PatchRequest): Promise<PatchResult>;
  /** Closes idle connections. */
  close(): Promise<void>;
}

/**
 * Where and how to write.
 *
 * @public
 */
export interface ClusterWriterOptions {
  /** The cluster, with a credential for writing. */
  connection: ClusterConnection;
  /** How long one request may take. Default 10 s. */
  requestTimeoutMs?: number;
  /** Named as field manager in the object's history. Default `greenlight`. */
  fieldManager?: string;
}
