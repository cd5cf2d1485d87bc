import { alterTableClause, columnOfType, type EngineSigns, sqlPattern } from '../../sql/signs';

export const signs: EngineSigns = {
  id: 'postgresql',
  name: 'PostgreSQL',
  names: [
    ...['postgresql', 'postgres', 'pg', 'pgsql', 'psql', 'pgx', 'pgx5', 'postgres_db', 'postgresdb', 'postgresql+psycopg', 'ysql'],
    // Managed services and extensions of PostgreSQL under names of their own.
    ...['alloy', 'alloydb', 'aurora-postgresql', 'citus', 'neon', 'pglite', 'timescale', 'timescaledb', 'vercel-postgres'],
  ],
  words: ['postgresql', 'postgres', 'pg', 'pgsql', 'psql', 'pglite', 'timescale', 'timescaledb'],
  drivers: {
    go: [
      'github.com/lib/pq',
      'github.com/jackc/pgx',
      'github.com/go-pg/pg',
      'github.com/uptrace/bun/driver/pgdriver',
      'gorm.io/driver/postgres',
    ],
    npm: [
      'pg',
      'postgres',
      'pg-promise',
      'slonik',
      '@neondatabase/serverless',
      '@vercel/postgres',
      '@electric-sql/pglite',
      'postgres-migrations',
      'node-pg-migrate',
    ],
    cargo: [
      ...['postgres', 'tokio-postgres', 'deadpool-postgres', 'bb8-postgres', 'sqlx/postgres', 'diesel/postgres', 'diesel-async/postgres'],
      ...['sea-orm/sqlx-postgres', 'refinery/tokio-postgres', 'refinery/postgres'],
    ],
    python: ['psycopg', 'psycopg2', 'psycopg2-binary', 'asyncpg', 'aiopg', 'pg8000', 'py-postgresql'],
    composer: ['ext-pgsql', 'ext-pdo_pgsql', 'ext-pdo-pgsql'],
    gem: ['pg'],
    nuget: ['npgsql', 'npgsql.entityframeworkcore.postgresql', 'dbup-postgresql'],
    jvm: [
      ...['org.postgresql/postgresql', 'org.postgresql/r2dbc-postgresql', 'io.r2dbc/r2dbc-postgresql', 'com.impossibl.pgjdbc-ng/pgjdbc-ng'],
      'io.quarkus/quarkus-jdbc-postgresql',
    ],
  },
  images: [
    'postgres',
    'postgis',
    'postgresql',
    'timescaledb',
    'timescaledb-ha',
    'pgvector',
    'pgvecto-rs',
    'alpine-postgres',
    'spilo',
    'citus',
  ],
  statements: {
    only: [
      sqlPattern('::'),
      sqlPattern('\\$\\$'),
      sqlPattern('language (?:plpgsql|plpython3u)'),
      sqlPattern('^create (?:extension|collation)'),
      sqlPattern('^create type <name> as enum'),
      sqlPattern('^(?:create|drop) (?:unique )?index concurrently'),
      sqlPattern('using (?:gin|gist|brin|spgist|hnsw|ivfflat) \\('),
      sqlPattern('(?:pg_\\w+|regclass|search_path|gen_random_uuid|uuid_generate_v\\d|to_tsvector|array_agg)'),
      sqlPattern('[a-z]\\w*(?: \\( \\d+ \\))? \\[ \\]'),
      sqlPattern('^alter table only'),
      sqlPattern('(?:execute (?:function|procedure) <name> \\(|enable row level security|owner to|ilike)'),
      sqlPattern('^(?:create|alter|drop) (?:policy|domain)'),
      alterTableClause('alter (?:column )?<name> (?:set data )?type'),
    ],
    mostly: [
      // SQLite takes any word for a type, and MySQL knows `serial` and `int8`.
      sqlPattern('(?:jsonb|timestamptz|bytea|tsvector|citext|int4|int8|float8|bpchar)'),
      columnOfType('serial|bigserial|smallserial|serial4|serial8|inet|cidr|macaddr|tsrange|tstzrange|daterange|int4range|int8range'),
      // SQLite has functions of this name.
      sqlPattern('jsonb_\\w+'),
      // Oracle has the type, and MariaDB the functions.
      sqlPattern('(?:timestamp|time)(?: \\( \\d \\))? with(?:out)? time zone'),
      sqlPattern('(?:nextval|setval|currval)'),
      sqlPattern('^(?:create|drop|refresh) materialized view'),
    ],
    shared: [
      columnOfType('uuid'),
      sqlPattern('using (?:btree|hash) \\('),
      sqlPattern('^(?:create|alter|drop) sequence'),
      alterTableClause('alter (?:column )?<name> (?:set|drop) not null'),
      sqlPattern('^comment on'),
      sqlPattern('generated (?:always|by default) as identity'),
    ],
    usual: [sqlPattern('varying'), columnOfType('boolean'), sqlPattern('create schema')],
  },
};
