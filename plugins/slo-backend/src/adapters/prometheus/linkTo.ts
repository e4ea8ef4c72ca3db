import type { InstanceSettings } from '../../domain/settings';
import type { LinkTo } from '../../service/ports';

/** Links to Prometheus' own page for a query, for instances that people can open. */
export function linksOf(instances: readonly InstanceSettings[]): LinkTo {
  const addresses = new Map(
    instances.flatMap(({ name, externalUrl }) =>
      externalUrl ? [[name, externalUrl] as const] : [],
    ),
  );
  return ({ instances: [instance = ''] }, query) => {
    const address = addresses.get(instance);
    if (address === undefined) return undefined;
    const url = new URL('graph', `${address.replace(/\/*$/, '')}/`);
    url.searchParams.set('g0.expr', query);
    url.searchParams.set('g0.tab', '0');
    return url.toString();
  };
}
