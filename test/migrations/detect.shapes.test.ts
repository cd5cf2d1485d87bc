import assert from 'node:assert/strict';
import { readRoots } from './detections';
import type { Files } from './layouts';

const SQL = 'CREATE TABLE a (id bigint);\n';
const header = '--! Previous: -\n--! Hash: sha1:x\n\n';

const sql = (...paths: readonly string[]): Files => Object.fromEntries(paths.map((path) => [path, SQL]));
const cargo = (dependency: string): Files => ({ 'Cargo.toml': `[dependencies]\n${dependency} = "0.8"\n` });
const node = (dependency: string): Files => ({ 'package.json': `{ "dependencies": { "${dependency}": "1" } }` });

const flat = sql('m/1_a.sql', 'm/2_b.sql');
const pairs = sql('m/1_a.up.sql', 'm/1_a.down.sql');
const dotted = sql('m/V1__a.sql', 'm/U1__a.sql');
const steps = sql('m/1_a/up.sql', 'm/1_a/down.sql');

/** Files that look the same, with the tool that they belong to by the files around them or by their content. */
const shapes: Readonly<Record<string, readonly (readonly [files: Files, tool: string | undefined])[]>> = {
  'N_title.sql': [
    [flat, 'plain'],
    [{ ...flat, 'm/1_a.sql': `-- +goose Up\n${SQL}` }, 'goose'],
    [{ ...flat, 'm/1_a.sql': `-- migrate:up\n${SQL}-- migrate:down\n` }, 'dbmate'],
    [{ ...flat, 'm/1_a.sql': `-- +migrate Up\n${SQL}` }, 'sql-migrate'],
    [{ ...flat, 'm/1_a.sql': `${SQL}---- create above / drop below ----\n` }, 'tern'],
    [{ ...flat, 'm/1_a.sql': `${SQL}-- //@UNDO\n` }, 'mybatis'],
    [{ ...flat, 'm/1_a.sql': `-- Up Migration\n${SQL}` }, 'node-pg-migrate'],
    [{ ...flat, ...cargo('sqlx') }, 'sqlx'],
    [{ ...flat, ...node('node-pg-migrate') }, 'node-pg-migrate'],
    [{ ...flat, ...node('postgres-migrations') }, 'postgres-migrations'],
    [{ ...flat, 'm/atlas.sum': 'h1:x\n' }, 'atlas'],
    [{ ...flat, 'm/meta/_journal.json': '{"dialect":"postgresql","entries":[{"tag":"1_a"},{"tag":"2_b"}]}' }, 'drizzle'],
    [sql('supabase/migrations/1_a.sql'), 'supabase'],
    [{ ...flat, 'wrangler.toml': '[[d1_databases]]\nmigrations_dir = "m"\n' }, undefined],
  ],
  'N_title.up.sql and N_title.down.sql': [
    [pairs, 'golang-migrate'],
    [{ ...pairs, 'go.mod': 'require github.com/golang-migrate/migrate/v4 v4.18.1\n' }, 'golang-migrate'],
    [{ ...pairs, ...cargo('sqlx') }, 'sqlx'],
    [{ ...pairs, 'encore.app': '{}' }, 'encore'],
    [{ ...pairs, ...node('node-pg-migrate') }, 'node-pg-migrate'],
    [{ ...sql('m/1_a.tx.up.sql'), 'go.mod': 'require github.com/uptrace/bun v1.2.3\n' }, 'bun'],
  ],
  'a folder with up.sql': [
    [steps, 'diesel'],
    [{ ...steps, ...cargo('diesel') }, 'diesel'],
    [{ ...sql('migrations/default/1_a/up.sql'), 'config.yaml': 'version: 3\nmetadata_directory: metadata\n' }, 'hasura'],
  ],
  'a folder with migration.sql': [
    [sql('m/20240101120000_a/migration.sql'), 'prisma'],
    [{ ...sql('m/20240101120000_a/migration.sql'), 'm/migration_lock.toml': 'provider = "postgresql"' }, 'prisma'],
    [{ 'm/20240101120000_a/migration.sql': `${SQL.trim()}--> statement-breakpoint\n${SQL}` }, 'drizzle'],
  ],
  'V1__title.sql': [
    [dotted, 'flyway'],
    [{ ...dotted, ...cargo('refinery') }, 'refinery'],
    [{ ...dotted, 'm/App.csproj': '<PackageReference Include="Evolve" />' }, 'evolve'],
  ],
  'names that one tool gives': [
    [sql('m/1.do.a.sql', 'm/1.undo.a.sql'), 'postgrator'],
    [sql('m/a.sql', 'm/a.rollback.sql'), 'yoyo'],
    [{ ...sql('m/Script0001.sql'), 'm/App.csproj': '<PackageReference Include="dbup-postgresql" />' }, 'dbup'],
    [{ 'm/committed/000001-a.sql': header + SQL }, 'graphile-migrate'],
    [{ 'm/1.sql': `# --- !Ups\n${SQL}# --- !Downs\n` }, 'play'],
    [sql('m/up/1_a.sql', 'm/views/v.sql', 'm/sprocs/p.sql'), 'grate'],
    [{ ...sql('deploy/a.sql', 'revert/a.sql'), 'sqitch.plan': '%project=p\n\na 2024-01-01T00:00:00Z A <a@x>\n' }, 'sqitch'],
  ],
  'several tools at once: a lock file, then a config file, then a marker, then a manifest, then names': [
    [{ ...flat, 'm/1_a.sql': `-- +goose Up\n${SQL}`, 'm/atlas.sum': 'h1:x\n' }, 'goose'],
    [{ ...flat, 'm/meta/_journal.json': '{"dialect":"postgresql","entries":[{"tag":"1_a"}]}', ...node('node-pg-migrate') }, 'drizzle'],
    [{ ...sql('supabase/migrations/1_a.sql'), 'supabase/config.toml': 'project_id = "x"\n', ...cargo('sqlx') }, 'supabase'],
    [{ ...flat, 'tern.conf': '', 'm/1_a.sql': `-- +goose Up\n${SQL}` }, 'tern'],
    [{ ...flat, 'm/1_a.sql': `-- +goose Up\n${SQL}`, ...cargo('sqlx') }, 'goose'],
    [{ ...pairs, ...cargo('sqlx') }, 'sqlx'],
  ],
};

describe('the tool of a folder', () => {
  for (const [shape, cases] of Object.entries(shapes)) {
    describe(shape, () => {
      for (const [i, [files, tool]] of cases.entries()) {
        it(`${i + 1}: ${tool ?? 'no tool'}`, () => {
          const roots = readRoots(files);
          assert.deepEqual(
            roots.map((root) => root.tool),
            tool === undefined ? [] : [tool],
          );
        });
      }
    });
  }
});
