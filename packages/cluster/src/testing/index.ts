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
