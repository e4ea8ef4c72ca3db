import type http from 'node:http';
import type { IndexTiming } from '../ClusterIndex';
import type { ClusterConnection } from '../connection';
import { createClusterIndex } from '../createClusterIndex';
import { createClusterWriter } from '../createClusterWriter';
import type { Problem } from '../state';
import { serve } from './rawServer';
import type { RawServer } from './rawServer';
import { aRollout, ROLLOUTS, FAST } from './world';

export const TOKEN = 'a-very-secret-token';
export const JSON_TYPE = { 'content-type': 'application/json' };

export type Handler = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
) => void;

export const item = (name: string, version = 1, replicas = 1) => {
  const object = aRollout({ name, namespace: 'shop', replicas });
  Object.assign(object.metadata, {
    uid: `uid-${name}`,
    resourceVersion: String(version),
  });
  return object;
};
export const list = (...items: unknown[]) =>
  JSON.stringify({ metadata: { resourceVersion: '10' }, items });
export const line = (type: string, object: unknown) =>
  `${JSON.stringify({ type, object })}\n`;

export const json =
  (text: string, status = 200): Handler =>
  (_, response) =>
    void response.writeHead(status, JSON_TYPE).end(text);

export const html: Handler = (_, response) =>
  void response
    .writeHead(200, { 'content-type': 'text/html' })
    .end('<html>Please sign in</html>');

/** Sends the text as a watch and keeps the watch open. */
export const stream =
  (text: string): Handler =>
  (_, response) => {
    response.writeHead(200, JSON_TYPE).flushHeaders();
    response.write(text);
  };

/**
 * A server whose answers a test decides byte by byte: by default it is ready,
 * lists the deployment `kept` and has a watch that says nothing.
 */
export async function openOddServer() {
  const closers: (() => Promise<void>)[] = [];
  const requests: string[] = [];
  const behave: Record<'ready' | 'list' | 'watch', Handler> = {
    ready: (_, response) =>
      void response.writeHead(200, { 'content-type': 'text/plain' }).end('ok'),
    list: json(list(item('kept'))),
    watch: stream(''),
  };
  const server: RawServer = await serve((request, response) => {
    const url = request.url ?? '';
    requests.push(url);
    if (url.startsWith('/readyz')) behave.ready(request, response);
    else if (url.includes('watch=true')) behave.watch(request, response);
    else behave.list(request, response);
  });
  const connection: ClusterConnection = {
    name: 'odd',
    server: server.url,
    skipTLSVerify: true,
    credential: async () => ({ type: 'bearer token', token: TOKEN } as const),
    forgetCredential: () => undefined,
  };

  function follow(timing: Partial<IndexTiming> = {}) {
    const problems: Problem[] = [];
    const index = createClusterIndex({
      clusters: [connection],
      kinds: { Rollout: ROLLOUTS },
      timing: { ...FAST, problemQuietMs: 60_000, ...timing },
      onProblem: problem => problems.push(problem),
    });
    closers.push(() => index.stop());
    index.start();
    const kind = () => index.clusters()[0]?.perKind.Rollout;
    const names = () => index.list({ kind: 'Rollout' }).map(({ name }) => name);
    return { index, problems, kind, names };
  }

  function writer(
    options: Partial<ClusterConnection> & { requestTimeoutMs?: number } = {},
  ) {
    const { requestTimeoutMs, ...overrides } = options;
    const made = createClusterWriter({
      connection: { ...connection, ...overrides },
      requestTimeoutMs,
    });
    closers.push(() => made.close());
    return made;
  }

  return {
    server,
    behave,
    requests,
    follow,
    writer,
    watches: () => requests.filter(url => url.includes('watch=true')),
    lists: () => requests.filter(url => url.includes('limit=')),
    async close() {
      await Promise.all(closers.map(close => close()));
      await server.stop();
    },
  };
}

export type OddServer = Awaited<ReturnType<typeof openOddServer>>;
