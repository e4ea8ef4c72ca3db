import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { FakeKind, FakeManifest, FakeObject } from './types';

export interface FakeEvent {
  version: number;
  kind: FakeKind;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: FakeObject;
}

/** Objects with versions and a history, as etcd and a watch cache have them. */
export class FakeStore {
  readonly #objects = new Map<string, FakeObject>();
  readonly #listeners = new Set<(event: FakeEvent) => void>();
  #history: FakeEvent[] = [];
  #version = 1000;
  #compacted = 1000;

  get version(): number {
    return this.#version;
  }

  /** The oldest version that a watch can be resumed from. */
  get compacted(): number {
    return this.#compacted;
  }

  get(kind: FakeKind, namespace: string, name: string): FakeObject | undefined {
    return this.#objects.get(keyOf(kind, namespace, name));
  }

  list(kind: FakeKind, namespace: string | undefined): FakeObject[] {
    const prefix = keyOf(kind, namespace, undefined);
    return [...this.#objects]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object);
  }

  /** Stores what the object is to be; nothing happens when it is that already. */
  write(kind: FakeKind, manifest: FakeManifest): FakeObject {
    const { name, namespace = '' } = manifest.metadata;
    const key = keyOf(kind, namespace, name);
    const previous = this.#objects.get(key);
    const next = complete(manifest, previous);
    if (previous && isDeepStrictEqual(previous, next)) return previous;
    next.metadata.resourceVersion = String(this.#nextVersion());
    this.#objects.set(key, next);
    this.#record(kind, previous ? 'MODIFIED' : 'ADDED', next);
    return next;
  }

  remove(kind: FakeKind, namespace: string, name: string): boolean {
    const key = keyOf(kind, namespace, name);
    const previous = this.#objects.get(key);
    if (!previous) return false;
    const last = structuredClone(previous);
    last.metadata.resourceVersion = String(this.#nextVersion());
    this.#objects.delete(key);
    this.#record(kind, 'DELETED', last);
    return true;
  }

  since(version: number): FakeEvent[] {
    return this.#history.filter(event => event.version > version);
  }

  /** Forgets the history: older versions than the present one are gone. */
  compact(): void {
    this.#nextVersion();
    this.#compacted = this.#version;
    this.#history = [];
  }

  listen(listener: (event: FakeEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #nextVersion(): number {
    this.#version += 1;
    return this.#version;
  }

  #record(kind: FakeKind, type: FakeEvent['type'], object: FakeObject) {
    const event = { version: this.#version, kind, type, object };
    this.#history.push(event);
    for (const listener of [...this.#listeners]) listener(event);
  }
}

/** What a manifest becomes: server-side metadata filled in from what was there. */
export function complete(
  manifest: FakeManifest,
  previous: FakeObject | undefined,
): FakeObject {
  // As it comes out of JSON: a field that is undefined is not there.
  const next: FakeObject = JSON.parse(JSON.stringify(manifest));
  const before = previous?.metadata;
  next.metadata = {
    ...next.metadata,
    uid: before?.uid ?? manifest.metadata.uid ?? randomUUID(),
    creationTimestamp:
      before?.creationTimestamp ??
      manifest.metadata.creationTimestamp ??
      new Date().toISOString(),
    resourceVersion: before?.resourceVersion ?? '0',
    generation: before?.generation ?? 1,
  };
  if (previous && !isDeepStrictEqual(desired(previous), desired(next))) {
    next.metadata.generation += 1;
  }
  return next;
}

function desired({ metadata, status, ...rest }: FakeManifest) {
  return rest;
}

function keyOf(
  kind: FakeKind,
  namespace: string | undefined,
  name: string | undefined,
): string {
  const base = `${kind.group}/${kind.plural}/`;
  if (namespace === undefined) return base;
  return name === undefined
    ? `${base}${namespace}/`
    : `${base}${namespace}/${name}`;
}
