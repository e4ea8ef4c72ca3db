import type {
  ContainerImage,
  ObjectCondition,
  ObjectMeta,
  OwnerRef,
  Parsed,
  ParseOptions,
} from '../objects';
import { compact, Fields, objectLeaf, Reading } from './reading';

/** Opens a foreign object of one kind: its metadata, and readers of the rest. */
export function readObject<T>(
  raw: unknown,
  kind: string,
  build: (fields: Fields, meta: ObjectMeta, reading: Reading) => T,
  options?: ParseOptions,
): Parsed<T> {
  const object = objectLeaf.safeParse(raw);
  if (!object.success) return no(`This is not a ${kind}: it is not an object.`);
  const reading = new Reading(options);
  const fields = new Fields(object.data, '', reading);
  const said = fields.text('kind');
  if (said !== undefined && said !== kind) {
    return no(`This is not a ${kind} but a ${said.slice(0, 80)}.`);
  }
  const meta = readMeta(fields.object('metadata'));
  if (!meta.ok) return no(`This ${kind} cannot be used: ${meta.problem}.`);
  return { ok: true, value: build(fields, meta.value, reading) };
}

function readMeta(fields: Fields | undefined): Parsed<ObjectMeta> {
  if (!fields) return no('it has no metadata');
  const name = fields.text('name');
  const namespace = fields.shared('namespace');
  const uid = fields.text('uid');
  if (!name) return no('it has no name');
  if (!namespace) return no('it has no namespace');
  if (!uid) return no('it has no uid');
  const value: ObjectMeta = compact({
    uid,
    name,
    namespace,
    labels: fields.map('labels'),
    annotations: fields.map('annotations', fields.reading.prefixes),
    generation: fields.whole('generation'),
    resourceVersion: fields.text('resourceVersion'),
    creationTimestamp: fields.text('creationTimestamp'),
    deletionTimestamp: fields.text('deletionTimestamp'),
    owner: readOwner(fields),
  });
  return { ok: true, value };
}

function readOwner(fields: Fields): OwnerRef | undefined {
  for (const reference of fields.list('ownerReferences')) {
    if (reference.flag('controller')) {
      const uid = reference.text('uid');
      const kind = reference.shared('kind');
      const name = reference.shared('name');
      if (uid && kind && name) return { uid, kind, name };
    }
  }
  return undefined;
}

/** The conditions of a status. */
export function readConditions(fields: Fields): readonly ObjectCondition[] {
  return fields.list('conditions').flatMap(condition => {
    const type = condition.shared('type');
    if (!type) return [];
    return [
      compact({
        type,
        status: condition.shared('status') ?? 'Unknown',
        reason: condition.shared('reason'),
        message: condition.text('message'),
        lastTransitionTime: condition.text('lastTransitionTime'),
      }),
    ];
  });
}

/** Names and images of the containers of a pod spec. */
export function readContainers(
  fields: Fields | undefined,
  key = 'containers',
): readonly ContainerImage[] {
  return (fields?.list(key) ?? []).map(container => ({
    name: container.shared('name') ?? '',
    image: container.shared('image') ?? '',
  }));
}

function no(problem: string): { ok: false; problem: string } {
  return { ok: false, problem };
}
