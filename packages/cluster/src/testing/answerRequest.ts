import type { TransportRequest, TransportResponse } from '../connection';
import { failure, json, statusObject, whole } from './answers';
import { complete } from './FakeStore';
import type { FakeStore } from './FakeStore';
import { isRecord, mergePatch } from './mergePatch';
import type { FakeDenial, FakeKind, FakeManifest, FakeObject } from './types';

/** What a path and a query ask for. */
export interface FakeRequest {
  kind: FakeKind;
  namespace: string | undefined;
  name: string | undefined;
  subresource: string | undefined;
  /** The version that a watch begins at. */
  resourceVersion: number;
}

export interface FakeContext {
  store: FakeStore;
  kinds: readonly FakeKind[];
  user: string;
  denied(action: Required<Omit<FakeDenial, 'user'>>): boolean;
  watch(request: FakeRequest): TransportResponse;
}

const PATH =
  /^\/(?:api|apis\/([^/]+))\/(v[^/]+)\/(?:namespaces\/([^/]+)\/)?([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/;

export function answerRequest(
  request: TransportRequest,
  context: FakeContext,
): TransportResponse {
  if (request.path === '/readyz') return whole(200, 'text/plain', 'ok');
  const asked = parseRequest(request, context.kinds);
  if (!asked) return whole(404, 'text/plain', '404 page not found\n');
  const verb = verbOf(request, asked);
  const { plural, group } = asked.kind;
  if (context.denied({ verb, plural })) {
    const resource = group ? `${plural}.${group}` : plural;
    return failure(
      403,
      `${resource} is forbidden: User "${context.user}" cannot ${verb} resource "${plural}" in API group "${group}"`,
    );
  }
  switch (verb) {
    case 'watch':
      return watch(asked, context);
    case 'list':
      return list(request, asked, context);
    case 'patch':
      return patch(request, asked, context);
    default:
      return found(asked, context) ?? notFound(asked);
  }
}

function parseRequest(
  { path, query }: TransportRequest,
  kinds: readonly FakeKind[],
): FakeRequest | undefined {
  const match = PATH.exec(path);
  if (!match) return undefined;
  const [, group = '', version, namespace, plural, name, subresource] = match;
  const kind = kinds.find(
    other =>
      other.group === group &&
      other.version === version &&
      other.plural === plural,
  );
  const unknownSubresource = subresource === 'status' && !kind?.status;
  if (!kind || unknownSubresource) return undefined;
  const resourceVersion = Number(query?.resourceVersion ?? 0);
  return { kind, namespace, name, subresource, resourceVersion };
}

function verbOf({ method, query }: TransportRequest, { name }: FakeRequest) {
  if (method === 'PATCH') return 'patch';
  if (query?.watch === 'true') return 'watch';
  return name ? 'get' : 'list';
}

function watch(asked: FakeRequest, { store, watch: open }: FakeContext) {
  if (asked.resourceVersion >= store.compacted) return open(asked);
  const event = {
    type: 'ERROR',
    object: statusObject(
      410,
      `too old resource version: ${asked.resourceVersion} (${store.compacted})`,
    ),
  };
  return whole(200, 'application/json', `${JSON.stringify(event)}\n`);
}

function list(
  { query }: TransportRequest,
  { kind, namespace }: FakeRequest,
  { store }: FakeContext,
): TransportResponse {
  const [version = store.version, start = 0] = (query?.continue ?? '')
    .split(':')
    .filter(Boolean)
    .map(Number);
  if (version < store.compacted) {
    return failure(410, 'The provided continue parameter is too old');
  }
  const limit = Number(query?.limit ?? 0) || Infinity;
  const all = store.list(kind, namespace);
  const end = start + limit;
  const more = all.length > end ? { continue: `${version}:${end}` } : {};
  return json(200, {
    kind: `${kind.kind}List`,
    apiVersion: kind.group ? `${kind.group}/${kind.version}` : kind.version,
    metadata: { resourceVersion: String(version), ...more },
    items: all.slice(start, end),
  });
}

function found(asked: FakeRequest, { store }: FakeContext) {
  const object = objectOf(asked, store);
  return object && json(200, object);
}

function objectOf(
  { kind, namespace = '', name = '' }: FakeRequest,
  store: FakeStore,
): FakeObject | undefined {
  return store.get(kind, namespace, name);
}

function notFound({ kind, name }: FakeRequest): TransportResponse {
  const resource = [kind.plural, kind.group].filter(Boolean).join('.');
  return failure(404, `${resource} "${name}" not found`);
}

function patch(
  request: TransportRequest,
  asked: FakeRequest,
  { store }: FakeContext,
): TransportResponse {
  const contentType = request.headers?.['Content-Type'] ?? '';
  if (contentType !== 'application/merge-patch+json') {
    return failure(415, `the body has the unsupported type ${contentType}`);
  }
  const previous = objectOf(asked, store);
  if (!previous) return notFound(asked);
  const body: unknown = JSON.parse(request.body ?? '');
  if (!isRecord(body)) return failure(400, 'the patch is no object');
  const expected = isRecord(body.metadata)
    ? body.metadata.resourceVersion
    : undefined;
  if (
    expected !== undefined &&
    expected !== previous.metadata.resourceVersion
  ) {
    return failure(
      409,
      `Operation cannot be fulfilled on ${asked.kind.plural} "${asked.name}": the object has been modified; please apply your changes to the latest version and try again`,
    );
  }
  const next = complete(patched(asked, previous, body), previous);
  const invalid = problemOf(next);
  if (invalid) return failure(422, invalid);
  if (request.query?.dryRun === 'All') return json(200, next);
  return json(200, store.write(asked.kind, next));
}

function patched(
  { kind, subresource }: FakeRequest,
  previous: FakeObject,
  body: Record<string, unknown>,
): FakeManifest {
  const merged = mergePatch(previous, body) as FakeManifest;
  if (subresource === 'status') return { ...previous, status: merged.status };
  return kind.status ? { ...merged, status: previous.status } : merged;
}

/** The one rule of the schemas that tests want to break. */
function problemOf({ kind, metadata, spec }: FakeObject): string | undefined {
  const replicas = isRecord(spec) ? spec.replicas : undefined;
  return replicas === undefined || Number.isInteger(replicas)
    ? undefined
    : `${kind} "${metadata.name}" is invalid: spec.replicas: Invalid value: must be of type integer`;
}
