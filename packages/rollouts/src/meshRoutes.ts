import type {
  RouteDestination,
  TcpRoute,
  TlsRoute,
  VirtualServiceObject,
} from './istioTypes';
import type { MeshDestination, MeshRoute } from './mesh';
import type { RolloutObject, VirtualServiceRef } from './rolloutTypes';

/** By what the destinations of a route are told apart. */
export type MeshTarget = {
  stableHost?: string;
  canaryHost?: string;
  stableSubset?: string;
  canarySubset?: string;
  additionalSubsets: readonly string[];
  additionalHosts: readonly string[];
};

/** The routes that the Rollout edits, or why they cannot be told. */
export function readRoutes(
  rollout: RolloutObject,
  refs: readonly VirtualServiceRef[],
  from: {
    target: MeshTarget;
    virtualServices: readonly VirtualServiceObject[];
  },
): { routes: readonly MeshRoute[] } | { unknown: string } {
  const routes: MeshRoute[] = [];
  for (const ref of refs) {
    const { name, namespace } = nameOf(ref.name, rollout.meta.namespace);
    const found = from.virtualServices.find(
      ({ meta }) => meta.name === name && meta.namespace === namespace,
    );
    if (!found) {
      return {
        unknown: `VirtualService ${name} was not found in namespace ${namespace}`,
      };
    }
    const picked = pickRoutes(found, ref);
    if ('unknown' in picked) return picked;
    for (const { protocol, route, destinations } of picked.picked) {
      const roles = withRoles(destinations, from.target);
      routes.push({
        virtualService: name,
        protocol,
        route,
        destinations: roles,
        canary: sumOf(roles, 'canary'),
        stable: sumOf(roles, 'stable'),
      });
    }
  }
  return { routes };
}

/** `name`, or `name.namespace` as Istio abbreviates it. */
function nameOf(
  text: string,
  ownNamespace: string,
): { name: string; namespace: string } {
  const short = text.replace(/\.cluster\.local$/, '');
  const dot = short.lastIndexOf('.');
  return dot < 0
    ? { name: short, namespace: ownNamespace }
    : { name: short.slice(0, dot), namespace: short.slice(dot + 1) };
}

interface Picked {
  protocol: MeshRoute['protocol'];
  route: string;
  destinations: readonly RouteDestination[];
}

function pickRoutes(
  found: VirtualServiceObject,
  ref: VirtualServiceRef,
): { picked: readonly Picked[] } | { unknown: string } {
  const http = pickHttp(found, ref.routes);
  if ('unknown' in http) return http;
  const { name } = found.meta;
  const tls = pickByMatch(found.spec.tls, ref.tlsRoutes, matchesTls);
  if (!tls) return { unknown: `VirtualService ${name} has no such TLS route` };
  const tcp = pickByMatch(found.spec.tcp, ref.tcpRoutes, matchesTcp);
  if (!tcp) return { unknown: `VirtualService ${name} has no such TCP route` };
  const picked = [
    ...http.picked,
    ...tls.map(pick => ({ protocol: 'tls' as const, ...pick })),
    ...tcp.map(pick => ({ protocol: 'tcp' as const, ...pick })),
  ];
  if (picked.length > 0) return { picked };
  const reason =
    found.spec.http.length > 1
      ? 'has several routes, and the Rollout does not name one'
      : 'has no route';
  return { unknown: `VirtualService ${name} ${reason}` };
}

/** The named routes; without names the only one, else the first that has no name. */
function pickHttp(
  { meta, spec }: VirtualServiceObject,
  names: readonly string[],
): { picked: readonly Picked[] } | { unknown: string } {
  const pick = (route: (typeof spec.http)[number], index: number): Picked => ({
    protocol: 'http',
    route: route.name ?? `http[${index}]`,
    destinations: route.destinations,
  });
  if (names.length === 0) {
    const index =
      spec.http.length === 1 ? 0 : spec.http.findIndex(route => !route.name);
    const only = spec.http[index];
    return { picked: only ? [pick(only, index)] : [] };
  }
  const picked: Picked[] = [];
  for (const name of names) {
    const index = spec.http.findIndex(route => route.name === name);
    const route = spec.http[index];
    if (!route) {
      return {
        unknown: `VirtualService ${meta.name} has no HTTP route "${name}"`,
      };
    }
    picked.push(pick(route, index));
  }
  return { picked };
}

/** The routes that match what the Rollout lists; without a list the first; undefined when a listed one is missing. */
function pickByMatch<R extends TlsRoute | TcpRoute, W>(
  routes: readonly R[],
  wanted: readonly W[],
  matches: (route: R, wanted: W) => boolean,
): Omit<Picked, 'protocol'>[] | undefined {
  const label = (route: R, index: number) => ({
    route: portsOf(route)[0] ? `port ${portsOf(route)[0]}` : `route ${index}`,
    destinations: route.destinations,
  });
  if (wanted.length === 0) return routes.slice(0, 1).map(label);
  const hits = routes.map(route => wanted.some(one => matches(route, one)));
  const allFound = wanted.every(one => routes.some(r => matches(r, one)));
  return allFound ? routes.map(label).filter((_, i) => hits[i]) : undefined;
}

function portsOf(route: TlsRoute | TcpRoute): number[] {
  return [...new Set(route.matches.map(({ port }) => port ?? 0))];
}

function matchesTcp(route: TcpRoute, wanted: { port?: number }): boolean {
  const ports = portsOf(route);
  return ports.length <= 1 && (ports[0] ?? 0) === (wanted.port ?? 0);
}

function matchesTls(
  route: TlsRoute,
  wanted: { port?: number; sniHosts: readonly string[] },
): boolean {
  const hosts = new Set(route.matches.flatMap(({ sniHosts }) => sniHosts));
  return (
    matchesTcp(route, wanted) &&
    hosts.size === new Set(wanted.sniHosts).size &&
    wanted.sniHosts.every(host => hosts.has(host))
  );
}

function withRoles(
  destinations: readonly RouteDestination[],
  target: MeshTarget,
): readonly MeshDestination[] {
  const weights = destinations.map(
    ({ weight }) => weight ?? (destinations.length === 1 ? 100 : 0),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return destinations.map(({ host, subset }, index) => {
    const weight = weights[index] ?? 0;
    return {
      role: roleOf(host, subset, target),
      host,
      ...(subset ? { subset } : {}),
      weight,
      percent: sum > 0 ? (weight / sum) * 100 : 0,
    };
  });
}

function roleOf(
  fullHost: string,
  subset: string | undefined,
  target: MeshTarget,
): MeshDestination['role'] {
  const host = fullHost.split('.', 1)[0];
  const isSubset = (name?: string) => subset !== undefined && subset === name;
  if (host === target.canaryHost || isSubset(target.canarySubset)) {
    return 'canary';
  }
  if (host === target.stableHost || isSubset(target.stableSubset)) {
    return 'stable';
  }
  const additional =
    (host !== undefined && target.additionalHosts.includes(host)) ||
    target.additionalSubsets.some(isSubset);
  return additional ? 'additional' : 'other';
}

function sumOf(
  destinations: readonly MeshDestination[],
  role: MeshDestination['role'],
): number {
  return destinations
    .filter(destination => destination.role === role)
    .reduce((total, { weight }) => total + weight, 0);
}
