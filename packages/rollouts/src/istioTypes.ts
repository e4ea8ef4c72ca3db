import type { ParsedObject } from './objects';

/**
 * One destination of a route. Istio takes a missing weight as 0, except on the only destination.
 *
 * @public
 */
export type RouteDestination = {
  host: string;
  subset?: string;
  port?: number;
  weight?: number;
};

/**
 * An HTTP route.
 *
 * @public
 */
export type HttpRoute = {
  name?: string;
  destinations: readonly RouteDestination[];
};

/**
 * A TLS route, told apart by the ports and hosts that it matches.
 *
 * @public
 */
export type TlsRoute = {
  matches: readonly { port?: number; sniHosts: readonly string[] }[];
  destinations: readonly RouteDestination[];
};

/**
 * A TCP route, told apart by the ports that it matches.
 *
 * @public
 */
export type TcpRoute = {
  matches: readonly { port?: number }[];
  destinations: readonly RouteDestination[];
};

/**
 * A VirtualService of Istio, as far as it is read.
 *
 * @public
 */
export type VirtualServiceObject = ParsedObject & {
  kind: 'VirtualService';
  spec: {
    hosts: readonly string[];
    http: readonly HttpRoute[];
    tls: readonly TlsRoute[];
    tcp: readonly TcpRoute[];
  };
};

/**
 * A DestinationRule of Istio, as far as it is read.
 *
 * @public
 */
export type DestinationRuleObject = ParsedObject & {
  kind: 'DestinationRule';
  spec: {
    host?: string;
    subsets: readonly {
      name: string;
      labels: Readonly<Record<string, string>>;
    }[];
  };
};
