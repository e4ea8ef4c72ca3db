import type { LabCluster } from '../run/state.ts';
import { labApi } from '../run/control.ts';
import type { LabApi } from './api.ts';
import { ApiError } from './errors.ts';
import {
  describeRef,
  refOf,
  type KubeMetadata,
  type KubeObject,
} from './objects.ts';

/**
 * Puts a set of objects with their status into a cluster without controllers, as if controllers had made them: owners first, and each owner reference gets the UID
 * that the API server gave. Several objects of a set may share a UID, as fixtures do; then the one of the referenced name is the owner.
 *
 * @public
 */
export async function loadObjects(
  cluster: LabCluster,
  objects: readonly KubeObject[],
  options: { namespace?: string } = {},
): Promise<KubeObject[]> {
  const api = labApi(cluster);
  const loaded = new Map<KubeObject, KubeObject>();
  for (const namespace of namespacesOf(objects, options.namespace)) {
    await api.apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace },
    });
  }
  for (const object of ownersFirst(objects)) {
    const prepared = prepare(object, { loaded, ...options });
    loaded.set(object, await createWithStatus(api, prepared, object));
  }
  return objects.flatMap(object => loaded.get(object) ?? []);
}

/** Old fixtures name groups that API servers no longer serve. */
const RETIRED: Readonly<Record<string, string>> = {
  'extensions/v1beta1': 'apps/v1',
};

function namespacesOf(
  objects: readonly KubeObject[],
  override: string | undefined,
): string[] {
  const names = objects.flatMap(({ metadata: { namespace } }) =>
    namespace ? [override ?? namespace] : [],
  );
  return [...new Set(names)];
}

/** Orders a set so that every owner that is in it stands before what it owns. */
export function ownersFirst(objects: readonly KubeObject[]): KubeObject[] {
  const ordered = new Set<KubeObject>();
  const place = (object: KubeObject, path: readonly KubeObject[]): void => {
    if (ordered.has(object)) return;
    if (path.includes(object)) {
      const names = path.map(one => describeRef(refOf(one))).join(', ');
      throw new Error(`These objects own each other: ${names}.`);
    }
    for (const owner of ownersOf(object, objects)) {
      place(owner, [...path, object]);
    }
    ordered.add(object);
  };
  objects.forEach(object => place(object, []));
  return [...ordered];
}

function ownersOf(
  object: KubeObject,
  objects: readonly KubeObject[],
): KubeObject[] {
  return (object.metadata.ownerReferences ?? []).flatMap(({ uid, name }) => {
    const sameUid = objects.filter(one => one.metadata.uid === uid);
    const sameName = sameUid.filter(one => one.metadata.name === name);
    return (sameName.length > 0 ? sameName : sameUid).slice(0, 1);
  });
}

function prepare(
  object: KubeObject,
  context: {
    loaded: ReadonlyMap<KubeObject, KubeObject>;
    namespace?: string;
  },
): KubeObject {
  const { name, namespace, labels, annotations } = object.metadata;
  const known = [...context.loaded.keys()];
  const metadata: KubeMetadata = { name, labels, annotations };
  if (namespace) metadata.namespace = context.namespace ?? namespace;
  const references = object.metadata.ownerReferences?.map(reference => {
    const [owner] = ownersOf(
      {
        ...object,
        metadata: { ...object.metadata, ownerReferences: [reference] },
      },
      known,
    );
    const created = owner && context.loaded.get(owner)?.metadata;
    return created
      ? { ...reference, name: created.name, uid: created.uid ?? reference.uid }
      : reference;
  });
  if (references) metadata.ownerReferences = references;
  const { status: _, ...rest } = object;
  const apiVersion = RETIRED[object.apiVersion] ?? object.apiVersion;
  return { ...rest, apiVersion, metadata };
}

async function createWithStatus(
  api: LabApi,
  prepared: KubeObject,
  original: KubeObject,
): Promise<KubeObject> {
  const created = await api.create(prepared);
  if (original.status === undefined) return created;
  const status = withGeneration(original, created.metadata.generation ?? 1);
  try {
    return await api.replaceStatus({ ...created, status });
  } catch (error) {
    // AnalysisRuns have no status subresource: theirs is a field like others.
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    return api.patch(refOf(created), { status });
  }
}

/** A controller that had seen the newest spec shall have seen it here too, and one that lagged shall lag. */
function withGeneration(original: KubeObject, generation: number): unknown {
  const { status } = original;
  if (
    typeof status !== 'object' ||
    status === null ||
    !('observedGeneration' in status)
  ) {
    return status;
  }
  const { observedGeneration } = status;
  const was = original.metadata.generation;
  const upToDate =
    was === undefined || String(observedGeneration) === String(was);
  const now = upToDate ? generation : generation - 1;
  return {
    ...status,
    observedGeneration:
      typeof observedGeneration === 'string' ? String(now) : now,
  };
}
