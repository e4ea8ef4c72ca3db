import type { ReliabilityDetail } from '../detail';
import type {
  ReliabilityOverview,
  ServiceReliability,
  WorstBudgets,
} from '../service';
import { readError, readJson } from './answer';
import { asDetail, asOverview, asService, asWorst } from './envelope';
import type { Shape } from './envelope';
import type { InEnvironment, SloApi, SloEntityRef } from './SloApi';
import { SloRequestError } from './SloRequestError';

/** What the client needs of Backstage's discovery, front or back. @public */
export type SloDiscoveryApi = {
  getBaseUrl(pluginId: string): Promise<string>;
};

/** What the client needs of Backstage's fetch, or of the platform's. @public */
export type SloFetchApi = {
  fetch(url: string, init?: RequestInit): Promise<Response>;
};

type Call = InEnvironment & { path: string; body?: unknown };

/**
 * Client of the slo plugin for browsers and backends.
 *
 * @public
 */
export class SloClient implements SloApi {
  readonly #discoveryApi: SloDiscoveryApi;
  readonly #fetchApi: SloFetchApi;

  constructor(options: {
    discoveryApi: SloDiscoveryApi;
    /** Default: the platform's fetch, for backends. */
    fetchApi?: SloFetchApi;
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? {
      fetch: (url, init) => fetch(url, init),
    };
  }

  /** {@inheritDoc SloApi.getService} */
  async getService(
    ref: SloEntityRef,
    options: InEnvironment = {},
  ): Promise<ServiceReliability> {
    return this.#read({ ...options, path: servicePath(ref) }, asService);
  }

  /** {@inheritDoc SloApi.getDetail} */
  async getDetail(
    ref: SloEntityRef,
    options: InEnvironment = {},
  ): Promise<ReliabilityDetail> {
    const path = `${servicePath(ref)}/detail`;
    return this.#read({ ...options, path }, asDetail);
  }

  /** {@inheritDoc SloApi.getOverview} */
  async getOverview(options: InEnvironment = {}): Promise<ReliabilityOverview> {
    return this.#read({ ...options, path: '/overview' }, asOverview);
  }

  /** {@inheritDoc SloApi.getWorst} */
  async getWorst(
    entityRefs: string[],
    options: InEnvironment = {},
  ): Promise<WorstBudgets> {
    const { environment, ...rest } = options;
    const body = { entityRefs, ...(environment && { environment }) };
    return this.#read({ ...rest, path: '/worst', body }, asWorst);
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
      throw new SloRequestError(
        `The slo backend answered ${path} with something that this page does not understand (status ${status}). Its version may not fit the page's: reload the page.`,
        { kind: 'unexpected-shape', path, status },
      );
    }
    return answer;
  }

  async #urlOf({ path, environment }: Call): Promise<URL> {
    const base = await this.#discoveryApi.getBaseUrl('slo');
    const url = new URL(`${base}${path}`);
    if (environment !== undefined) {
      url.searchParams.set('environment', environment);
    }
    return url;
  }

  async #send(url: URL, call: Call): Promise<Response> {
    const { body, signal, token } = call;
    try {
      return await this.#fetchApi.fetch(url.toString(), {
        method: body ? 'POST' : 'GET',
        headers: {
          Accept: 'application/json',
          ...(body ? { 'Content-Type': 'application/json' } : {}),
          ...(token && { Authorization: `Bearer ${token}` }),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        ...(signal && { signal }),
      });
    } catch (cause) {
      throw new SloRequestError(
        `The slo backend cannot be reached (${url.pathname}).`,
        { kind: 'unreachable', path: url.pathname, cause },
      );
    }
  }
}

function servicePath({ kind, namespace, name }: SloEntityRef): string {
  return `/services/${[kind, namespace, name].map(pathSegment).join('/')}`;
}

/** A URL folds these segments away, and would name another resource. */
function pathSegment(part: string): string {
  if (part === '' || part === '.' || part === '..') {
    throw new SloRequestError(
      `${JSON.stringify(part)} is no part of an entity's name.`,
      { kind: 'refused', path: '/services', name: 'InputError' },
    );
  }
  return encodeURIComponent(part);
}
