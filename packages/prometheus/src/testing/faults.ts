import type { FakeFault } from './types';

const JSON_TYPE = { 'content-type': 'application/json' };
const HTML_TYPE = { 'content-type': 'text/html' };
const LOGIN = { location: 'https://login.example.com/start?state=secret' };
const OVERLOADED = {
  status: 'error',
  errorType: 'unavailable',
  error: 'the query queue is full',
};
const PAGE =
  '<!doctype html><html><head><title>Sign in</title></head><body></body></html>';

type Attempt = {
  /** The answer that it would be. */
  whole: () => string;
  signal: AbortSignal | null | undefined;
};

/** What a fault makes of a request; rejects like `fetch` where there is no answer. */
export const faultyAnswers: Record<
  FakeFault,
  (attempt: Attempt) => Response | Promise<never>
> = {
  down: () => Promise.reject(networkError('ECONNREFUSED')),
  silent: ({ signal }) => aborted(signal),
  html: () => new Response(PAGE, { headers: HTML_TYPE }),
  login: () => new Response(null, { status: 302, headers: LOGIN }),
  unauthorized: () => new Response('Unauthorized', { status: 401 }),
  overloaded: () => Response.json(OVERLOADED, { status: 503 }),
  garbage: () => new Response('\u0000 not JSON', { headers: JSON_TYPE }),
  half: ({ whole }) => new Response(half(whole()), { headers: JSON_TYPE }),
  'broken-off': ({ whole }) => new Response(brokenOff(half(whole()))),
  'wrong-shape': () => Response.json({ items: [] }),
};

function half(text: string): string {
  return text.slice(0, text.length / 2);
}

function brokenOff(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: controller => controller.enqueue(new TextEncoder().encode(text)),
    pull: controller => controller.error(networkError('UND_ERR_SOCKET')),
  });
}

function networkError(code: string): TypeError {
  const cause = Object.assign(new Error(code), { code });
  return new TypeError('fetch failed', { cause });
}

function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const give = () => reject(signal?.reason);
    if (signal?.aborted) give();
    signal?.addEventListener('abort', give, { once: true });
  });
}
