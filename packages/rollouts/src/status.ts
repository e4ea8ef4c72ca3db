export { deploymentStatus } from './deployment';
export { rolloutFacts } from './facts';
export type { Pause, RolloutFacts } from './facts';
export { rolloutStatus } from './phase';
export type { Phase, WorkloadStatus } from './phase';
