import type { ActionRequest } from '../action';
import type { Receipt } from '../receipt';
import type { ServiceDelivery } from '../service';
import { readError, readJson } from './answer';
import type {
  ActionOutcome,
  DeliveryApi,
  DeliveryRequestOptions,
  ServiceRef,
} from './DeliveryApi';
import { DeliveryRequestError } from './DeliveryRequestError';
import { asReceipt, asReceipts, asService } from './envelope';
import type { Shape } from './envelope';

/** What the client needs of Backstage's discovery, front or back. @public */
export type DeliveryDiscoveryApi = {
  getBaseUrl(pluginId: string): Promise<string>;
};

/** What the client needs of Backstage's fetch, or of the platform's. @public */
export type DeliveryFetchApi = {
  fetch(url: string, init?: RequestInit): Promise<Response>;
};

type Call = DeliveryRequestOptions & {
  ref: ServiceRef;
  path?: string;
  query?: Record<string, string>;
  body?: ActionRequest;
};

const REFUSALS: Record<number, 'moved-on' | 'not-allowed' | 'invalid'> = {
  400: 'invalid',
  403: 'not-allowed',
  409: 'moved-on',
};

/**
 * Client of the delivery plugin for browsers and backends.
 *
 * @public
 */
export class DeliveryClient implements DeliveryApi {
  readonly #discoveryApi: DeliveryDiscoveryApi;
  readonly #fetchApi: DeliveryFetchApi;

  constructor(options: {
    discoveryApi: DeliveryDiscoveryApi;
    /** Default: the platform's fetch, for backends. */
    fetchApi?: DeliveryFetchApi;
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? {
      fetch: (url, init) => fetch(url, init),
    };
  }

  /** {@inheritDoc DeliveryApi.getService} */
  async getService(
    ref: ServiceRef,
    options: DeliveryRequestOptions & { detail?: boolean } = {},
  ): Promise<ServiceDelivery> {
    const { detail, ...rest } = options;
    const query: Record<string, string> = detail ? { detail: 'true' } : {};
    return this.#read({ ...rest, ref, query }, asService);
  }

  /** {@inheritDoc DeliveryApi.requestAction} */
  async requestAction(
    ref: ServiceRef,
    request: ActionRequest,
    options: DeliveryRequestOptions = {},
  ): Promise<ActionOutcome> {
    try {
      const receipt = await this.#read(
        { ...options, ref, path: '/actions', body: request },
        asReceipt,
      );
      return { outcome: 'accepted', receipt };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) {
        return { outcome: 'refused', ...refusal };
      }
      throw error;
    }
  }

  /** {@inheritDoc DeliveryApi.getReceipts} */
  async getReceipts(
    ref: ServiceRef,
    options: DeliveryRequestOptions & { limit?: number } = {},
  ): Promise<Receipt[]> {
    const { limit, ...rest } = options;
    const query: Record<string, string> =
      limit === undefined ? {} : { limit: String(limit) };
    const answer = await this.#read(
      { ...rest, ref, path: '/receipts', query },
      asReceipts,
    );
    return answer.receipts;
  }

  async #read<T>(call: Call, shape: Shape<T>): Promise<T> {
    const url = await this.#urlOf(call);
    try {
      return await this.#answerTo(url, call, shape);
    } catch (error) {
      call.signal?.throwIfAborted();
      throw error;
    }
  }

  async #answerTo<T>(url: URL, call: Call, shape: Shape<T>): Promise<T> {
    const path = url.pathname;
    const response = await this.#send(url, call);
    const { status } = response;
    if (!response.ok) {
      throw await readError(response, path);
    }
    const answer = shape(await readJson(response, path));
    if (answer === undefined) {
      throw new DeliveryRequestError(
        `The delivery backend answered ${path} with something that this page does not understand (status ${status}). Its version may not fit the page's: reload the page.`,
        { kind: 'unexpected-shape', path, status },
      );
    }
    return answer;
  }

  async #urlOf({ ref, path = '', query = {} }: Call): Promise<URL> {
    const base = await this.#discoveryApi.getBaseUrl('delivery');
    const parts = [ref.kind, ref.namespace, ref.name].map(pathSegment);
    const url = new URL(`${base}/services/${parts.join('/')}${path}`);
    url.search = new URLSearchParams(query).toString();
    return url;
  }

  async #send(url: URL, call: Call): Promise<Response> {
    const { body, signal, token } = call;
    try {
      return await this.#fetchApi.fetch(url.toString(), {
        method: body ? 'POST' : 'GET',
        headers: {
          Accept: 'application/json',
          ...(body && { 'Content-Type': 'application/json' }),
          ...(token && { Authorization: `Bearer ${token}` }),
        },
        ...(body && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
      });
    } catch (cause) {
      throw new DeliveryRequestError(
        `The delivery backend cannot be reached (${url.pathname}).`,
        { kind: 'unreachable', path: url.pathname, cause },
      );
    }
  }
}

function refusalOf(error: unknown) {
  if (!(error instanceof DeliveryRequestError) || error.kind !== 'refused') {
    return undefined;
  }
  const why = error.status === undefined ? undefined : REFUSALS[error.status];
  return why && { why, message: error.message };
}

/** A URL folds these segments away, and would name another resource. */
function pathSegment(part: string): string {
  if (part === '' || part === '.' || part === '..') {
    throw new DeliveryRequestError(
      `${JSON.stringify(part)} is no part of an entity's name.`,
      { kind: 'refused', path: '/services', name: 'InputError' },
    );
  }
  return encodeURIComponent(part);
}
