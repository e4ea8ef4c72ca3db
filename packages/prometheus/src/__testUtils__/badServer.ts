import http from 'node:http';
import { createPrometheus } from '../createPrometheus';
import type { PrometheusOptions } from '../createPrometheus';

/** What a request brought to the server. */
export interface Received {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export type Handler = (
  response: http.ServerResponse,
  received: Received,
) => void;

const JSON_TYPE = { 'content-type': 'application/json' };

export const text =
  (
    body: string | Buffer,
    options: { status?: number; headers?: http.OutgoingHttpHeaders } = {},
  ): Handler =>
  response =>
    void response
      .writeHead(options.status ?? 200, { ...JSON_TYPE, ...options.headers })
      .end(body);

export const json = (body: unknown, status = 200): Handler =>
  text(JSON.stringify(body), { status });

/** A successful answer of a query. */
export const result = (resultType: string, ...items: unknown[]): Handler =>
  json({ status: 'success', data: { resultType, result: items } });

/** An HTTP server on loopback whose answers a test decides byte by byte. */
export async function openBadServer() {
  const received: Received[] = [];
  let handler: Handler = json({ status: 'success', data: [] });
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const each: Received = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      received.push(each);
      handler(response, each);
    });
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    received,
    answers(next: Handler) {
      handler = next;
    },
    client: (options: Partial<PrometheusOptions> = {}) =>
      createPrometheus({ name: 'main', url, ...options }),
    async close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}

export type BadServer = Awaited<ReturnType<typeof openBadServer>>;
