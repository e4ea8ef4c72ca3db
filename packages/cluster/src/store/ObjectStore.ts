import { isDeepStrictEqual } from 'node:util';
import type {
  Change,
  GetQuery,
  ListQuery,
  OwnedByQuery,
} from '../ClusterIndex';
import type { IndexedObject } from '../kinds';
import { Bags } from './Bags';

/** A row of any kind; what `value` holds is known to whoever asks by kind. */
export type Row = IndexedObject<unknown>;
type Table = Map<string, Row>;

/** One watch's share of the index. */
export interface Scope {
  cluster: string;
  kind: string;
  /** All namespaces when left out. */
  namespace?: string;
}

/** The rows of all clusters with their look-up tables. */
export class ObjectStore {
  readonly #tables = new Map<string, Table>();
  readonly #clusters = new Set<string>();
  readonly #byOwner = new Bags<Row>();
  readonly #byLabel = new Bags<Row>();
  readonly #labelKeys: readonly string[];

  constructor(labelKeys: readonly string[]) {
    this.#labelKeys = labelKeys;
  }

  /** Puts a row; answers what a reader can notice of it. */
  upsert(row: Row): Change[] {
    const table = this.#table(row);
    const key = rowKey(row);
    const previous = table.get(key);
    const sameObject = previous?.uid === row.uid;
    if (previous && sameObject && sameContent(previous, row)) {
      this.#swap(table, previous, { ...row, value: previous.value });
      return [];
    }
    this.#swap(table, previous, row);
    if (!previous) return [toChange('added', row)];
    if (sameObject) return [toChange('updated', row)];
    return [toChange('deleted', previous), toChange('added', row)];
  }

  remove(row: Pick<Row, 'cluster' | 'kind' | 'namespace' | 'name'>): Change[] {
    const table = this.#table(row);
    const previous = table.get(rowKey(row));
    if (!previous) return [];
    this.#swap(table, previous, undefined);
    return [toChange('deleted', previous)];
  }

  /** Makes the rows of a scope exactly these. */
  replace(scope: Scope, rows: readonly Row[]): Change[] {
    const keep = new Set(rows.map(rowKey));
    const gone = [...this.#table(scope).values()].filter(
      row => inScope(row, scope) && !keep.has(rowKey(row)),
    );
    return [
      ...gone.flatMap(row => this.remove(row)),
      ...rows.flatMap(row => this.upsert(row)),
    ];
  }

  count(scope: Scope): number {
    const table = this.#table(scope);
    if (scope.namespace === undefined) return table.size;
    let count = 0;
    for (const row of table.values()) if (inScope(row, scope)) count++;
    return count;
  }

  get({ kind, cluster, namespace, name }: GetQuery<string>): Row | undefined {
    return this.#tables
      .get(tableKey(cluster, kind))
      ?.get(rowKey({ namespace, name }));
  }

  list(query: ListQuery<string>): Row[] {
    const wanted = Object.entries(query.labels ?? {});
    const fast = wanted.find(([key]) => this.#labelKeys.includes(key));
    const candidates = fast
      ? this.#byLabel.get(labelKey(...fast))
      : this.#rowsOf(query);
    return candidates.filter(
      row =>
        row.kind === query.kind &&
        (query.cluster === undefined || row.cluster === query.cluster) &&
        (query.namespace === undefined || row.namespace === query.namespace) &&
        wanted.every(
          ([key, value]) =>
            Object.hasOwn(row.labels, key) && row.labels[key] === value,
        ),
    );
  }

  ownedBy({ cluster, uid }: OwnedByQuery): readonly Row[] {
    return this.#byOwner.get(ownerKey(cluster, uid));
  }

  #rowsOf({ kind, cluster }: ListQuery<string>): Row[] {
    const clusters = cluster === undefined ? [...this.#clusters] : [cluster];
    return clusters.flatMap(name => [
      ...(this.#tables.get(tableKey(name, kind))?.values() ?? []),
    ]);
  }

  #table({ cluster, kind }: { cluster: string; kind: string }): Table {
    const key = tableKey(cluster, kind);
    let table = this.#tables.get(key);
    if (!table) {
      table = new Map();
      this.#tables.set(key, table);
      this.#clusters.add(cluster);
    }
    return table;
  }

  #swap(table: Table, previous: Row | undefined, next: Row | undefined) {
    if (previous) {
      if (!next) table.delete(rowKey(previous));
      this.#keysOf(previous, (bags, key) => bags.remove(key, previous));
    }
    if (next) {
      table.set(rowKey(next), next);
      this.#keysOf(next, (bags, key) => bags.add(key, next));
    }
  }

  #keysOf(row: Row, visit: (bags: Bags<Row>, key: string) => void) {
    if (row.ownerUid) visit(this.#byOwner, ownerKey(row.cluster, row.ownerUid));
    for (const key of this.#labelKeys) {
      const value = Object.hasOwn(row.labels, key)
        ? row.labels[key]
        : undefined;
      if (value !== undefined) visit(this.#byLabel, labelKey(key, value));
    }
  }
}

function rowKey(row: { namespace: string; name: string }): string {
  return `${row.namespace}/${row.name}`;
}

function tableKey(cluster: string, kind: string): string {
  return `${cluster}\n${kind}`;
}

function ownerKey(cluster: string, uid: string): string {
  return `${cluster}\n${uid}`;
}

function labelKey(key: string, value: string): string {
  return `${key}\n${value}`;
}

function inScope(row: Row, scope: Scope): boolean {
  return scope.namespace === undefined || row.namespace === scope.namespace;
}

function sameContent(a: Row, b: Row): boolean {
  return (
    a.ownerUid === b.ownerUid &&
    (a.resourceVersion === b.resourceVersion ||
      (isDeepStrictEqual(a.labels, b.labels) &&
        isDeepStrictEqual(a.value, b.value)))
  );
}

function toChange(type: Change['type'], row: Row): Change {
  const { cluster, kind, namespace, name, uid, labels, ownerUid } = row;
  return { type, cluster, kind, namespace, name, uid, labels, ownerUid };
}
