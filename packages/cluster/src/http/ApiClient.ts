import type {
  ClusterConnection,
  ClusterTransport,
  Credential,
  TransportRequest,
  TransportResponse,
} from '../connection';
import { parseObject, readText } from './body';
import { explainError, RequestFailed, unreachable } from './failure';
import { createHttpTransport } from './httpTransport';
import type { HttpTransport } from './httpTransport';
import { toFailure } from './statusFailure';

const MAX_ERROR_BYTES = 64 * 1024;
const MAX_BODY_BYTES = 128 * 1024 * 1024;

export interface RequestLimits {
  /** Until the headers are there, or the whole body where it is read here. */
  timeoutMs: number;
  signal?: AbortSignal;
}

/**
 * Sends requests to one API server as the connection's credential. Every way
 * to fail is a `RequestFailed` without secrets.
 */
export class ApiClient {
  readonly #connection: ClusterConnection;
  readonly #transport: ClusterTransport & Partial<HttpTransport>;

  constructor(connection: ClusterConnection) {
    this.#connection = connection;
    this.#transport = connection.transport ?? createHttpTransport(connection);
  }

  async getJson(
    request: TransportRequest,
    limits: RequestLimits,
  ): Promise<Record<string, unknown>> {
    return parseObject(await this.#readAs(request, limits, 'application/json'));
  }

  async getText(
    request: TransportRequest,
    limits: RequestLimits,
  ): Promise<string> {
    return this.#readAs(request, limits, 'text/plain');
  }

  /** Opens a body that is read for as long as `limits.signal` allows. */
  async openStream(
    request: TransportRequest,
    limits: RequestLimits,
  ): Promise<AsyncIterable<Uint8Array>> {
    return this.#withDeadline(limits, async (signal, deadlineOver) => {
      const response = await this.#send({ ...request, signal });
      assertContentType(response, 'application/json');
      deadlineOver();
      return explained(response.body);
    });
  }

  async close(): Promise<void> {
    await this.#transport.close?.();
  }

  async #readAs(
    request: TransportRequest,
    limits: RequestLimits,
    contentType: string,
  ): Promise<string> {
    return this.#withDeadline(limits, async (signal, deadlineOver) => {
      const response = await this.#send({ ...request, signal });
      assertContentType(response, contentType);
      const text = await readText(response.body, MAX_BODY_BYTES);
      deadlineOver();
      return text;
    });
  }

  /** A credential that was refused is forgotten and asked for once more. */
  async #send(request: TransportRequest): Promise<TransportResponse> {
    const credential = await this.#credential();
    const response = await this.#transport.send(request, credential);
    if (response.status !== 401) return assertOk(response, credential);
    this.#connection.forgetCredential();
    const renewed = await this.#credential();
    if (secretOf(renewed) === secretOf(credential)) {
      return assertOk(response, credential);
    }
    await release(response);
    return assertOk(await this.#transport.send(request, renewed), renewed);
  }

  async #credential(): Promise<Credential> {
    try {
      return await this.#connection.credential();
    } catch (error) {
      throw new RequestFailed(
        'unauthorized',
        `no credential could be had (${explainError(error)})`,
      );
    }
  }

  /** Aborts the action when the deadline passes before it says that it is over. */
  async #withDeadline<T>(
    limits: RequestLimits,
    action: (signal: AbortSignal, deadlineOver: () => void) => Promise<T>,
  ): Promise<T> {
    const deadline = new AbortController();
    const timer = setTimeout(() => {
      deadline.abort(new DOMException('late', 'TimeoutError'));
      this.#transport.renew?.();
    }, limits.timeoutMs);
    const deadlineOver = () => clearTimeout(timer);
    const signal = limits.signal
      ? AbortSignal.any([limits.signal, deadline.signal])
      : deadline.signal;
    try {
      return await action(signal, deadlineOver);
    } catch (error) {
      throw toRequestFailed(error);
    } finally {
      deadlineOver();
    }
  }
}

async function assertOk(
  response: TransportResponse,
  credential: Credential,
): Promise<TransportResponse> {
  if (response.status >= 200 && response.status < 300) return response;
  const text = await readText(response.body, MAX_ERROR_BYTES);
  const secret = secretOf(credential);
  throw toFailure({
    status: response.status,
    contentType: response.headers['content-type'] ?? '',
    retryAfter: response.headers['retry-after'],
    text: secret ? text.replaceAll(secret, '[redacted]') : text,
  });
}

function assertContentType(response: TransportResponse, expected: string) {
  const actual = response.headers['content-type'] ?? '';
  if (actual.startsWith(expected)) return;
  const form = actual.split(';')[0]?.slice(0, 60) || 'nothing';
  // Nobody reads this body any more, and an unread one holds its connection.
  release(response).catch(() => undefined);
  throw new RequestFailed('malformed', `sent ${form} instead of ${expected}`);
}

async function release(response: TransportResponse): Promise<void> {
  await response.body[Symbol.asyncIterator]().return?.();
}

function secretOf(credential: Credential): string {
  switch (credential.type) {
    case 'bearer token':
      return credential.token;
    case 'x509 client certificate':
      return credential.key;
    default:
      return '';
  }
}

async function* explained(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw toRequestFailed(error);
  }
}

function toRequestFailed(error: unknown): RequestFailed {
  return error instanceof RequestFailed ? error : unreachable(error);
}
