import type { DestinationRuleObject } from './istioTypes';
import type { MeshRoute } from './mesh';
import type { RolloutObject, TrafficRouting } from './rolloutTypes';
import { POD_HASH_LABEL } from './weights';

/** How one route differs from the weights in the status. */
export function routeDrift(
  rollout: RolloutObject,
  route: MeshRoute,
): readonly string[] {
  const where = `VirtualService ${route.virtualService}, ${route.protocol} route ${route.route}`;
  const foreign = route.destinations
    .filter(({ role, weight }) => role === 'other' && weight > 0)
    .map(
      ({ host, subset, weight }) =>
        `${where}: ${weight} go to ${
          subset ? `${host} (${subset})` : host
        }, which the Rollout does not know`,
    );
  const weights = rollout.status?.canary.weights;
  if (!weights) return foreign;
  const beside = route.destinations
    .filter(({ role }) => role === 'additional')
    .reduce((sum, { weight }) => sum + weight, 0);
  const canary = weights.canary.weight;
  // The status does not count additional subsets; the controller takes them from the stable share.
  const stable = Math.max(0, 100 - canary - beside);
  return [
    ...foreign,
    ...differs(where, 'the canary', [route.canary, canary]),
    ...differs(where, 'the stable version', [route.stable, stable]),
  ];
}

function differs(
  where: string,
  who: string,
  [has, wanted]: readonly [number, number],
): readonly string[] {
  if (has === wanted) return [];
  return [`${where}: ${who} has ${has}, the controller says ${wanted}`];
}

/** Subsets that get traffic but do not select the pods that they stand for. */
export function subsetDrift(
  rollout: RolloutObject,
  rule: DestinationRuleObject,
  routes: readonly MeshRoute[],
): readonly string[] {
  const names = subsetNames(rollout);
  const { status } = rollout;
  const weights = status?.canary.weights;
  const expected = [
    {
      role: 'canary' as const,
      name: names?.canarySubset,
      hash: weights?.canary.podTemplateHash ?? status?.currentPodHash,
    },
    {
      role: 'stable' as const,
      name: names?.stableSubset,
      hash: weights?.stable.podTemplateHash ?? status?.stableRS,
    },
  ];
  return expected.flatMap(({ role, name, hash }) => {
    const used = routes.some(route =>
      route.destinations.some(
        destination =>
          destination.role === role &&
          destination.subset === name &&
          destination.weight > 0,
      ),
    );
    if (!used || name === undefined || hash === undefined) return [];
    const where = `DestinationRule ${rule.meta.name}`;
    const subset = rule.spec.subsets.find(one => one.name === name);
    if (!subset) return [`${where} has no subset ${name}`];
    const has = subset.labels[POD_HASH_LABEL];
    if (has === hash) return [];
    return [
      has === undefined
        ? `${where}: subset ${name} is not bound to a version`
        : `${where}: subset ${name} selects the pods of ${has}, the controller says ${hash}`,
    ];
  });
}

function subsetNames(
  rollout: RolloutObject,
): NonNullable<TrafficRouting['istio']>['destinationRule'] {
  const { strategy } = rollout.spec;
  return strategy.kind === 'canary'
    ? strategy.trafficRouting?.istio?.destinationRule
    : undefined;
}
