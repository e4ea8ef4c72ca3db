import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { budgetLevels } from '@greenlight/backstage-plugin-slo-common';
import type { BudgetLevel } from '@greenlight/backstage-plugin-slo-common';
import type { Knex } from 'knex';
import { keyOf } from '../../domain/identity';
import type { Identity } from '../../domain/identity';
import type { KnownLevel, LevelStore } from '../../service/ports';

type Row = {
  objective_id: string;
  entity_ref: string;
  environment: string;
  level: string;
  /** PostgreSQL answers big integers as text. */
  seen_at: number | string;
};

function isLevel(text: string): text is BudgetLevel {
  return budgetLevels.some(({ level }) => level === text);
}

function columnsOf({ id, entityRef, environment }: Identity) {
  return { objective_id: id, entity_ref: entityRef, environment };
}

/** Keeps levels in the plugin's database, SQLite or PostgreSQL. */
export class LevelDatabase implements LevelStore {
  constructor(private readonly knex: Knex) {}

  async all(): Promise<ReadonlyMap<string, KnownLevel>> {
    const rows = await this.#rows().select();
    return new Map(
      rows.flatMap(({ level, seen_at: seenAt, ...row }) => {
        const { objective_id: id, entity_ref: entityRef, environment } = row;
        const key = keyOf({ id, entityRef, environment });
        return isLevel(level)
          ? [[key, { level, seenAt: Number(seenAt) }] as const]
          : [];
      }),
    );
  }

  async first(objective: Identity, known: KnownLevel): Promise<boolean> {
    const { level, seenAt: seen_at } = known;
    try {
      await this.#rows().insert({ ...columnsOf(objective), level, seen_at });
      return true;
    } catch (error) {
      if (!isDatabaseConflictError(error)) throw error;
      return false;
    }
  }

  async change(
    objective: Identity,
    from: BudgetLevel,
    { level, seenAt }: KnownLevel,
  ): Promise<boolean> {
    const changed = await this.#rows()
      .where({ ...columnsOf(objective), level: from })
      .andWhere('seen_at', '<', seenAt)
      .update({ level, seen_at: seenAt });
    return changed === 1;
  }

  #rows() {
    return this.knex<Row>('slo_levels');
  }
}
