import assert from 'node:assert/strict';
import { viewOf } from '../../server/src/migrations/detect';
import { toolById } from '../../server/src/migrations/tools';
import { isWatched, SKIPPED_FOLDERS, WATCHED_PATTERNS } from '../../server/src/migrations/watched';
import { noFiles, onPostgres } from '../support/databases';
import { readRoots } from './detections';
import { type Files, sources } from './layouts';

const SQL = 'CREATE TABLE a (id bigint);\n';

/** Checks the detected roots, each as `tool folder confidence`. */
function check(files: Files, expected: readonly string[]): void {
  const roots = readRoots(files);
  assert.deepEqual(
    roots.map(({ tool, folder, confidence }) => `${tool} ${folder === '' ? '.' : folder} ${confidence}`),
    expected,
  );
  for (const path of Object.keys(files)) {
    assert.ok(isWatched(path) || /\.(?:json|md|prisma)$/.test(path), `${path} is not watched`);
  }
}

const sql = (...paths: readonly string[]): Files => Object.fromEntries(paths.map((path) => [path, SQL]));

describe('detection', () => {
  it('sees names of pairs, and whose they are by the manifest', () => {
    const pairs = sql('db/migrations/1_a.up.sql', 'db/migrations/1_a.down.sql');
    check(pairs, ['golang-migrate db/migrations guess']);
    check({ ...pairs, 'go.mod': 'require (\n\tgithub.com/golang-migrate/migrate/v4 v4.18.1\n)\n' }, [
      'golang-migrate db/migrations strong',
    ]);
    check({ ...pairs, 'Cargo.toml': '[dependencies]\nsqlx = "0.8"\n' }, ['sqlx db/migrations strong']);
    check({ ...pairs, 'db/Cargo.toml': '[dependencies.sqlx]\nversion = "0.8"\n' }, ['sqlx db/migrations strong']);
    check({ ...pairs, 'other/Cargo.toml': 'sqlx = "0.8"\n' }, ['golang-migrate db/migrations guess']);
    check({ ...pairs, 'Cargo.toml': '# sqlx is not used\n' }, ['golang-migrate db/migrations guess']);
    check(sql('db/1_a.down.sql', 'db/2_b.down.sql'), ['plain db guess']);
  });

  it('sees markers in a few files', () => {
    check({ 'sql/1_a.sql': SQL, 'sql/2_b.sql': `-- +goose Up\n${SQL}` }, ['goose sql strong']);
    check({ 'sql/1_a.sql': `-- migrate:up\n${SQL}` }, ['dbmate sql strong']);
    check({ 'sql/a.sql': `-- +migrate Up\n${SQL}` }, ['sql-migrate sql strong']);
    check({ 'm/001_a.sql': `${SQL}\n---- create above / drop below ----\n` }, ['tern m strong']);
    check({ 'm/1_a.sql': `${SQL}--  //@UNDO\n` }, ['mybatis m strong']);
    check({ 'conf/evolutions/default/1.sql': `# --- !Ups\n${SQL}` }, ['play conf/evolutions/default strong']);
    check({ 'm/17_a.sql': `-- Up Migration\n${SQL}` }, ['node-pg-migrate m guess']);
    check({ '1_a.sql': `-- no-transaction\n${SQL}` }, ['sqlx . strong']);
    check({ 'x/1_a.sql': `-- we do not use -- +goose Up\n${SQL}`, 'x/2_b.sql': SQL }, ['plain x guess']);
  });

  it('sees config files that name the folder', () => {
    check({ ...sql('sql/V1__a.sql'), 'flyway.toml': '[flyway]\nlocations = ["filesystem:sql"]\n' }, ['flyway sql proof']);
    check({ ...sql('a/sql/V1__a.sql'), 'a/conf/flyway.conf': 'flyway.locations=classpath:x,filesystem:sql\n' }, ['flyway a/sql proof']);
    check({ ...sql('src/main/resources/db/x/V1__a.sql'), 'flyway.conf': 'flyway.locations=classpath:db/x' }, [
      'flyway src/main/resources/db/x proof',
    ]);
    check({ ...sql('sql/V1__a.sql'), 'flyway.toml': '[flyway\n' }, ['flyway sql guess']);
    check({ ...sql('m/1_a/up.sql'), 'diesel.toml': '[migrations_directory]\ndir = "m"\n' }, ['diesel m proof']);
    check({ ...sql('m/1_a.sql'), 'sqlx.toml': '[migrate]\nmigrations-dir = "./m"\n' }, ['sqlx m proof']);
    check({ ...sql('supabase/migrations/1_a.sql'), 'supabase/config.toml': 'project_id = "x"\n' }, ['supabase supabase/migrations proof']);
    check({ ...sql('migrations/1_a.sql'), 'config.toml': '[db]\nport = 1\n' }, ['supabase migrations proof']);
    check({ ...sql('migrations/1_a.sql'), 'config.toml': 'theme = "x"\n' }, ['plain migrations guess']);
    const dbconfig = 'development:\n  dialect: postgres\n  dir: db/sql\ntest:\n  dialect: sqlite3\n';
    check({ ...sql('db/sql/a.sql'), 'dbconfig.yml': dbconfig }, ['sql-migrate db/sql proof']);
    check({ ...sql('migrations/1_a.sql'), 'dbconfig.yml': dbconfig }, []);
    check({ ...sql('migrations/1_a.sql'), 'dbconfig.yml': 'development: [' }, ['plain migrations guess']);
    check({ ...sql('db/001_a.sql'), 'db/tern.conf': '[database]\n' }, ['tern db proof']);
    check({ ...sql('db/migrations/001_a.sql', 'db/migrations/shared/1_v.sql', 'db/migrations/shared/2_w.sql'), 'db/tern.conf': '' }, [
      'tern db/migrations proof',
    ]);
    check({ ...sql('db/scripts/1_a.sql'), 'db/environments/development.properties': 'driver=x\n' }, ['mybatis db/scripts proof']);
    check({ ...sql('migrations/1_a.sql'), 'package.json': '{"devDependencies":{"node-pg-migrate":"^8"}}' }, [
      'node-pg-migrate migrations strong',
    ]);
    check(
      { ...sql('out/20250101000000_a/migration.sql'), 'drizzle.config.ts': `export default { dialect: 'postgresql', out: './out' };` },
      ['drizzle out proof'],
    );
  });

  it('sees lock files, and that their SQL may be that of another engine', () => {
    const step = sql('prisma/migrations/20240101120000_init/migration.sql');
    check({ ...step, 'prisma/migrations/migration_lock.toml': 'provider = "postgresql"' }, ['prisma prisma/migrations proof']);
    check({ ...step, 'prisma/migrations/migration_lock.toml': 'provider = "cockroachdb"' }, ['prisma prisma/migrations proof']);
    check({ ...step, 'prisma/migrations/migration_lock.toml': 'provider = "mysql"' }, []);
    check(step, ['prisma prisma/migrations guess']);
    const journal = (dialect: string): Files => ({ 'drizzle/meta/_journal.json': `{"dialect":"${dialect}","entries":[{"tag":"0000_a"}]}` });
    check({ ...sql('drizzle/0000_a.sql', 'drizzle/0001_b.sql'), ...journal('postgresql') }, ['drizzle drizzle proof']);
    check({ ...sql('drizzle/0000_a.sql', 'drizzle/0001_b.sql'), ...journal('sqlite') }, []);
    check({ 'd/20250101000000_a/migration.sql': 'SELECT 1;--> statement-breakpoint\nSELECT 2;' }, ['drizzle d strong']);
  });

  it('sees names and headers that one tool alone has', () => {
    check(sql('m/1.do.a.sql', 'm/1.undo.a.sql'), ['postgrator m strong']);
    check(sql('m/0001.a.sql', 'm/0001.a.rollback.sql'), ['yoyo m guess']);
    check(sql('m/V1__a.sql', 'm/V1__a.rollback.sql'), ['flyway m guess']);
    check({ ...sql('m/b.sql'), 'm/a.sql': `-- depends: b\n${SQL}` }, ['yoyo m strong']);
    check({ ...sql('m/1_b.sql'), 'm/2_a.sql': `-- depends: the first one\n${SQL}` }, ['plain m guess']);
    check({ 'm/1_a.up.sql': `-- Up Migration\n${SQL}`, 'm/1_a.down.sql': '-- Down migration\nDROP TABLE a;' }, ['golang-migrate m guess']);
    check({ 'm/1_a.sql': `-- Up migration\n${SQL}`, 'Cargo.toml': 'sqlx = "0.8"\n' }, ['sqlx m strong']);
    check({ ...sql('db/m/a.sql'), 'db/yoyo.ini': '[DEFAULT]\nsources = ./m\n' }, ['yoyo db/m proof']);
    check({ ...sql('m/1_a.sql'), 'requirements.txt': 'yoyo-migrations==8\n' }, ['yoyo m strong']);
    check({ 'db/committed/000001.sql': `--! Previous: -\n--! Hash: x\n\n${SQL}`, ...sql('db/current/1.sql', 'db/fixtures/f.sql') }, [
      'graphile-migrate db proof',
    ]);
    check({ 'migrations/current.sql': SQL, '.gmrc': '{}' }, ['graphile-migrate migrations strong']);
    check(sql('db/up/1_a.sql', 'db/sprocs/f.sql', 'db/views/v.sql', 'db/down/1_a.sql'), ['grate db strong']);
    check(sql('db/up/1_a.sql', 'db/up/2_b.sql', 'db/down/1_a.sql'), ['plain db/up guess']);
    check(
      { ...sql('App/Scripts/Script1.sql', 'App/Queries/1_q.sql'), 'App/App.csproj': '<PackageReference Include="dbup-postgresql" />' },
      ['dbup App/Scripts strong'],
    );
  });

  it('takes the outermost folder, and each folder once', () => {
    check(sql('migrations/1_a/up.sql', 'migrations/1_a/down.sql', 'migrations/2_b/up.sql'), ['diesel migrations guess']);
    check(sql('db/V1__a.sql', 'db/2024/V2__b.sql', 'db/views/V3__c.sql'), ['flyway db guess']);
    check(sql('db/m/2023/V1__a.sql', 'db/m/2024/V2__b.sql', 'db/m/v2.40/V2_40_1__c.sql'), ['flyway db/m guess']);
    check(sql('db/m/1/V1__a.sql', 'db/m/2/V1__b.sql'), ['flyway db/m/1 guess', 'flyway db/m/2 guess']);
    check(sql('db/m/postgresql/V1__a.sql', 'db/m/common/V2__b.sql'), ['flyway db/m/common guess', 'flyway db/m/postgresql guess']);
    check(sql('migrations/1_a.sql', 'migrations/tenant/1_b.sql', 'migrations/tenant/2_c.sql'), [
      'plain migrations guess',
      'plain migrations/tenant guess',
    ]);
  });

  it('sees several roots in one workspace', () => {
    check(
      {
        ...sql('api/migrations/1_a.up.sql', 'web/prisma/migrations/1_a/migration.sql', 'jobs/db/migrations/2_b.sql'),
        'worker/sql/00001_a.sql': `-- +goose Up\n${SQL}`,
      },
      [
        'golang-migrate api/migrations guess',
        'plain jobs/db/migrations guess',
        'prisma web/prisma/migrations guess',
        'goose worker/sql strong',
      ],
    );
  });

  it('finds no root in SQL that is not run in order', () => {
    check(sql('schema.sql'), []);
    check(sql('db/seed.sql', 'db/structure.sql', 'db/init.sql'), []);
    check(sql('queries/01_users.sql', 'queries/02_posts.sql'), []);
    check({ 'sql/1_a.sql': '-- name: GetUser :one\nSELECT 1;', 'sql/2_b.sql': SQL }, []);
    check(sql('tests/1_a.sql', 'tests/2_b.sql'), []);
    check(sql('sql/1_report.sql'), []);
    check({ 'days/01.sql': 'SELECT 1;', 'days/02.sql': 'SELECT 2;' }, []);
    check(sql('scripts/1_a.sql', 'scripts/cleanup.sql', 'scripts/report.sql', 'scripts/2_b.sql'), []);
    check(sql('migrations/seed.sql'), []);
  });

  it('takes numbered definitions, and anything in a folder that is called migrations', () => {
    check(sql('sql/001_a.sql', 'sql/002_b.sql'), ['plain sql guess']);
    check(sql('x/patch-1.sql', 'x/patch-2.sql'), ['plain x guess']);
    check(sql('x/report-1.sql', 'x/report-2.sql'), []);
    check(sql('app/migrations/init.sql'), ['plain app/migrations guess']);
    check(sql('db/migrate/a.sql'), ['plain db/migrate guess']);
  });

  it('reads the folder that was asked for itself', () => {
    check(sql('0001_init.sql'), ['plain . guess']);
    check(sql('1_a.up.sql'), ['golang-migrate . guess']);
    check(sql('V1__a.sql'), ['flyway . guess']);
    check(sql('00000000000000_diesel_initial_setup/up.sql'), ['diesel . proof']);
    check(sql('1_a/up.sql'), ['diesel . guess']);
    check({ '20240101120000_init/migration.sql': SQL, 'migration_lock.toml': 'provider = "postgresql"' }, ['prisma . proof']);
    check({ '0000_a.sql': SQL, 'meta/_journal.json': '{"dialect":"postgresql","entries":[{"tag":"0000_a"}]}' }, ['drizzle . proof']);
    check({ '00001_a.sql': `-- +goose Up\n${SQL}` }, ['goose . strong']);
    check({ '20240101_a.sql': `-- migrate:up\n${SQL}` }, ['dbmate . strong']);
  });

  it('skips folders of third parties, but not the folder that was asked for', () => {
    for (const folder of SKIPPED_FOLDERS) {
      check(sql(`${folder}/migrations/1_a.up.sql`, `app/${folder}/1_b.up.sql`), []);
    }
    check(sql('vendors/1_a.up.sql'), ['golang-migrate vendors guess']);
  });

  it('skips other database engines', () => {
    check(sql('migrations/mysql/1_a.up.sql', 'migrations/postgres/1_a.up.sql', 'migrations/sqlite/1_a.up.sql'), [
      'golang-migrate migrations/postgres guess',
    ]);
    check({ 'migrations/1_a.up.sql': 'CREATE TABLE `a` (id int AUTO_INCREMENT) ENGINE=InnoDB;' }, []);
    check({ 'm/1_a.up.sql': SQL, 'm/2_b.up.sql': SQL, 'm/3_c.up.sql': '-- once AUTO_INCREMENT' }, ['golang-migrate m guess']);
  });

  it('sees changelogs of Liquibase, and in which folder all that they include lies', () => {
    const xml = (...paths: readonly string[]): string =>
      `<databaseChangeLog>${paths.map((path) => `<include file="${path}"/>`).join('')}</databaseChangeLog>`;
    const script = `--liquibase formatted sql\n--changeset a:1\n${SQL}`;
    const res = 'src/main/resources';
    check({ [`${res}/db/changelog/db.changelog-master.yaml`]: 'databaseChangeLog:\n', [`${res}/db/changelog/1.sql`]: SQL }, [
      `liquibase ${res}/db/changelog proof`,
    ]);
    check(
      {
        [`${res}/config/liquibase/master.xml`]: xml('config/liquibase/changelog/1.xml'),
        [`${res}/config/liquibase/changelog/1.xml`]: xml(),
      },
      [`liquibase ${res}/config/liquibase proof`],
    );
    check(
      {
        [`${res}/db/changelog/changelog.xml`]: xml('/db/changes/1.sql'),
        [`${res}/db/changes/1.sql`]: script,
        [`${res}/db/changes/2.sql`]: SQL,
      },
      [`liquibase ${res}/db proof`],
    );
    check({ 'sql/001_a.sql': script, 'sql/002_b.sql': script }, ['liquibase sql proof']);
    check({ 'migrations/001_a.sql': SQL, 'migrations/changelog.xml': '<changes/>' }, ['plain migrations guess']);
    check({ 'a/changelog.xml': xml(), 'b/changelog.xml': xml() }, ['liquibase a proof', 'liquibase b proof']);
  });

  it('leaves changelogs for other databases alone', () => {
    const changelog = (dbms: string): Files => ({
      'db/changelog.xml': `<databaseChangeLog><changeSet id="1" author="a" dbms="${dbms}"/></databaseChangeLog>`,
    });
    check(changelog('mysql'), []);
    check(changelog('mysql,postgresql'), ['liquibase db proof']);
    check(changelog('h2'), ['liquibase db proof']);
    check({ ...changelog('all'), 'db/liquibase.properties': 'url=jdbc:oracle:thin:@x' }, []);
    check({ ...changelog('mysql'), 'db/liquibase.properties': 'url: jdbc:postgresql://x' }, ['liquibase db proof']);
  });

  it('tells tools with the same names apart', () => {
    const names = sql('migrations/V1__a.sql', 'migrations/U2__b.sql');
    check(names, ['flyway migrations guess']);
    check({ ...names, 'Cargo.toml': 'refinery = "0.8"\n' }, ['refinery migrations strong']);
    check({ ...names, 'migrations/App.csproj': '<PackageReference Include="Evolve" Version="3" />' }, ['evolve migrations strong']);
    check({ ...names, 'evolve.json': '{}' }, ['evolve migrations strong']);
    check({ ...names, 'migrations/V3__c.sql': `-- evolve-tx-off\n${SQL}` }, ['evolve migrations strong']);
  });

  it('watches with patterns that clients can put together', () => {
    assert.deepEqual(
      WATCHED_PATTERNS.filter((pattern) => /[{}]/.test(pattern)),
      [],
    );
    assert.equal(new Set(WATCHED_PATTERNS).size, WATCHED_PATTERNS.length);
    for (const path of ['.hidden/1_a.sql', 'A.SQL', 'a/meta/_journal.json', 'go.mod', 'a/drizzle.config.mts'])
      assert.ok(isWatched(path), path);
    for (const path of ['package-lock.json', 'a.sqlx', 'x.js', 'a/b_test.go', 'meta/journal.json', 'a/config.toml'])
      assert.ok(!isWatched(path), path);
  });

  it('lays out what it found', () => {
    const files = sql('a/1_a.up.sql', 'ab/2_b.up.sql');
    const [root] = readRoots(files);
    const tool = toolById(root!.tool);
    assert.deepEqual(
      tool.layout(viewOf('a', sources(files)), noFiles, onPostgres).migrations.map(({ id }) => id),
      ['1_a'],
    );
  });
});
