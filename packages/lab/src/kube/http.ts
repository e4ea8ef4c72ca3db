import { Agent, request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { LabError, messageOf } from '../errors.ts';

/** Where an API server is, how it is verified and who asks. */
export interface Endpoint {
  url: string;
  /** Base64 of the PEM. */
  caData: string;
  token: string;
}

/** One request. */
export interface HttpCall {
  method: string;
  path: string;
  body?: unknown;
  contentType?: string;
  signal?: AbortSignal;
}

const agents = new Map<string, Agent>();

function agentFor({ url, caData }: Endpoint): Agent {
  const key = `${url} ${caData}`;
  const known = agents.get(key);
  if (known) return known;
  const ca = Buffer.from(caData, 'base64');
  const agent = new Agent({ ca, keepAlive: true, maxSockets: 64 });
  agents.set(key, agent);
  return agent;
}

/** Sends a request over verified TLS; gives the response before its body. */
export function openResponse(
  endpoint: Endpoint,
  call: HttpCall,
): Promise<IncomingMessage> {
  const text = call.body === undefined ? undefined : JSON.stringify(call.body);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(call.path, endpoint.url),
      {
        method: call.method,
        agent: agentFor(endpoint),
        signal: call.signal,
        headers: {
          authorization: `Bearer ${endpoint.token}`,
          accept: 'application/json',
          ...(text === undefined
            ? {}
            : {
                'content-type': call.contentType ?? 'application/json',
                'content-length': Buffer.byteLength(text),
              }),
        },
      },
      resolve,
    );
    outgoing.on('error', error =>
      reject(
        new LabError(
          `${call.method} ${call.path} on ${endpoint.url}: ${messageOf(error)}`,
          { cause: error },
        ),
      ),
    );
    outgoing.end(text);
  });
}

/** Reads a body as JSON; whatever else it is stays text. */
export async function readBody(response: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The lines of a streamed body. */
export async function* readLines(
  response: IncomingMessage,
): AsyncGenerator<string> {
  let rest = '';
  response.setEncoding('utf8');
  for await (const chunk of response) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter(line => line !== '');
  }
}
