import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { aRecord } from '../../testing/builders/records';
import { testActionStore } from '../../__testUtils__/actionStoreContract';
import { ActionDatabase } from './ActionDatabase';
import { migrate } from './migrate';

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())('%s', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await databases.init(id);
  }, 60_000);
  beforeEach(async () => {
    await migrate(knex);
    await knex('delivery_actions').delete();
  });

  testActionStore(id, async () => new ActionDatabase(knex));

  it('goes back and forth between versions of its tables', async () => {
    const directory = `${__dirname}/../../../migrations`;
    await knex.migrate.rollback({ directory });
    expect(await knex.schema.hasTable('delivery_actions')).toBe(false);
    await migrate(knex);
    expect(await knex.schema.hasTable('delivery_actions')).toBe(true);
  });

  it('forgets the workings of an action that is done', async () => {
    const store = new ActionDatabase(knex);
    const record = aRecord();
    const opened = await store.open(record, { owner: 'me', until: new Date() });
    if (opened.outcome !== 'opened') throw new Error('busy');
    await store.save({ ...record, stage: 'done' }, opened.lease, new Date());

    const [row] = await knex('delivery_actions').select('record');
    expect(Object.keys(JSON.parse(row.record))).not.toContain('before');
  });
});
