export type {
  ClusterConnection,
  ClusterTransport,
  Credential,
  CredentialSource,
  TransportRequest,
  TransportResponse,
} from './connection';
export type {
  AnyIndexedObject,
  IndexedObject,
  WatchedKind,
  WatchedKinds,
} from './kinds';
export type { ClusterState, KindState, Problem } from './state';
export type {
  Change,
  ChangeBatch,
  ClusterIndex,
  ClusterIndexOptions,
  GetQuery,
  IndexTiming,
  ListQuery,
  OwnedByQuery,
} from './ClusterIndex';
export type {
  ClusterWriter,
  ClusterWriterOptions,
  ObjectRef,
  PatchRequest,
  PatchResult,
  RawObject,
  ReadResult,
  RequestFailure,
} from './ClusterWriter';
export { cachedCredential, tokenFromFile } from './credentials';
export type { CachedCredentialOptions } from './credentials';
export { createClusterIndex } from './createClusterIndex';
export { createClusterWriter } from './createClusterWriter';
