import type { FakeFault } from './types';

const JSON_TYPE = { 'content-type': 'application/json' };
const HTML_TYPE = { 'content-type': 'text/html' };
const PAGE =
  '<!doctype html><html><head><title>Sign in</title></head><body></body></html>';

/** The answer of a fault; rejects like `fetch` where there is none. */
export async function faultyAnswer(
  fault: FakeFault,
  whole: () => string,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  switch (fault) {
    case 'down':
      throw networkError('ECONNREFUSED');
    case 'silent':
      return aborted(signal);
    case 'html':
      return new Response(PAGE, { headers: HTML_TYPE });
    case 'login':
      return new Response(null, {
        status: 302,
        headers: { location: 'https://login.example.com/start?state=secret' },
      });
    case 'unauthorized':
      return new Response('Unauthorized', { status: 401 });
    case 'overloaded': {
      const error = 'query queue is full';
      const body = { status: 'error', errorType: 'unavailable', error };
      return Response.json(body, { status: 503 });
    }
    case 'garbage':
      return new Response('\u0000 this is not JSON', { headers: JSON_TYPE });
    case 'half':
      return new Response(half(whole()), { headers: JSON_TYPE });
    case 'broken-off':
      return new Response(brokenOff(half(whole())), { headers: JSON_TYPE });
    case 'wrong-shape':
      return Response.json({ items: [] });
  }
}

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
