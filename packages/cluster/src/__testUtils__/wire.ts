import type {
  ClusterConnection,
  ClusterTransport,
  TransportRequest,
} from '../connection';
import { createHttpTransport } from '../http/httpTransport';

/** A wire between a client and an API server that a test can tamper with. */
export interface Wire {
  connection: ClusterConnection;
  /** Loses every packet from now on, open answers included. */
  cut(): void;
  mend(): void;
  /** Lets the next watch of a path ask for a version that is long gone. */
  expireNextWatch(path: string): void;
  readonly requests: TransportRequest[];
}

export function wireTo(connection: ClusterConnection): Wire {
  const transport: ClusterTransport =
    connection.transport ?? createHttpTransport(connection);
  const requests: TransportRequest[] = [];
  let cable = new AbortController();
  let expiring: string | undefined;

  const tamper = (request: TransportRequest): TransportRequest => {
    const watching = request.query?.watch === 'true';
    if (!watching || request.path !== expiring) return request;
    expiring = undefined;
    return { ...request, query: { ...request.query, resourceVersion: '1' } };
  };
  return {
    requests,
    cut: () => cable.abort(lost()),
    mend: () => {
      cable = new AbortController();
    },
    expireNextWatch: path => {
      expiring = path;
      cable.abort(lost());
      cable = new AbortController();
    },
    connection: {
      ...connection,
      transport: {
        send(request, credential) {
          requests.push(request);
          if (cable.signal.aborted) return Promise.reject(lost());
          const signal = request.signal
            ? AbortSignal.any([request.signal, cable.signal])
            : cable.signal;
          return transport.send({ ...tamper(request), signal }, credential);
        },
      },
    },
  };
}

function lost(): Error {
  return Object.assign(new Error('lost'), { code: 'ECONNRESET' });
}
