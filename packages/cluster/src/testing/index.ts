export { FakeCluster } from './FakeCluster';
export type { FakeClusterOptions } from './FakeCluster';
export type {
  FakeDenial,
  FakeFault,
  FakeKind,
  FakeManifest,
  FakeObject,
  FakeRef,
} from './types';
export type {
  ClusterConnection,
  ClusterTransport,
  Credential,
  CredentialSource,
  TransportRequest,
  TransportResponse,
} from '../connection';
