import type { ReplicaSetObject } from './objects';
import type { DestinationRuleObject, VirtualServiceObject } from './istioTypes';
import type { RolloutObject } from './rolloutTypes';

/**
 * The share of traffic that the steps ask for, and the one that the controller reports.
 *
 * @public
 */
export interface CanaryWeights {
  /** What stands for all traffic. */
  max: number;
  /** What the step asks for. */
  set: number;
  /** What the controller reports, or the share of available pods without traffic routing. */
  actual: number;
  /** Weights that the status lists. */
  reported?: { canary: number; stable: number; additional: readonly number[] };
}

/**
 * One destination as the mesh has it.
 *
 * @public
 */
export interface MeshDestination {
  role: 'canary' | 'stable' | 'additional';
  host: string;
  subset?: string;
  weight: number;
  /** Share of all weights of the route, 0–100. */
  percent: number;
}

/**
 * The split of one route.
 *
 * @public
 */
export interface MeshRoute {
  virtualService: string;
  protocol: 'http' | 'tls' | 'tcp';
  route: string;
  destinations: readonly MeshDestination[];
  canary: number;
  stable: number;
}

/**
 * What the mesh does with the traffic, and whether that is what the status says.
 *
 * @public
 */
export type MeshWeight =
  | { is: 'none'; reason: string }
  | { is: 'unknown'; reason: string }
  | {
      is: 'known';
      /** Weight of the canary; of the route that differs most where routes differ. */
      canary: number;
      stable: number;
      additional: readonly MeshDestination[];
      routes: readonly MeshRoute[];
      /** One sentence for each difference between the mesh and the status; empty when they agree. */
      drift: readonly string[];
    };

/** @public */
export declare function canaryWeights(
  rollout: RolloutObject,
  replicaSets: readonly ReplicaSetObject[],
): CanaryWeights;
/** @public */
export declare function meshWeight(
  rollout: RolloutObject,
  virtualServices: readonly VirtualServiceObject[],
  destinationRules: readonly DestinationRuleObject[],
): MeshWeight;
