import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ClusterConnection } from '../connection';
import type { FakeCluster } from '../testing';

/** An HTTP server on loopback that can be stopped and started on its port. */
export interface RawServer {
  readonly url: string;
  readonly openSockets: number;
  /** Connections accepted so far. */
  readonly accepted: number;
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function serve(handler: http.RequestListener): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  let port = 0;
  let server: http.Server | undefined;
  const start = async () => {
    server = http.createServer(handler);
    server.on('connection', socket => {
      accepted++;
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    const listening = Promise.withResolvers<void>();
    server.on('error', listening.reject);
    server.listen(port, '127.0.0.1', listening.resolve);
    await listening.promise;
    port = (server.address() as AddressInfo).port;
  };
  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    get openSockets() {
      return sockets.size;
    },
    get accepted() {
      return accepted;
    },
    start,
    async stop() {
      const closed = Promise.withResolvers<void>();
      server?.close(() => closed.resolve());
      for (const socket of sockets) socket.destroy();
      await closed.promise;
    },
  };
}

/** Serves a fake cluster over real HTTP. */
export function serveFake(fake: FakeCluster): Promise<RawServer> {
  return serve((request, response) => {
    answer(fake, request, response).catch(() => response.destroy());
  });
}

async function answer(
  fake: FakeCluster,
  request: http.IncomingMessage,
  response: http.ServerResponse,
) {
  const url = new URL(request.url ?? '', 'http://unused.invalid');
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const abort = new AbortController();
  response.on('close', () => abort.abort());
  const contentType = request.headers['content-type'];
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const { status, headers, body } = await fake.send(
    {
      method: request.method === 'PATCH' ? 'PATCH' : 'GET',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: contentType ? { 'Content-Type': contentType } : {},
      body: Buffer.concat(chunks).toString('utf8'),
      signal: abort.signal,
    },
    token ? { type: 'bearer token', token } : { type: 'anonymous' },
  );
  response.writeHead(status, headers);
  response.flushHeaders();
  for await (const chunk of body) response.write(chunk);
  response.end();
}

/** A connection to a URL that carries the fake's tokens. */
export function over(
  url: string,
  connection: ClusterConnection,
): ClusterConnection {
  return {
    ...connection,
    transport: undefined,
    server: url,
    skipTLSVerify: true,
  };
}
