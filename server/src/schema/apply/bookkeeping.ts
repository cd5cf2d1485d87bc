/** Tables in which migration tools record the migrations that they have run. A tool creates its own before the first migration. */
export const BOOKKEEPING: ReadonlySet<string> = new Set(
  `schema_migrations schema_migration goose_db_version flyway_schema_history schema_version _sqlx_migrations __diesel_schema_migrations
  _prisma_migrations __drizzle_migrations gorp_migrations pgmigrations refinery_schema_history migrations bun_migrations bun_migration_locks
  knex_migrations knex_migrations_lock databasechangelog databasechangeloglock atlas_schema_revisions alembic_version django_migrations
  ar_internal_metadata migration_lock`.split(/\s+/),
);
