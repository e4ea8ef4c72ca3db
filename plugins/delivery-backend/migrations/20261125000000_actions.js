// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('delivery_actions', table => {
    table.comment('Actions: audit row, receipt and progress in one');
    table.string('id', 36).primary();
    table.string('action', 32).notNullable();
    table.string('entity_ref', 512).notNullable();
    table.string('environment', 64).notNullable();
    table.string('uid', 128).notNullable().comment('UID of the Rollout');
    table.bigInteger('asked_at').notNullable().comment('Milliseconds');
    table.string('state', 32).notNullable();
    table.text('record', 'longtext').notNullable().comment('JSON');
    table
      .string('open_key', 512)
      .nullable()
      .comment('Set while the action is open: only one per target and lane');
    table.boolean('finished').notNullable();
    table.string('lease_owner', 64).notNullable();
    table.bigInteger('lease_until').notNullable().comment('Milliseconds');
    table
      .integer('version')
      .notNullable()
      .comment('Grows with every write; a writer with an older one has lost');
    table.unique(['open_key'], { indexName: 'delivery_actions_open_key' });
    table.index(
      ['entity_ref', 'asked_at'],
      'delivery_actions_entity_ref_asked_at',
    );
    table.index(['finished', 'lease_until'], 'delivery_actions_unfinished');
    table.index(['asked_at'], 'delivery_actions_asked_at');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('delivery_actions');
};
