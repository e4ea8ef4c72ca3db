import type { AnalysisRunObject } from './analysisTypes';
import type { DestinationRuleObject, VirtualServiceObject } from './istioTypes';
import type {
  DeploymentObject,
  Parsed,
  ParseOptions,
  PodObject,
  ReplicaSetObject,
} from './objects';
import type { RolloutObject } from './rolloutTypes';

/** @public */
export declare function parseRollout(
  raw: unknown,
  options?: ParseOptions,
): Parsed<RolloutObject>;
/** @public */
export declare function parseReplicaSet(
  raw: unknown,
  options?: ParseOptions,
): Parsed<ReplicaSetObject>;
/** @public */
export declare function parsePod(
  raw: unknown,
  options?: ParseOptions,
): Parsed<PodObject>;
/** @public */
export declare function parseDeployment(
  raw: unknown,
  options?: ParseOptions,
): Parsed<DeploymentObject>;
/** @public */
export declare function parseAnalysisRun(
  raw: unknown,
  options?: ParseOptions,
): Parsed<AnalysisRunObject>;
/** @public */
export declare function parseVirtualService(
  raw: unknown,
  options?: ParseOptions,
): Parsed<VirtualServiceObject>;
/** @public */
export declare function parseDestinationRule(
  raw: unknown,
  options?: ParseOptions,
): Parsed<DestinationRuleObject>;
/** @public */
export declare const DEFAULT_ANNOTATION_PREFIXES: readonly string[];
