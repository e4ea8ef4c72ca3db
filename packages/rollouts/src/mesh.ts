import type { DestinationRuleObject, VirtualServiceObject } from './istioTypes';
import { routeDrift, subsetDrift } from './meshDrift';
import { readRoutes } from './meshRoutes';
import type { MeshTarget } from './meshRoutes';
import type { RolloutObject, TrafficRouting } from './rolloutTypes';

/**
 * One destination as the mesh has it. `additional` is a destination of its own beside the two versions;
 * `other` is one that the Rollout does not know.
 *
 * @public
 */
export type MeshDestination = {
  role: 'canary' | 'stable' | 'additional' | 'other';
  host: string;
  subset?: string;
  weight: number;
  /** Share of all weights of the route, 0–100: weights are relative and need not sum to 100. */
  percent: number;
};

/**
 * The split of one route.
 *
 * @public
 */
export type MeshRoute = {
  virtualService: string;
  protocol: 'http' | 'tls' | 'tcp';
  route: string;
  destinations: readonly MeshDestination[];
  canary: number;
  stable: number;
};

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
      /** Weight of the canary; where routes differ, of the one that is farthest from the status. */
      canary: number;
      stable: number;
      additional: readonly MeshDestination[];
      routes: readonly MeshRoute[];
      /** False while the status names no weights: then nothing can be said about drift. */
      compared: boolean;
      /** One sentence for each difference between the mesh and the status. The controller writes the mesh before the status: a drift of a moment is none. */
      drift: readonly string[];
    };

/**
 * The weights that VirtualServices really have, compared with the status. Reads what the controller of Istio would
 * write: host-level and subset-level splits, several VirtualServices, http, tls and tcp routes, ping-pong services.
 *
 * @public
 */
export function meshWeight(
  rollout: RolloutObject,
  virtualServices: readonly VirtualServiceObject[],
  destinationRules: readonly DestinationRuleObject[],
): MeshWeight {
  const { strategy } = rollout.spec;
  if (strategy.kind !== 'canary' || !strategy.trafficRouting) {
    const reason = 'no traffic routing: the number of pods splits the traffic';
    return { is: 'none', reason };
  }
  const { istio, providers } = strategy.trafficRouting;
  if (!istio || istio.virtualServices.length === 0) {
    return { is: 'unknown', reason: notIstio(providers, istio !== undefined) };
  }
  const target = targetOf(rollout, istio);
  const read = readRoutes(rollout, istio.virtualServices, {
    target,
    virtualServices,
  });
  if ('unknown' in read) return { is: 'unknown', reason: read.unknown };
  const rule = ruleOf(rollout, istio, destinationRules);
  if ('unknown' in rule) return { is: 'unknown', reason: rule.unknown };
  const drift = [
    ...read.routes.flatMap(route => routeDrift(rollout, route)),
    ...(rule.found ? subsetDrift(rollout, rule.found, read.routes) : []),
  ];
  return known(rollout, read.routes, drift);
}

function known(
  rollout: RolloutObject,
  routes: readonly MeshRoute[],
  drift: readonly string[],
): MeshWeight {
  const weights = rollout.status?.canary.weights;
  const wanted = weights?.canary.weight ?? 0;
  const [worst] = [...routes].sort(
    (a, b) => Math.abs(b.canary - wanted) - Math.abs(a.canary - wanted),
  );
  return {
    is: 'known',
    canary: worst?.canary ?? 0,
    stable: worst?.stable ?? 0,
    additional:
      worst?.destinations.filter(({ role }) => role === 'additional') ?? [],
    routes,
    compared: weights !== undefined,
    drift: [...new Set(drift)],
  };
}

function notIstio(providers: readonly string[], istio: boolean): string {
  if (istio) return 'the Rollout names no VirtualService';
  const others = providers.join(', ');
  return others
    ? `the traffic is split by ${others}, which is not read here`
    : 'the traffic routing names no router that is known here';
}

function targetOf(
  rollout: RolloutObject,
  istio: NonNullable<TrafficRouting['istio']>,
): MeshTarget {
  const { stable, canary } = servicesOf(rollout);
  const rule = istio.destinationRule;
  return {
    stableHost: stable,
    canaryHost: canary,
    stableSubset: rule?.stableSubset,
    canarySubset: rule?.canarySubset,
    additionalSubsets: rule?.additionalSubsets ?? [],
    additionalHosts: (rollout.status?.canary.weights?.additional ?? []).flatMap(
      ({ serviceName }) => serviceName ?? [],
    ),
  };
}

/** With ping-pong the two services change places; services named by their role come first. */
function servicesOf(rollout: RolloutObject): {
  stable?: string;
  canary?: string;
} {
  const { strategy } = rollout.spec;
  if (strategy.kind !== 'canary') return {};
  const { stableService, canaryService, pingPong } = strategy;
  if (!pingPong || stableService || canaryService) {
    return { stable: stableService, canary: canaryService };
  }
  const { pingService, pongService } = pingPong;
  return rollout.status?.canary.stablePingPong === 'ping'
    ? { stable: pingService, canary: pongService }
    : { stable: pongService, canary: pingService };
}

function ruleOf(
  rollout: RolloutObject,
  istio: NonNullable<TrafficRouting['istio']>,
  destinationRules: readonly DestinationRuleObject[],
): { found?: DestinationRuleObject } | { unknown: string } {
  const name = istio.destinationRule?.name;
  if (name === undefined) return {};
  const found = destinationRules.find(
    ({ meta }) =>
      meta.name === name && meta.namespace === rollout.meta.namespace,
  );
  if (found) return { found };
  return {
    unknown: `DestinationRule ${name} was not found, so it is not known which pods the subsets are`,
  };
}
