import type {
  DestinationRuleObject,
  RouteDestination,
  VirtualServiceObject,
} from '../istioTypes';
import type { Parsed, ParseOptions } from '../objects';
import { readObject } from './meta';
import { compact, Fields } from './reading';

/**
 * Reads a VirtualService of Istio.
 *
 * @public
 */
export function parseVirtualService(
  raw: unknown,
  options?: ParseOptions,
): Parsed<VirtualServiceObject> {
  return readObject(
    raw,
    'VirtualService',
    (fields, meta, reading): VirtualServiceObject => {
      const spec = fields.object('spec');
      return {
        kind: 'VirtualService',
        meta,
        spec: {
          hosts: spec?.texts('hosts') ?? [],
          http: (spec?.list('http') ?? []).map(route =>
            compact({
              name: route.text('name') || undefined,
              destinations: readDestinations(route),
            }),
          ),
          tls: (spec?.list('tls') ?? []).map(route => ({
            matches: route.list('match').map(match =>
              compact({
                port: match.whole('port'),
                sniHosts: match.texts('sniHosts'),
              }),
            ),
            destinations: readDestinations(route),
          })),
          tcp: (spec?.list('tcp') ?? []).map(route => ({
            matches: route
              .list('match')
              .map(match => compact({ port: match.whole('port') })),
            destinations: readDestinations(route),
          })),
        },
        problems: reading.problems,
      };
    },
    options,
  );
}

function readDestinations(route: Fields): readonly RouteDestination[] {
  return route.list('route').flatMap(entry => {
    const destination = entry.object('destination');
    const host = destination?.shared('host');
    if (!destination || !host) return [];
    return [
      compact({
        host,
        subset: destination.shared('subset') || undefined,
        port: destination.object('port')?.whole('number'),
        weight: entry.whole('weight'),
      }),
    ];
  });
}

/**
 * Reads a DestinationRule of Istio.
 *
 * @public
 */
export function parseDestinationRule(
  raw: unknown,
  options?: ParseOptions,
): Parsed<DestinationRuleObject> {
  return readObject(
    raw,
    'DestinationRule',
    (fields, meta, reading): DestinationRuleObject => {
      const spec = fields.object('spec');
      return {
        kind: 'DestinationRule',
        meta,
        spec: compact({
          host: spec?.shared('host'),
          subsets: (spec?.list('subsets') ?? []).map(subset => ({
            name: subset.shared('name') ?? '',
            labels: subset.map('labels'),
          })),
        }),
        problems: reading.problems,
      };
    },
    options,
  );
}
