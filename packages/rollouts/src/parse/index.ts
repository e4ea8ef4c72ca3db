export { parseAnalysisRun } from './analysis';
export { parseDestinationRule, parseVirtualService } from './istio';
export { DEFAULT_ANNOTATION_PREFIXES } from './reading';
export { parseRollout } from './rollout';
export { parseDeployment, parsePod, parseReplicaSet } from './workloads';
