import assert from 'node:assert/strict';
import { detectRoots } from '../../server/src/migrations/detect';
import { databases } from '../support/databases';
import { checkEngines as check, neutral, written } from './detections';
import { type Files, sources } from './layouts';

const says = (database: string): readonly string[] => [`m: ${database} (the statements say so)`];

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
    'more rows of a dump than are read': `COPY b (a) FROM stdin;\n${'`x` AUTO_INCREMENT\n'.repeat(4_000)}\\.\nCREATE TABLE c (a text);`,
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
