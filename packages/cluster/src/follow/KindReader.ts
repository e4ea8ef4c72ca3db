import type { WatchedKind } from '../kinds';
import type { Row } from '../store/ObjectStore';
import { parseIdentity, parseMeta } from './parse';

/** Turns what the API server sent into rows and counts what it cannot read. */
export class KindReader {
  readonly #cluster: string;
  readonly #name: string;
  readonly #kind: WatchedKind<unknown>;
  readonly #dropped = new Set<string>();

  constructor(cluster: string, name: string, kind: WatchedKind<unknown>) {
    this.#cluster = cluster;
    this.#name = name;
    this.#kind = kind;
  }

  /** Objects that are left out at the moment. */
  get dropped(): number {
    return this.#dropped.size;
  }

  /** The row, or undefined for an object that is left out. */
  read(raw: unknown): Row | undefined {
    const row = this.#read(raw);
    if (row) this.#dropped.delete(`${row.namespace}/${row.name}`);
    else this.#dropped.add(parseIdentity(raw));
    return row;
  }

  /** To be called before a whole list is read anew. */
  forgetDropped(namespace: string | undefined): void {
    for (const key of this.#dropped) {
      if (namespace === undefined || key.startsWith(`${namespace}/`)) {
        this.#dropped.delete(key);
      }
    }
  }

  forget(identity: string): void {
    this.#dropped.delete(identity);
  }

  #read(raw: unknown): Row | undefined {
    const meta = parseMeta(raw);
    if (!meta) return undefined;
    const value = this.#project(raw);
    if (value === undefined) return undefined;
    return { cluster: this.#cluster, kind: this.#name, ...meta, value };
  }

  #project(raw: unknown): unknown {
    try {
      return this.#kind.project(raw);
    } catch {
      return undefined;
    }
  }
}
