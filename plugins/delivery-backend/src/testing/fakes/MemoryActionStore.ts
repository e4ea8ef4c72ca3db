import { openKey } from '../../domain/actionRecord';
import type { ActionRecord } from '../../domain/actionRecord';
import type {
  ActionStore,
  Lease,
  Leased,
  RecordQuery,
} from '../../service/ports';

type Row = { record: ActionRecord; lease: Lease };

function isOpen({ stage, state }: ActionRecord): boolean {
  return stage !== 'done' && state !== 'accepted';
}

/** Actions in memory, with the same rules as the database. */
export class MemoryActionStore implements ActionStore {
  private readonly rows = new Map<string, Row>();

  async open(
    record: ActionRecord,
    { owner, until }: { owner: string; until: Date },
  ): ReturnType<ActionStore['open']> {
    const other = [...this.rows.values()].find(
      row => isOpen(row.record) && openKey(row.record) === openKey(record),
    );
    if (other) return { outcome: 'busy', by: structuredClone(other.record) };
    const lease = { id: record.id, owner, version: 1, until };
    this.rows.set(record.id, { record: structuredClone(record), lease });
    return { outcome: 'opened', lease };
  }

  async save(
    record: ActionRecord,
    lease: Lease,
    until: Date,
  ): Promise<Lease | undefined> {
    const row = this.rows.get(lease.id);
    const held =
      row?.lease.version === lease.version && row.lease.owner === lease.owner;
    if (!held) return undefined;
    const next = { ...lease, version: lease.version + 1, until };
    this.rows.set(lease.id, { record: structuredClone(record), lease: next });
    return next;
  }

  async takeOver(options: {
    owner: string;
    now: Date;
    until: Date;
  }): Promise<Leased[]> {
    const left = [...this.rows.values()].filter(
      ({ record, lease }) =>
        record.stage !== 'done' && lease.until <= options.now,
    );
    return left.map(({ record, lease }) => {
      const { owner, until } = options;
      const taken = { ...lease, owner, until, version: lease.version + 1 };
      this.rows.set(lease.id, { record, lease: taken });
      return { record: structuredClone(record), lease: taken };
    });
  }

  async list(query: RecordQuery): Promise<ActionRecord[]> {
    const { entityRef, environments, since, limit } = query;
    return [...this.rows.values()]
      .map(row => row.record)
      .filter(
        record =>
          record.entityRef === entityRef &&
          (environments?.includes(record.environment) ?? true) &&
          (!since || Date.parse(record.askedAt) >= since.getTime()),
      )
      .sort(
        (a, b) =>
          Date.parse(b.askedAt) - Date.parse(a.askedAt) ||
          (a.id < b.id ? 1 : -1),
      )
      .slice(0, limit)
      .map(record => structuredClone(record));
  }

  async deleteBefore(time: Date): Promise<number> {
    const old = [...this.rows.values()].filter(
      ({ record }) =>
        record.stage === 'done' && Date.parse(record.askedAt) < time.getTime(),
    );
    old.forEach(({ record }) => this.rows.delete(record.id));
    return old.length;
  }
}
