import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

const directory = resolvePackagePath(
  '@greenlight/backstage-plugin-slo-backend',
  'migrations',
);

/** Brings the tables up to date. */
export async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({ directory });
}

/** The plugin's database with its tables, unless the operator migrates by hand. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) await migrate(knex);
  return knex;
}
