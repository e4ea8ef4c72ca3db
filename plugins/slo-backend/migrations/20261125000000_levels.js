// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('slo_levels', table => {
    table.comment('What each objective had spent when it was last announced');
    table.string('objective_id', 200).notNullable();
    table.string('entity_ref', 255).notNullable();
    table.string('environment', 63).notNullable();
    table.string('level', 16).notNullable();
    table
      .bigInteger('seen_at')
      .notNullable()
      .comment(
        'Milliseconds: the reading that found it; an older one has lost',
      );
    table.primary(['objective_id', 'entity_ref', 'environment']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('slo_levels');
};
