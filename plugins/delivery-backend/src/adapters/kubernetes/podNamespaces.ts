import type { ClusterSettings, DeliverySettings } from '../../domain/settings';

/**
 * The namespaces of a cluster whose pods are worth following: those of its own
 * settings, else those that its environments name, as long as they are exact.
 */
export function podNamespaces(
  cluster: string,
  settings: ClusterSettings | undefined,
  environments: DeliverySettings['environments'],
): readonly string[] | undefined {
  if (settings?.namespaces) return settings.namespaces;
  const here = environments.filter(
    each => each.clusters?.includes(cluster) ?? true,
  );
  const named = here.map(each => each.namespaces);
  const exact = named.every(
    each =>
      each !== undefined && each.every(name => /^[a-z0-9-]{1,63}$/.test(name)),
  );
  if (!exact || here.length === 0) return undefined;
  return [...new Set(named.flatMap(each => each ?? []))];
}
