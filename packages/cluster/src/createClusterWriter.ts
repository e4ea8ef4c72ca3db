import { z } from 'zod/v4';
import type {
  ClusterWriter,
  ClusterWriterOptions,
  ObjectRef,
  PatchRequest,
  PatchResult,
  RawObject,
  ReadResult,
  RequestFailure,
} from './ClusterWriter';
import type { TransportRequest } from './connection';
import { ApiClient } from './http/ApiClient';
import { RequestFailed, unreachable } from './http/failure';
import { collectionPath, isDnsSubdomain, locationProblem } from './http/paths';

const DEFAULT_TIMEOUT_MS = 10_000;
const MERGE_PATCH = 'application/merge-patch+json';

const objectSchema = z.object({
  metadata: z.object({ resourceVersion: z.string().min(1) }),
});

/**
 * Makes a writer for one cluster. Its connection should carry a credential that
 * may do nothing but what is to be patched, never the one of the index.
 *
 * @public
 */
export function createClusterWriter(
  options: ClusterWriterOptions,
): ClusterWriter {
  const { connection, fieldManager = 'greenlight' } = options;
  const { requestTimeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const client = new ApiClient(connection);

  async function send(request: TransportRequest): Promise<RawObject> {
    const limits = { timeoutMs: requestTimeoutMs };
    return toRawObject(await client.getJson(request, limits));
  }

  return {
    cluster: connection.name,
    async read(ref): Promise<ReadResult> {
      const problem = refProblem(ref);
      if (problem) return { outcome: 'invalid', reason: problem };
      try {
        const object = await send({ method: 'GET', path: objectPath(ref) });
        return { outcome: 'found', object };
      } catch (error) {
        return withoutConflict(toPatchFailure(error, ref), false);
      }
    },
    async patch(ref, request): Promise<PatchResult> {
      const problem = refProblem(ref) ?? patchProblem(request);
      if (problem) return { outcome: 'invalid', reason: problem };
      try {
        const object = await send(toPatch(ref, request, fieldManager));
        return { outcome: 'patched', object };
      } catch (error) {
        return toPatchFailure(error, ref);
      }
    },
    close: () => client.close(),
  };
}

function toPatch(
  ref: ObjectRef,
  request: PatchRequest,
  fieldManager: string,
): TransportRequest {
  const { body, resourceVersion, subresource, dryRun } = request;
  const metadata = { ...objectOf(body.metadata), resourceVersion };
  const query: Record<string, string> = { fieldManager };
  if (dryRun) query.dryRun = 'All';
  return {
    method: 'PATCH',
    path: objectPath(ref) + (subresource ? `/${subresource}` : ''),
    query,
    headers: { 'Content-Type': MERGE_PATCH },
    body: JSON.stringify({ ...body, metadata }),
  };
}

function objectPath(ref: ObjectRef): string {
  return `${collectionPath(ref)}/${ref.name}`;
}

function refProblem(ref: ObjectRef): string | undefined {
  const problem = locationProblem(ref);
  if (problem) return problem;
  return isDnsSubdomain(ref.name) ? undefined : 'the name is no DNS name';
}

function patchProblem(request: PatchRequest): string | undefined {
  const { body, resourceVersion } = request;
  if (!/^[1-9][0-9]{0,30}$/.test(resourceVersion)) {
    return 'a patch needs the resource version that it was made for';
  }
  if (body.metadata !== undefined && !objectOf(body.metadata)) {
    return 'the metadata of a merge patch has to be an object';
  }
  return undefined;
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function toRawObject(raw: Record<string, unknown>): RawObject {
  const parsed = objectSchema.safeParse(raw);
  if (!parsed.success) {
    throw new RequestFailed('malformed', 'the answer is no Kubernetes object');
  }
  return { resourceVersion: parsed.data.metadata.resourceVersion, raw };
}

type PatchFailure = Exclude<PatchResult, { outcome: 'patched' }>;

function toPatchFailure(error: unknown, ref: ObjectRef): PatchFailure {
  const failure = error instanceof RequestFailed ? error : unreachable(error);
  const reason = failure.message;
  switch (failure.type) {
    case 'conflict':
      return { outcome: 'conflict', reason };
    case 'absent':
      return { outcome: 'not-found', reason };
    case 'forbidden':
      return { outcome: 'forbidden', reason };
    case 'unauthorized':
      return {
        outcome: 'forbidden',
        reason: `the credential for writing to ${ref.plural} was not accepted: ${reason}`,
      };
    case 'invalid':
    case 'expired':
      return { outcome: 'invalid', reason };
    case 'overloaded':
      return { outcome: 'unreachable', reason, maybeApplied: false };
    default:
      return { outcome: 'unreachable', reason, maybeApplied: failure.sent };
  }
}

function withoutConflict(
  failure: PatchFailure,
  maybeApplied: false,
): RequestFailure {
  if (failure.outcome === 'conflict') {
    return { outcome: 'invalid', reason: failure.reason };
  }
  return failure.outcome === 'unreachable'
    ? { ...failure, maybeApplied }
    : failure;
}
