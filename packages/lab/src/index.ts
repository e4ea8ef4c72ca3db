export { LabError } from './errors.ts';
export { ApiError } from './kube/errors.ts';
export { LabApi, type PatchOptions, type WatchEvent } from './kube/api.ts';
export type {
  KubeMetadata,
  KubeObject,
  KubeRef,
  OwnerReference,
} from './kube/objects.ts';
export {
  firstCluster,
  issueToken,
  labApi,
  revokeToken,
  rotateToken,
  startComponent,
  stopComponent,
  type ComponentOptions,
} from './run/control.ts';
export { startLab, stopLab, type StartLabOptions } from './run/startLab.ts';
export {
  readLab,
  type ComponentName,
  type Lab,
  type LabCluster,
  type LabComponent,
  type Role,
} from './run/state.ts';
export {
  describeOnLab,
  labAvailable,
  type LabAvailability,
} from './testing.ts';
