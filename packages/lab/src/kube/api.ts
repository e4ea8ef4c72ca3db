import type { z } from 'zod/v4';
import {
  describeRef,
  discovery,
  kubeList,
  kubeObject,
  kubeStatus,
  refOf,
  watchLine,
  type KubeObject,
  type KubeRef,
} from './objects.ts';
import { ApiError } from './errors.ts';
import { openResponse, readBody, readLines, type Endpoint } from './http.ts';

const PATCH_TYPES = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

/**
 * How a patch is meant.
 *
 * @public
 */
export interface PatchOptions {
  type?: keyof typeof PATCH_TYPES;
  subresource?: string;
}

/**
 * One change that a watch tells.
 *
 * @public
 */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubeObject;
}

type NamedRef = KubeRef & { name: string };

/**
 * A small client of a lab's API server: plain HTTPS with the lab's own CA. It is not the client that the product uses, since it is what the product is compared with.
 *
 * @public
 */
export class LabApi {
  readonly endpoint: Endpoint;
  readonly #kinds = new Map<string, Promise<Map<string, ResourceKind>>>();

  constructor(endpoint: Endpoint) {
    this.endpoint = endpoint;
  }

  /** Any request; throws an ApiError for a status of 400 and above. */
  async request(
    method: string,
    path: string,
    options: { body?: unknown; contentType?: string } = {},
  ): Promise<unknown> {
    const call = { method, path, ...options };
    const response = await openResponse(this.endpoint, call);
    const body = await readBody(response);
    const status = response.statusCode ?? 0;
    if (status < 400) return body;
    const said = kubeStatus.safeParse(body);
    throw new ApiError(
      status,
      said.data?.reason ?? 'Unknown',
      `${method} ${path}: ${status} ${said.data?.message ?? String(body)}`,
    );
  }

  /** One object, or undefined when there is none. */
  async get(ref: NamedRef): Promise<KubeObject | undefined> {
    const path = await this.pathOf(ref);
    try {
      return this.#object(await this.request('GET', path), ref);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** All objects of a kind, in one namespace or in all. */
  async list(ref: KubeRef, labelSelector?: string): Promise<KubeObject[]> {
    const query = labelSelector
      ? `?labelSelector=${encodeURIComponent(labelSelector)}`
      : '';
    const path = await this.pathOf({ ...ref, name: undefined });
    const body = await this.request('GET', `${path}${query}`);
    const { items } = this.#parse(kubeList, body, ref);
    return items.map(item => ({
      ...item,
      apiVersion: ref.apiVersion,
      kind: ref.kind,
    }));
  }

  /** Server-side apply as the lab's own field manager. */
  async apply(object: KubeObject): Promise<KubeObject> {
    const path = await this.pathOf(refOf(object));
    const body = await this.request(
      'PATCH',
      `${path}?fieldManager=greenlight-lab&force=true`,
      { body: object, contentType: PATCH_TYPES.apply },
    );
    return this.#object(body, refOf(object));
  }

  /** Creates an object. */
  async create(object: KubeObject): Promise<KubeObject> {
    const { name: _, ...collection } = refOf(object);
    const path = await this.pathOf(collection);
    const body = await this.request('POST', path, { body: object });
    return this.#object(body, refOf(object));
  }

  /** Sends a patch as it is given (a merge patch unless said otherwise). */
  async patch(
    ref: NamedRef,
    body: unknown,
    options: PatchOptions = {},
  ): Promise<KubeObject> {
    const path = await this.pathOf(ref);
    const suffix = options.subresource ? `/${options.subresource}` : '';
    const answer = await this.request('PATCH', `${path}${suffix}`, {
      body,
      contentType: PATCH_TYPES[options.type ?? 'merge'],
    });
    return this.#object(answer, ref);
  }

  /** The same on the status subresource. */
  async patchStatus(ref: NamedRef, body: unknown): Promise<KubeObject> {
    return this.patch(ref, body, { subresource: 'status' });
  }

  /** Replaces the status of an object as a controller would. */
  async replaceStatus(object: KubeObject): Promise<KubeObject> {
    const path = await this.pathOf(refOf(object));
    const body = await this.request('PUT', `${path}/status`, { body: object });
    return this.#object(body, refOf(object));
  }

  /** Deletes an object and what it owns; one that is gone already is fine. */
  async remove(
    ref: NamedRef,
    propagation: 'Background' | 'Foreground' = 'Background',
  ): Promise<void> {
    const path = await this.pathOf(ref);
    try {
      await this.request(
        'DELETE',
        `${path}?propagationPolicy=${propagation}&gracePeriodSeconds=0`,
      );
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
    }
  }

  /** Every change of a kind from now on (first what is there), until the signal is aborted or the server ends the stream. */
  async *watch(ref: KubeRef, signal: AbortSignal): AsyncGenerator<WatchEvent> {
    const path = `${await this.pathOf({ ...ref, name: undefined })}?watch=true${
      ref.name ? `&fieldSelector=metadata.name%3D${ref.name}` : ''
    }`;
    try {
      const call = { method: 'GET', path, signal };
      const response = await openResponse(this.endpoint, call);
      if (response.statusCode !== 200) {
        const said = kubeStatus.safeParse(await readBody(response)).data;
        const status = response.statusCode ?? 0;
        throw new ApiError(status, said?.reason ?? '', said?.message ?? path);
      }
      for await (const line of readLines(response)) {
        const { type, object } = watchLine.parse(JSON.parse(line));
        if (type === 'BOOKMARK') continue;
        if (type === 'ERROR') throw new ApiError(410, 'Expired', line);
        yield { type, object: kubeObject.parse(object) };
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** The URL path of a kind or an object, from the server's own discovery. */
  async pathOf(ref: KubeRef): Promise<string> {
    const kind = await this.#kindOf(ref);
    if (!kind) {
      throw new ApiError(
        404,
        'NotFound',
        `The API server does not know ${ref.apiVersion} ${ref.kind}.`,
      );
    }
    const namespace =
      kind.namespaced && ref.namespace ? `/namespaces/${ref.namespace}` : '';
    const name = ref.name ? `/${ref.name}` : '';
    return `${groupPath(ref.apiVersion)}${namespace}/${kind.plural}${name}`;
  }

  /** Kinds come and go with their definitions, so one that is not known is asked for again. */
  async #kindOf({
    apiVersion,
    kind,
  }: KubeRef): Promise<ResourceKind | undefined> {
    const known = (
      await this.#kinds.get(apiVersion)?.catch(() => undefined)
    )?.get(kind);
    if (known) return known;
    const asked = this.#discover(apiVersion);
    this.#kinds.set(apiVersion, asked);
    return (await asked).get(kind);
  }

  async #discover(apiVersion: string): Promise<Map<string, ResourceKind>> {
    const body = await this.request('GET', groupPath(apiVersion));
    const { resources } = discovery.parse(body);
    return new Map(
      resources
        .filter(({ name }) => !name.includes('/'))
        .map(({ kind, name, namespaced }) => [
          kind,
          { plural: name, namespaced },
        ]),
    );
  }

  #object(body: unknown, ref: KubeRef): KubeObject {
    return this.#parse(kubeObject, body, ref);
  }

  #parse<T>(schema: z.ZodType<T>, body: unknown, ref: KubeRef): T {
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    throw new Error(
      `The answer for ${describeRef(ref)} on ${
        this.endpoint.url
      } is not what the Kubernetes API gives.`,
    );
  }
}

interface ResourceKind {
  plural: string;
  namespaced: boolean;
}

function groupPath(apiVersion: string): string {
  return apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
}
