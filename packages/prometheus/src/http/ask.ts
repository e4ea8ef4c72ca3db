import { PrometheusError } from '../PrometheusError';
import type { ApiRequest } from '../question';
import type { Endpoint } from './endpoint';
import { cameTooLate, explainFailure } from './explainFailure';
import { judge } from './judge';
import type { Fail, Success } from './judge';
import { readBody, TooLarge } from './readBody';

/** How one Prometheus is asked. */
export interface Asking {
  name: string;
  endpoint: Endpoint;
  timeoutMs: number;
  maxBytes: number;
  fetch: typeof fetch;
}

/** Sends one request and reads what is around its answer; rejects with a `PrometheusError`. */
export async function ask(
  asking: Asking,
  request: ApiRequest,
  signal: AbortSignal | undefined,
): Promise<Success> {
  const { name: instance } = asking;
  const { query } = request;
  const fail: Fail = (kind, message, more) =>
    new PrometheusError(message, { kind, instance, query, ...more });
  const { response, text } = await exchange(asking, request, { signal, fail });
  return judge({ name: instance, request, response, text, fail });
}

type Exchanging = { signal: AbortSignal | undefined; fail: Fail };

async function exchange(
  asking: Asking,
  request: ApiRequest,
  { signal, fail }: Exchanging,
) {
  const { name, timeoutMs, maxBytes } = asking;
  const late = AbortSignal.timeout(timeoutMs);
  const either = signal ? AbortSignal.any([signal, late]) : late;
  try {
    const response = await send(asking, request, either);
    return { response, text: await readBody(response, maxBytes) };
  } catch (error) {
    if (signal?.aborted) {
      throw fail(
        'aborted',
        `Asking Prometheus "${name}" for ${request.what} was given up by the caller`,
      );
    }
    if (late.aborted || cameTooLate(error)) {
      throw fail(
        'timeout',
        `Prometheus "${name}" gave no complete answer within ${
          timeoutMs / 1000
        } s, asked for ${request.what}`,
      );
    }
    if (error instanceof TooLarge) {
      throw fail(
        'tooLarge',
        `Prometheus "${name}" answers with more than ${maxBytes} bytes, asked for ${request.what}: ask for less, or allow more with maxBytes`,
      );
    }
    throw fail(
      'unreachable',
      `Prometheus "${name}" cannot be reached (${explainFailure(
        error,
      )}), asked for ${request.what}`,
    );
  }
}

/** Redirects are not followed: a POST would lose its query, and a header could reach another host. */
function send(asking: Asking, request: ApiRequest, signal: AbortSignal) {
  const { endpoint } = asking;
  const { method, params } = request;
  const url = `${endpoint.base}api/v1/${request.path}`;
  const search = params.toString();
  const headers = new Headers(endpoint.headers);
  headers.set('accept', 'application/json');
  const common = { method, headers, signal, redirect: 'manual' } as const;
  if (method === 'GET') {
    return asking.fetch(search ? `${url}?${search}` : url, common);
  }
  headers.set('content-type', 'application/x-www-form-urlencoded');
  return asking.fetch(url, { ...common, body: search });
}
