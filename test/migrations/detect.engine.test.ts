import assert from 'node:assert/strict';
import { detectRoots } from '../../server/src/migrations/detect';
import { isWatched } from '../../server/src/migrations/watched';
import { databases } from '../support/databases';
import { type Files, sources } from './layouts';

/** The engines of all roots, as `folder: database (evidence) version`; `-` where nothing tells. */
function check(files: Files, expected: readonly string[]): void {
  const roots = detectRoots(sources(files), (path) => files[path], databases);
  assert.deepEqual(
    roots.map(
      ({ folder, engine }) =>
        `${folder || '.'}: ${engine.database} (${engine.evidence ?? '-'})${engine.version ? ` ${engine.version}` : ''}`,
    ),
    expected,
  );
  for (const path of Object.keys(files)) assert.ok(isWatched(path), `nobody would see ${path}`);
}

/** Two plain migrations, the second one with this SQL. */
const written = (sql: string): Files => ({ 'm/1_a.sql': 'CREATE TABLE a (id bigint);\n', 'm/2_b.sql': sql });
const neutral = written('ALTER TABLE a ADD COLUMN b varchar(20);\n');
const says = (database: string): readonly string[] => [`m: ${database} (the statements say so)`];
const NOTHING = ['m: PostgreSQL (-)'];

describe('the engine of a root, by its statements', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    MySQL: [
      'CREATE TABLE b (id int NOT NULL AUTO_INCREMENT PRIMARY KEY);',
      'CREATE TABLE b (id int) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;',
      'DROP INDEX x ON t;',
      'DROP INDEX `x` ON `shop`.`t`;',
      'ALTER TABLE t MODIFY name varchar(20) NOT NULL;',
      'ALTER TABLE t ADD COLUMN x int, MODIFY COLUMN y text;',
      'ALTER TABLE t CHANGE a b bigint;',
      'ALTER TABLE t CHANGE COLUMN a b bigint NOT NULL;',
      'ALTER TABLE t ADD INDEX by_name (name);',
      'ALTER TABLE t DROP FOREIGN KEY f;',
      'CREATE TABLE b (id BINARY(16) PRIMARY KEY);',
      'CREATE TABLE b (id int PRIMARY KEY, t timestamp DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP);',
      'CREATE TABLE `b` (`id` bigint);',
      "CREATE TABLE b (kind enum('a', 'b') NOT NULL);",
      "CREATE TABLE b (a varchar(20) COMMENT 'the name');",
      'CREATE TABLE b (a bigint unsigned);',
      'CREATE TABLE b (a longtext);',
      'CREATE TABLE b (id int PRIMARY KEY, at datetime NOT NULL);',
      'CREATE TABLE b (a int, UNIQUE KEY by_a (a));',
      '/*!40101 SET NAMES utf8 */;\nCREATE TABLE b (a int);',
      'DELIMITER $$\nCREATE TRIGGER t BEFORE INSERT ON b FOR EACH ROW BEGIN SET NEW.a = 1; END $$\nDELIMITER ;\n',
      "INSERT INTO b VALUES ('it\\'s :: jsonb') ON DUPLICATE KEY UPDATE a = 1;",
      "CREATE TABLE b (a int) COMMENT = 'the table';",
      "ALTER TABLE b COMMENT = 'the table';",
      'ALTER TABLE b ADD UNIQUE KEY by_a (a(10));',
      'ALTER TABLE b ADD KEY (a), DROP KEY c;',
      'ALTER TABLE b ENGINE = MEMORY;',
      'SHOW TABLES;',
    ],
    SQLite: [
      'CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT);',
      'PRAGMA foreign_keys = OFF;',
      'CREATE TABLE b (id text PRIMARY KEY) WITHOUT ROWID;',
      'CREATE TABLE b (id text PRIMARY KEY) STRICT;',
      'CREATE TABLE b (id INTEGER PRIMARY KEY, at DATETIME NOT NULL);',
      'CREATE TABLE b (id INTEGER PRIMARY KEY NOT NULL, data BLOB);',
      'CREATE VIRTUAL TABLE b USING fts5(a);',
      'INSERT OR IGNORE INTO b VALUES (1);',
      'CREATE TABLE `b` (`id` integer PRIMARY KEY NOT NULL);',
    ],
    'SQL Server': [
      'CREATE TABLE [dbo].[b] ([id] int);',
      'CREATE TABLE b (id int IDENTITY(1, 1) PRIMARY KEY);',
      'CREATE TABLE b (id uniqueidentifier NOT NULL, name nvarchar(100));',
    ],
    Oracle: ['CREATE TABLE b (id number(10), name varchar2(20));', 'CREATE TABLE b (at date DEFAULT SYSDATE NOT NULL);'],
    ClickHouse: [
      'CREATE TABLE b (`id` String) ENGINE = ReplacingMergeTree ORDER BY id;',
      'CREATE TABLE b (id String) ENGINE = Null;',
      'CREATE TABLE b (id Nullable(String));',
      'ALTER TABLE b ON CLUSTER main DROP COLUMN a;',
      'CREATE TABLE IF NOT EXISTS b ON CLUSTER main (id String);',
    ],
    PostgreSQL: [
      'CREATE TABLE b (id serial PRIMARY KEY);',
      'CREATE TABLE b (data jsonb, at timestamptz);',
      'DO $$ BEGIN PERFORM 1; END $$;',
      "SELECT '1'::int;",
      'CREATE TABLE b (tags text[]);',
      "CREATE TYPE mood AS ENUM ('a', 'b');",
      'ALTER TABLE b ALTER COLUMN a TYPE bigint;',
      'CREATE INDEX CONCURRENTLY i ON b (a);',
    ],
  };
  for (const [database, statements] of Object.entries(cases))
    for (const sql of statements) it(`${database}: ${sql.replace(/\s+/g, ' ').slice(0, 100)}`, () => check(written(sql), says(database)));

  const refused: Readonly<Record<string, string>> = {
    'a comment': '-- ENGINE=InnoDB AUTO_INCREMENT\n/* PRAGMA x; */ CREATE TABLE b (a text);',
    'a string': "INSERT INTO b VALUES ('AUTO_INCREMENT', 'it''s `x` ENGINE=InnoDB', E'it\\'s AUTOINCREMENT');",
    'a Windows path': "INSERT INTO b VALUES ('C:\\', 'AUTO_INCREMENT');",
    'a routine’s body': 'CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $f$ SELECT `AUTO_INCREMENT` $f$;',
    'names of columns': 'CREATE TABLE b (modify text, change text, datetime timestamp, year integer, blob text, comment text);',
    'keys of columns': 'CREATE TABLE b (key text, value text, datetime date, UNIQUE (key, datetime));',
    'a table with the name of a type':
      'CREATE TABLE b (a bigint REFERENCES blob ON DELETE CASCADE, y date);\nALTER TABLE b DROP COLUMN year;',
    'rows of a dump': 'COPY b (a) FROM stdin;\n`x` AUTO_INCREMENT\n\\.\nCREATE TABLE c (a text);',
    'commands of psql': '\\set x `date`\nCREATE TABLE b (a text);',
    'an ordinary key': 'CREATE TABLE b (id INTEGER PRIMARY KEY, n INT NOT NULL);',
    'an index': 'CREATE INDEX i ON b (a);\nDROP INDEX i;',
    'a table that is called cluster':
      'CREATE INDEX i ON cluster (a);\nSELECT 1 FROM node JOIN cluster ON cluster.id = node.id;\nGRANT SELECT ON cluster TO x;',
    'a column that is called comment': "UPDATE b SET comment = 'x' WHERE comment = '';\nCREATE INDEX i ON b (a) WHERE comment = '';",
    'a check of a column that is called comment': "CREATE TABLE b (comment text, a int CHECK ((a > 0) OR comment = ''));",
    'a column that is called engine': 'UPDATE b SET engine = NULL;\nSELECT a FROM b WHERE engine = memory;',
    'columns that are called key and index': 'ALTER TABLE b ADD key varchar(20), ADD index numeric(9, 2);',
    'columns that are called key and index, dropped': 'ALTER TABLE b DROP key CASCADE;\nALTER TABLE b DROP index RESTRICT;',
    'columns with the names of functions': 'CREATE TABLE b (sysdate date, typeof text, unixepoch bigint);',
    'a column in a condition': 'CREATE TABLE b (blob boolean, year boolean, CHECK (blob OR year AND binary));',
    'a strict function': 'CREATE FUNCTION f(a int) RETURNS numeric(9, 2) STRICT;\nALTER FUNCTION f(int) STRICT;',
    'a setting that is shown': 'SHOW work_mem;',
    'a backslash that is put before a string': "INSERT INTO b VALUES ('C:\\' || '`a`', '`b`');",
  };
  for (const [name, sql] of Object.entries(refused)) it(`nothing: ${name}`, () => assert.match(engineIn(written(sql)), /^PostgreSQL/));

  it('is that of most files, and a single slip takes no folder away', () => {
    const slip = { ...written('CREATE TABLE b (id serial);'), 'm/3_c.sql': 'CREATE TABLE c (id int AUTO_INCREMENT);' };
    check({ ...slip, 'm/4_d.sql': 'CREATE TABLE d (id uuid);' }, says('PostgreSQL'));
    check({ ...written('ALTER TABLE a MODIFY b int;'), 'go.mod': 'require github.com/jackc/pgx/v5 v5.5.0\n' }, [
      'm: PostgreSQL (go.mod has a driver for it)',
    ]);
    // Two of many files, where no other one says anything.
    const many = {
      ...neutral,
      'm/3_c.sql': 'CREATE TABLE c (data jsonb);',
      'm/4_d.sql': '',
      'm/5_e.sql': '',
      'm/6_f.sql': 'SELECT 1::int;',
    };
    const driver = { 'package.json': '{ "dependencies": { "mysql2": "3" } }' };
    check({ ...many, ...driver }, says('PostgreSQL'));
    check({ ...many, ...driver, 'm/6_f.sql': 'SELECT 1;' }, ['m: MySQL (package.json has a driver for it)']);
    check({ ...many, ...driver, 'm/4_d.sql': 'CREATE TABLE d (a longtext);' }, ['m: MySQL (package.json has a driver for it)']);
    check({ 'mysql/m/1_a.sql': 'CREATE TABLE a (id bigserial);', 'mysql/m/2_b.sql': "SELECT '1'::int;" }, [
      'mysql/m: PostgreSQL (the statements say so)',
    ]);
  });
});

function engineIn(files: Files): string {
  return detectRoots(sources(files), (path) => files[path], databases)
    .map(({ engine }) => engine.database)
    .join();
}

describe('the engine of a root, by what is around it', () => {
  const driver = (file: string, text: string, database: string): Mocha.Test =>
    it(`${file}: ${text.replace(/\s+/g, ' ').slice(0, 80)}`, () => {
      check({ ...neutral, [file]: text }, database === '' ? NOTHING : [`m: ${database} (${file} has a driver for it)`]);
    });
  driver('go.mod', 'module x\n\nrequire (\n\tgithub.com/go-sql-driver/mysql v1.7.1\n)\n', 'MySQL');
  driver('go.mod', 'module x\n\nrequire modernc.org/sqlite v1.29.0\n', 'SQLite');
  driver('go.mod', 'require (\n\tgithub.com/mattn/go-sqlite3 v1.14.0 // indirect\n)\n', '');
  driver('go.mod', 'require (\n\tgithub.com/mattn/go-sqlite3 v1.14.0\n\tgithub.com/lib/pq v1.10.0\n)\n', '');
  driver('package.json', '{ "dependencies": { "mysql2": "3" } }', 'MySQL');
  driver('package.json', '{ "dependencies": { "mysql2": "3", "pg": "8" } }', '');
  driver('package.json', '{ "dependencies": { "pg": "8" }, "devDependencies": { "better-sqlite3": "9" } }', 'PostgreSQL');
  driver('package.json', '{ "dependencies": ', '');
  driver('Cargo.toml', '[dependencies]\nsea-orm = { version = "0.8", features = ["sqlx-mysql"] }\n', 'MySQL');
  driver('Cargo.toml', '[dependencies]\nrusqlite = "0.31"\n', 'SQLite');
  driver('Cargo.toml', '[features]\npg = ["sea-orm/sqlx-postgres"]\nlite = ["sea-orm?/sqlx-sqlite"]\n', '');
  driver('requirements.txt', 'PyMySQL==1.1.0\n', 'MySQL');
  driver('pyproject.toml', '[project]\ndependencies = ["psycopg[binary]>=3", "flask"]\n', 'PostgreSQL');
  driver('composer.json', '{ "require": { "ext-pdo_mysql": "*" } }', 'MySQL');
  driver('Gemfile', "source 'x'\ngem 'trilogy'\n", 'MySQL');
  driver('m/App.csproj', '<PackageReference Include="Microsoft.Data.Sqlite" Version="8" />', 'SQLite');
  driver('deps.edn', '{:deps {org.mariadb.jdbc/mariadb-java-client {:mvn/version "3"}}}', 'MariaDB');

  it('asks the nearest manifest with a driver', () => {
    const files = { 'a/m/1_a.sql': neutral['m/1_a.sql']!, 'a/m/2_b.sql': neutral['m/2_b.sql']! };
    const root = { 'package.json': '{ "dependencies": { "mysql2": "3" } }' };
    check({ ...files, ...root, 'a/package.json': '{ "dependencies": { "left-pad": "1" } }' }, [
      'a/m: MySQL (package.json has a driver for it)',
    ]);
    check({ ...files, ...root, 'a/package.json': '{ "dependencies": { "pg": "8" } }' }, [
      'a/m: PostgreSQL (a/package.json has a driver for it)',
    ]);
    check({ ...files, 'b/package.json': root['package.json'] }, ['a/m: PostgreSQL (-)']);
  });

  it('asks compose files where no driver tells, and takes the version of them', () => {
    const compose = (...images: readonly string[]): string =>
      `services:\n${images.map((image, i) => `  s${i}:\n    image: ${image}\n`).join('')}`;
    check({ ...neutral, 'compose.yaml': compose('mariadb:10.11', 'redis:7') }, ['m: MariaDB (compose.yaml runs it) 10.11']);
    check({ ...neutral, 'docker-compose.dev.yml': compose('"registry.local:5000/library/mysql:8.4-oracle"') }, [
      'm: MySQL (docker-compose.dev.yml runs it) 8.4',
    ]);
    check({ ...neutral, 'compose.yml': compose('postgres:16-alpine', 'mysql:8') }, NOTHING);
    check({ ...written('CREATE TABLE b (id serial);'), 'compose.yml': compose('postgres:16-alpine') }, [
      'm: PostgreSQL (the statements say so) 16',
    ]);
    check({ ...written('CREATE TABLE b (id serial);'), 'compose.yml': compose('cockroachdb/cockroach:v23.1.0') }, [
      'm: CockroachDB (compose.yml runs it) 23.1.0',
    ]);
    const mysql = 'CREATE TABLE b (id int AUTO_INCREMENT);';
    check({ 'm/1_a.sql': mysql, 'm/2_b.sql': mysql, 'compose.yml': compose('cockroachdb/cockroach:v23.1.0') }, [
      'm: MySQL (the statements say so)',
    ]);
    check({ ...neutral, 'compose.yml': compose('mysql:8'), 'go.mod': 'require (\n\tgithub.com/lib/pq v1.10.0\n)\n' }, [
      'm: PostgreSQL (go.mod has a driver for it)',
    ]);
  });

  it('hears names of folders and files', () => {
    const sql = 'CREATE TABLE a (id bigint);';
    check(
      {
        'db/migrations_sqlite/1_a.sql': sql,
        'db/migrations-mariadb/1_a.sql': sql,
        'db/migrations/postgres/1_a.sql': sql,
        'db/migrations/postgres/2_b.sql': sql,
      },
      [
        'db/migrations-mariadb: MariaDB (the name of the folder says so)',
        'db/migrations/postgres: PostgreSQL (the name of the folder says so)',
        'db/migrations_sqlite: SQLite (the name of the folder says so)',
      ],
    );
    check({ 'oracle/m/1_a.sql': sql, 'oracle/m/2_b.sql': sql }, ['oracle/m: PostgreSQL (-)']);
    check({ 'db1/1_a.sql': sql, 'db1/2_b.sql': sql, 'db2/1_a.sql': sql, 'db2/2_b.sql': sql }, [
      'db1: PostgreSQL (-)',
      'db2: PostgreSQL (-)',
    ]);
    check({ 'm/1_a.sqlite.sql': sql, 'm/2_b.sqlite.sql': sql }, ['m: SQLite (the names of the files say so)']);
    check({ 'm/1_a.sqlite.sql': sql, 'm/2_b.sql': sql }, NOTHING);
  });
});

describe('the engine of a root, by the settings of its tool', () => {
  const prisma = { 'p/migrations/1_a/migration.sql': 'CREATE TABLE `a` (id int AUTO_INCREMENT);' };

  it('settles it against everything else', () => {
    check({ ...prisma, 'p/migrations/migration_lock.toml': 'provider = "postgresql"' }, [
      'p/migrations: PostgreSQL (p/migrations/migration_lock.toml says postgresql)',
    ]);
    check({ ...prisma, 'p/migrations/migration_lock.toml': 'provider = "cockroachdb"' }, [
      'p/migrations: CockroachDB (p/migrations/migration_lock.toml says cockroachdb)',
    ]);
    check({ 'db/001_a.sql': 'CREATE TABLE `a` (b int AUTO_INCREMENT);', 'db/tern.conf': '' }, [
      'db: PostgreSQL (tern knows no other database)',
    ]);
  });

  it('leaves the choice to the statements where it has several', () => {
    const config = (...dialects: readonly string[]): Files => ({
      'dbconfig.yml': dialects.map((dialect) => `${dialect}:\n  dialect: ${dialect}\n  dir: m\n`).join(''),
    });
    check({ ...neutral, ...config('sqlite3', 'postgres') }, ['m: PostgreSQL (dbconfig.yml says postgres)']);
    check({ ...neutral, ...config('mysql', 'sqlite3') }, ['m: MySQL (dbconfig.yml says mysql)']);
    check({ ...written('PRAGMA x;'), ...config('mysql', 'sqlite3') }, ['m: SQLite (the statements say so)']);
    check({ ...neutral, ...config('no-such-database') }, NOTHING);
  });

  it('reads addresses', () => {
    const flyway = { 'src/main/resources/db/V1__a.sql': 'CREATE TABLE a (id bigint);' };
    const folder = 'src/main/resources/db';
    const file = 'src/main/resources/application.yml';
    const url = (...urls: readonly string[]): Files => ({ ...flyway, [file]: urls.map((each, i) => `url${i}: ${each}\n`).join('') });
    check(url('jdbc:mysql://x/y'), [`${folder}: MySQL (${file} says mysql)`]);
    check(url('jdbc:tc:postgresql:16:///x'), [`${folder}: PostgreSQL (${file} says postgresql)`]);
    check(url('jdbc:h2:mem:x', '# jdbc:mysql://x'), [`${folder}: PostgreSQL (-)`]);
    check(url('jdbc:mysql://x', 'jdbc:postgresql://x'), [`${folder}: PostgreSQL (${file} says postgresql)`]);
  });
});

describe('roots of several engines', () => {
  const mysql = 'CREATE TABLE a (id int AUTO_INCREMENT PRIMARY KEY);';

  it('stand beside each other, and one that is not read takes no folder below it away', () => {
    check({ 'db/V1__a.sql': mysql, 'db/postgres/V1__a.sql': 'CREATE TABLE a (id bigint);' }, [
      'db: MySQL (the statements say so)',
      'db/postgres: PostgreSQL (the name of the folder says so)',
    ]);
    check({ 'db/mysql/1_a/up.sql': mysql, 'db/mysql/2_b/up.sql': mysql }, ['db/mysql: MySQL (the name of the folder says so)']);
  });
});
