import { isIP } from 'node:net';
import {
  IsomorphicFetchHttpLibrary,
  KubeConfig,
  RequestContext,
} from '@kubernetes/client-node';
import type {
  ClusterConnection,
  ClusterTransport,
  Credential,
  TransportRequest,
  TransportResponse,
} from '../connection';
import { isTlsFailure } from './failure';

type Dispatcher = NonNullable<ReturnType<RequestContext['getDispatcher']>>;

interface Authorization {
  credential: Credential;
  headers: Record<string, string>;
  dispatcher: Dispatcher | undefined;
}

export interface HttpTransport extends ClusterTransport {
  /**
   * Sends what comes from now on over new connections. HTTP/2 carries all
   * requests to a server over one, and when that dies without a word every
   * later request would wait for it.
   */
  renew(): void;
  close(): Promise<void>;
}

/**
 * HTTP, TLS and authentication as client-node does them, with one difference:
 * client-node 2.0 makes a new connection pool for every request, so the pool of
 * the first one is kept for as long as the TLS identity stays the same.
 */
export function createHttpTransport(
  connection: ClusterConnection,
): HttpTransport {
  const http = new IsomorphicFetchHttpLibrary();
  let current: Authorization | undefined;
  /** Pools that are no longer used and end with their last request. */
  const retired = new Set<Dispatcher>();

  function retire(dispatcher: Dispatcher | undefined) {
    if (!dispatcher) return;
    retired.add(dispatcher);
    const forget = () => retired.delete(dispatcher);
    dispatcher.close().then(forget, forget);
  }

  function renew() {
    retire(current?.dispatcher);
    current = undefined;
  }

  async function authorize(credential: Credential): Promise<Authorization> {
    if (current && sameCredential(current.credential, credential)) {
      return current;
    }
    const context = new RequestContext('https://unused.invalid', 'GET');
    await kubeConfigFor(connection, credential).applySecurityAuthentication(
      context,
    );
    const previous = current;
    const samePool =
      previous && sameTlsIdentity(previous.credential, credential);
    current = {
      credential,
      headers: { ...context.getHeaders() },
      dispatcher: samePool ? previous.dispatcher : context.getDispatcher(),
    };
    if (!samePool) retire(previous?.dispatcher);
    return current;
  }

  return {
    async send(request, credential) {
      const { headers, dispatcher } = await authorize(credential);
      const context = toContext(serverOf(connection), request);
      for (const [name, value] of Object.entries({
        'User-Agent': 'greenlight-cluster',
        ...headers,
        ...request.headers,
      })) {
        context.setHeaderParam(name, value);
      }
      if (dispatcher) context.setDispatcher(dispatcher);
      try {
        return toResponse(await http.send(context).toPromise());
      } catch (error) {
        // The pool read the certificate authority when it was made; a rotated
        // one is only seen by a new pool.
        if (isTlsFailure(error)) renew();
        throw error;
      }
    },
    renew,
    async close() {
      const dispatchers = [...retired, current?.dispatcher];
      current = undefined;
      await Promise.all(dispatchers.map(dispatcher => dispatcher?.destroy()));
    },
  };
}

function toContext(server: string, request: TransportRequest): RequestContext {
  const url = new URL(server.replace(/\/+$/, '') + request.path);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    url.searchParams.set(name, value);
  }
  const context = new RequestContext(url.toString(), request.method);
  if (request.body !== undefined) context.setBody(request.body);
  if (request.signal) context.setSignal(request.signal);
  return context;
}

type Answer = Awaited<
  ReturnType<ReturnType<IsomorphicFetchHttpLibrary['send']>['toPromise']>
>;

function toResponse(answer: Answer): TransportResponse {
  return {
    status: answer.httpStatusCode,
    headers: answer.headers,
    body: chunksOf(answer.body.stream()),
  };
}

async function* chunksOf(
  stream: ReadableStream<Uint8Array> | null,
): AsyncGenerator<Uint8Array> {
  if (!stream) return;
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function kubeConfigFor(
  connection: ClusterConnection,
  credential: Credential,
): KubeConfig {
  const config = new KubeConfig();
  const { name, caData, caFile, skipTLSVerify = false } = connection;
  config.loadFromClusterAndUser(
    {
      name,
      server: serverOf(connection),
      caData,
      caFile: caFile ?? (caData ? undefined : podCaFile(connection)),
      skipTLSVerify,
      tlsServerName: hostNameOf(connection),
    },
    { name, ...identityOf(credential) },
  );
  return config;
}

/**
 * Naming the host changes nothing for TLS, but without any TLS option at all
 * client-node uses the process-wide pool, which is not ours to renew.
 */
function hostNameOf(connection: ClusterConnection): string | undefined {
  const { hostname } = new URL(serverOf(connection));
  return isIP(hostname.replace(/^\[|\]$/g, '')) ? undefined : hostname;
}

function identityOf(credential: Credential) {
  switch (credential.type) {
    case 'bearer token':
      return { token: credential.token };
    case 'x509 client certificate':
      return {
        certData: Buffer.from(credential.cert).toString('base64'),
        keyData: Buffer.from(credential.key).toString('base64'),
      };
    default:
      return {};
  }
}

function podConfig(): KubeConfig {
  const config = new KubeConfig();
  config.loadFromCluster();
  return config;
}

function podCaFile(connection: ClusterConnection): string | undefined {
  if (!connection.inCluster) return undefined;
  return podConfig().getCurrentCluster()?.caFile;
}

function serverOf(connection: ClusterConnection): string {
  if (connection.server || !connection.inCluster) return connection.server;
  return podConfig().getCurrentCluster()?.server ?? '';
}

function sameCredential(a: Credential, b: Credential): boolean {
  if (a.type === 'bearer token' && b.type === 'bearer token') {
    return a.token === b.token;
  }
  return a.type === b.type && sameTlsIdentity(a, b);
}

function sameTlsIdentity(a: Credential, b: Credential): boolean {
  const certificate = (credential: Credential) =>
    credential.type === 'x509 client certificate'
      ? credential.cert + credential.key
      : '';
  return certificate(a) === certificate(b);
}
