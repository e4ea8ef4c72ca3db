import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { testLevelStore } from '../../__testUtils__/levelStoreContract';
import { MemoryLevels } from '../../testing/fakes/MemoryLevels';
import { LevelDatabase } from './LevelDatabase';
import { migrate } from './migrate';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

testLevelStore('memory', async () => new MemoryLevels());

describe.each(databases.eachSupportedId())('%s', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await databases.init(id);
  }, 60_000);
  beforeEach(async () => {
    await migrate(knex);
    await knex('slo_levels').delete();
  });

  testLevelStore(id, async () => new LevelDatabase(knex));

  it('goes back and forth between versions of its tables', async () => {
    const directory = `${__dirname}/../../../migrations`;
    await knex.migrate.rollback({ directory });
    expect(await knex.schema.hasTable('slo_levels')).toBe(false);
    await migrate(knex);
    expect(await knex.schema.hasTable('slo_levels')).toBe(true);
  });
});
