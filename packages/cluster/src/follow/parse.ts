import { z } from 'zod/v4';
import { parseObject } from '../http/body';
import { RequestFailed } from '../http/failure';
import { oneLine } from '../http/statusFailure';

const metaSchema = z.object({
  name: z.string().min(1).max(253),
  namespace: z.string().max(63).optional(),
  uid: z.string().min(1).max(128),
  resourceVersion: z.string().min(1).max(64),
  labels: z.record(z.string(), z.unknown()).nullish(),
  ownerReferences: z
    .array(
      z.object({
        uid: z.string().max(128),
        controller: z.boolean().optional(),
      }),
    )
    .nullish(),
});
const objectSchema = z.object({ metadata: metaSchema });

const listSchema = z.object({
  items: z.array(z.unknown()).nullish(),
  metadata: z.object({
    resourceVersion: z.string().min(1),
    continue: z.string().optional(),
  }),
});

const eventSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.record(z.string(), z.unknown()),
});

const versionSchema = z.object({
  metadata: z.object({ resourceVersion: z.string().min(1).max(64) }),
});

/** What every object has, checked. */
export interface ObjectMeta {
  name: string;
  namespace: string;
  uid: string;
  resourceVersion: string;
  labels: Record<string, string>;
  ownerUid?: string;
}

/** The metadata of an object, or undefined when it is unusable. */
export function parseMeta(raw: unknown): ObjectMeta | undefined {
  const parsed = objectSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const {
    labels,
    ownerReferences,
    namespace = '',
    ...rest
  } = parsed.data.metadata;
  return {
    ...rest,
    namespace,
    labels: stringsOf(labels ?? {}),
    ownerUid: ownerReferences?.find(owner => owner.controller)?.uid,
  };
}

/** Namespace and name of an object that is otherwise unusable, to count it. */
export function parseIdentity(raw: unknown): string {
  const parsed = z
    .object({
      metadata: z.object({
        namespace: z.string().optional(),
        name: z.string(),
      }),
    })
    .safeParse(raw);
  if (!parsed.success) return '?';
  const { namespace = '', name } = parsed.data.metadata;
  return oneLine(`${namespace}/${name}`, 330);
}

/** One page of a list. */
export interface ListPage {
  items: unknown[];
  resourceVersion: string;
  continueToken?: string;
}

export function parseListPage(answer: Record<string, unknown>): ListPage {
  const parsed = listSchema.safeParse(answer);
  if (!parsed.success) {
    throw new RequestFailed('malformed', 'the answer is no list of objects');
  }
  const { items, metadata } = parsed.data;
  return {
    items: items ?? [],
    resourceVersion: metadata.resourceVersion,
    continueToken: metadata.continue || undefined,
  };
}

/** One line of a watch. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: Record<string, unknown>;
}

export function parseWatchEvent(line: string): WatchEvent {
  const parsed = eventSchema.safeParse(parseObject(line));
  if (!parsed.success) {
    throw new RequestFailed('malformed', 'a line of the watch is no event');
  }
  return parsed.data;
}

/** The version that a watch can be resumed from after this event. */
export function versionOf(event: WatchEvent): string {
  const parsed = versionSchema.safeParse(event.object);
  if (!parsed.success) {
    throw new RequestFailed(
      'malformed',
      'an event of the watch has no version',
    );
  }
  return parsed.data.metadata.resourceVersion;
}

function stringsOf(labels: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
