import type { Change, ChangeBatch } from '../ClusterIndex';

/** Gathers what changes within a turn of the event loop and tells it at once. */
export class ChangeFeed {
  readonly #listeners = new Set<(batch: ChangeBatch) => void>();
  readonly #onListenerError: () => void;
  #changes = new Map<string, Change>();
  #clusters = new Set<string>();
  #scheduled = false;

  constructor(onListenerError: () => void) {
    this.#onListenerError = onListenerError;
  }

  subscribe(listener: (batch: ChangeBatch) => void): () => void {
    const entry = (batch: ChangeBatch) => listener(batch);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  changed(changes: readonly Change[]): void {
    for (const change of changes) this.#add(change);
    if (changes.length > 0) this.#schedule();
  }

  clusterChanged(name: string): void {
    this.#clusters.add(name);
    this.#schedule();
  }

  #add(change: Change) {
    const { cluster, kind, namespace, name, uid } = change;
    const key = [cluster, kind, namespace, name, uid].join('\n');
    const merged = merge(this.#changes.get(key), change);
    this.#changes.delete(key);
    if (merged) this.#changes.set(key, merged);
  }

  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush() {
    this.#scheduled = false;
    const batch = {
      changes: [...this.#changes.values()],
      clusters: [...this.#clusters],
    };
    this.#changes = new Map();
    this.#clusters = new Set();
    if (batch.changes.length === 0 && batch.clusters.length === 0) return;
    for (const listener of [...this.#listeners]) {
      try {
        listener(batch);
      } catch {
        this.#onListenerError();
      }
    }
  }
}

/** What two changes of one object come to, or undefined for nothing. */
function merge(first: Change | undefined, then: Change): Change | undefined {
  if (!first) return then;
  if (first.type === 'added') {
    return then.type === 'deleted' ? undefined : { ...then, type: 'added' };
  }
  if (first.type === 'deleted') return { ...then, type: 'updated' };
  return then;
}
