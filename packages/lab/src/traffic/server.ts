import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { obey, trafficCommand, whyRefused } from './control.ts';
import { CONTENT_TYPE, expose } from './exposition.ts';
import { qualityOf, type Traffic } from './model.ts';

/** Holds the only state of the program; every change first counts what arrived until now. */
export interface TrafficHolder {
  now(): Traffic;
  change(how: (traffic: Traffic) => Traffic): void;
}

const LONGEST_BODY = 10_000;

/** `GET /metrics` for Prometheus, `GET /streams` and `POST /control` for people and tests, `GET /healthz` for who starts it. */
export function trafficServer(holder: TrafficHolder): Server {
  return createServer((request, response) => {
    answer(request, response, holder).catch((error: unknown) => {
      reply(response, 500, { message: String(error) });
    });
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  holder: TrafficHolder,
): Promise<void> {
  switch (`${request.method} ${request.url}`) {
    case 'GET /healthz':
      return reply(response, 200, { ok: true });
    case 'GET /metrics':
      response.writeHead(200, { 'content-type': CONTENT_TYPE });
      response.end(expose(holder.now()));
      return undefined;
    case 'GET /streams':
      return reply(response, 200, describe(holder.now()));
    case 'POST /control':
      return control(request, response, holder);
    default:
      return reply(response, 404, {
        message: `There is no ${request.method} ${request.url}. There are: GET /metrics, GET /streams, GET /healthz, POST /control.`,
      });
  }
}

async function control(
  request: IncomingMessage,
  response: ServerResponse,
  holder: TrafficHolder,
): Promise<void> {
  // A page in a browser may not post this type to another place without asking first.
  if (request.headers['content-type'] !== 'application/json') {
    return reply(response, 415, {
      message: 'POST /control takes application/json.',
    });
  }
  const body = await bodyOf(request);
  const command = trafficCommand.safeParse(body);
  if (!command.success) {
    return reply(response, 400, { message: whyRefused(body, command.error) });
  }
  holder.change(traffic => obey(traffic, command.data));
  return reply(response, 200, describe(holder.now()));
}

/** What the model does now, for people. */
function describe(traffic: Traffic): unknown {
  const { faults, stopped, hidden } = traffic;
  const streams = [...traffic.streams.values()].map(({ stream, counts }) => ({
    ...stream,
    ...qualityOf(traffic, stream),
    good: Math.floor(counts.good),
    bad: Math.floor(counts.bad),
  }));
  return { streams, faults, stopped, hidden };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > LONGEST_BODY) return 'too long';
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
