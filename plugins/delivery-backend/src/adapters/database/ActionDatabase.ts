import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { openKey } from '../../domain/actionRecord';
import type { ActionRecord } from '../../domain/actionRecord';
import type {
  ActionStore,
  Lease,
  Leased,
  RecordQuery,
} from '../../service/ports';
import { fromRow, recordColumns } from './rows';
import type { ActionRow } from './rows';

const MOST_TAKEN_AT_ONCE = 100;

/** Keeps actions in the plugin's database, SQLite or PostgreSQL. */
export class ActionDatabase implements ActionStore {
  constructor(private readonly knex: Knex) {}

  async open(
    record: ActionRecord,
    { owner, until }: { owner: string; until: Date },
  ): ReturnType<ActionStore['open']> {
    const { id, action, entityRef, environment, uid, askedAt } = record;
    try {
      await this.rows().insert({
        id,
        action,
        entity_ref: entityRef,
        environment,
        uid,
        asked_at: Date.parse(askedAt),
        ...recordColumns(record),
        lease_owner: owner,
        lease_until: until.getTime(),
        version: 1,
      });
    } catch (error) {
      if (!isDatabaseConflictError(error)) throw error;
      const other = await this.rows()
        .where({ open_key: openKey(record) })
        .first();
      return { outcome: 'busy', by: other && fromRow(other) };
    }
    return { outcome: 'opened', lease: { id, owner, version: 1, until } };
  }

  async save(
    record: ActionRecord,
    lease: Lease,
    until: Date,
  ): Promise<Lease | undefined> {
    const version = lease.version + 1;
    const updated = await this.rows()
      .where({
        id: lease.id,
        version: lease.version,
        lease_owner: lease.owner,
      })
      .update({
        ...recordColumns(record),
        lease_until: until.getTime(),
        version,
      });
    return updated === 1 ? { ...lease, version, until } : undefined;
  }

  async takeOver(options: {
    owner: string;
    now: Date;
    until: Date;
  }): Promise<Leased[]> {
    const left = await this.rows()
      .where({ finished: false })
      .andWhere('lease_until', '<=', options.now.getTime())
      .orderBy('asked_at')
      .limit(MOST_TAKEN_AT_ONCE);
    const taken: Leased[] = [];
    for (const row of left) {
      const lease = await this.take(row, options);
      if (lease) taken.push({ record: fromRow(row), lease });
    }
    return taken;
  }

  async list(query: RecordQuery): Promise<ActionRecord[]> {
    const { entityRef, environments, since, limit } = query;
    const found = this.rows()
      .where({ entity_ref: entityRef })
      .orderBy([
        { column: 'asked_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    if (environments) void found.whereIn('environment', [...environments]);
    if (since) void found.andWhere('asked_at', '>=', since.getTime());
    return (await found).map(fromRow);
  }

  deleteBefore(time: Date): Promise<number> {
    return this.rows()
      .where({ finished: true })
      .andWhere('asked_at', '<', time.getTime())
      .delete();
  }

  /** Compare-and-set: of several replicas that see the row, one gets it. */
  private async take(
    row: ActionRow,
    { owner, until }: { owner: string; until: Date },
  ): Promise<Lease | undefined> {
    const version = row.version + 1;
    const updated = await this.rows()
      .where({ id: row.id, version: row.version })
      .update({ lease_owner: owner, lease_until: until.getTime(), version });
    return updated === 1 ? { id: row.id, owner, version, until } : undefined;
  }

  private rows() {
    return this.knex<ActionRow>('delivery_actions');
  }
}
