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
  type LabPrometheus,
  type Role,
} from './run/state.ts';
export {
  describeOnLab,
  labAvailable,
  type LabAvailability,
} from './testing.ts';
export type { AnalysisOptions } from './scenarios/analysis.ts';
export { aBlueGreen, type BlueGreenOptions } from './scenarios/blueGreen.ts';
export { aCanary, type CanaryOptions } from './scenarios/canary.ts';
export {
  describeObservation,
  matches,
  toObservation,
  type Expected,
  type Observation,
} from './scenarios/observation.ts';
export {
  observe,
  type Observed,
  type ObservedSubject,
  type ObserveOptions,
} from './scenarios/observe.ts';
export { RAW_PATCHES } from './scenarios/patches.ts';
export type { PodBehavior, Subject } from './scenarios/subject.ts';
export { loadObjects } from './kube/loadObjects.ts';
export { parseObjects, readObjects } from './kube/yamlFiles.ts';
export { populate, type Population, type PopulateOptions } from './populate.ts';
export {
  startPrometheus,
  type PrometheusServer,
  type StartPrometheusOptions,
} from './prometheus/server.ts';
export type { ScrapeTarget } from './prometheus/command.ts';
export {
  prometheusAvailable,
  type PrometheusAvailability,
  type PrometheusVersion,
} from './prometheus/programs.ts';
export {
  promtool,
  type PromtoolAnswer,
  type PromtoolOptions,
} from './prometheus/promtool.ts';
export { describeOnPrometheus } from './prometheus/testing.ts';
export {
  traffic,
  type LabTraffic,
  type ShownStream,
  type ShownTraffic,
} from './traffic/client.ts';
export type {
  Environment,
  Fault,
  Quality,
  Stream,
  StreamId,
  Track,
  Which,
} from './traffic/model.ts';
