import assert from 'node:assert/strict';
import { engines } from '../../server/src/engines';
import { detectRoots } from '../../server/src/migrations/detect';
import { databases } from '../support/databases';
import { type Files, sources } from './layouts';

/** The databases of all roots, with the evidence. */
function databasesOf(files: Files): readonly string[] {
  return detectRoots(sources(files), (path) => files[path], databases).map(
    ({ engine }) => `${engine.database} (${engine.evidence ?? '-'})`,
  );
}

/** The database of two migrations with this SQL. */
function databaseOf(...sql: readonly string[]): string {
  return databasesOf(Object.fromEntries(sql.map((text, i) => [`m/${i + 1}_a.sql`, text]))).join();
}

describe('SQL that PostgreSQL refuses', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    MySQL: [
      'CREATE TABLE b (id int, n int, KEY (n))',
      'CREATE TABLE b (id int, n int, INDEX (n DESC, id))',
      'ALTER TABLE b ADD COLUMN z int NOT NULL DEFAULT 0 AFTER name',
      'ALTER TABLE b ADD z decimal(9, 2) FIRST, ADD y int',
      'CREATE TABLE b (t timestamp NULL ON UPDATE NOW(6))',
      'CREATE FULLTEXT INDEX ft ON b (name)',
      'CREATE INDEX i ON b (name) USING BTREE',
      'CREATE UNIQUE INDEX i USING HASH ON b (name)',
      'SET NAMES utf8mb4',
      'CREATE TRIGGER t BEFORE INSERT ON b FOR EACH ROW SET NEW.a = 1',
    ],
    MariaDB: ['CREATE TABLE b (id int) WITH SYSTEM VERSIONING'],
    SQLite: [
      'CREATE TRIGGER t AFTER INSERT ON b BEGIN UPDATE b SET name = new.name; END',
      "CREATE TEMP TRIGGER IF NOT EXISTS t AFTER UPDATE OF a, c ON b WHEN new.a > 1 BEGIN DELETE FROM c; SELECT 'x'; END",
      'CREATE TABLE b (id, name)',
      'CREATE TABLE b (id PRIMARY KEY, name text)',
    ],
  };
  for (const [database, statements] of Object.entries(cases))
    for (const sql of statements)
      it(`${database}: ${sql}`, async () => {
        const { reader } = await engines[0]!.load();
        assert.ok(reader.read(sql).problem !== undefined, 'PostgreSQL accepts this');
        assert.equal(databaseOf(sql, sql), `${database} (the statements say so)`);
        assert.equal(databaseOf(`${sql};\nCREATE TABLE c (a timestamptz);`, sql), `${database} (the statements say so)`);
      });
});

describe('SQL that PostgreSQL reads and cannot run', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    MySQL: [
      'CREATE TABLE b (id int, n int, KEY by_n (n), CONSTRAINT f FOREIGN KEY (n) REFERENCES c (id));',
      'CREATE TABLE b (id int, n varchar(20), INDEX by_n (n(10), id));',
      "CREATE TABLE b (s SET('a', 'b'));",
      'CREATE TABLE b (s ENUM("a", "b") NOT NULL);',
      'CREATE INDEX i ON b (name(10));',
    ],
    MariaDB: [
      'CREATE SEQUENCE s;\nCREATE TABLE b (id bigint NOT NULL DEFAULT NEXTVAL(s)) ENGINE=InnoDB;',
      'CREATE TABLE b (id uuid PRIMARY KEY, at datetime) ENGINE=InnoDB;',
      '/*M!999999\\- enable the sandbox mode */\nCREATE TABLE b (id int(11) NOT NULL);',
    ],
    SQLite: [
      'CREATE TABLE b (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE);',
      'CREATE TABLE "b" ("id" TEXT NOT NULL PRIMARY KEY, "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP);',
      'CREATE TABLE "b" ("id" TEXT, "d" BLOB, "t" DATETIME);',
      'CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT, n INT8, at TIMESTAMPTZ);',
      "CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT, j BLOB);\nUPDATE b SET j = jsonb_set(j, '$.a', 1);",
    ],
    Oracle: ['CREATE TABLE b (id NUMBER(10), name VARCHAR2(20), at TIMESTAMP WITH TIME ZONE);'],
    ClickHouse: ['CREATE MATERIALIZED VIEW v ENGINE = SummingMergeTree ORDER BY id AS SELECT id FROM t;'],
    CockroachDB: [
      'CREATE TABLE b (id INT8 DEFAULT unique_rowid() PRIMARY KEY);',
      'CREATE TABLE b (id UUID DEFAULT gen_random_uuid(), name STRING, UNIQUE INDEX u (name), INDEX i (name));',
      'CREATE INDEX i ON b (a) STORING (c);',
      'CREATE TABLE b (id UUID DEFAULT gen_random_uuid(), name STRING, FAMILY f (id, name));',
    ],
  };
  for (const [database, statements] of Object.entries(cases))
    for (const sql of statements)
      it(`${database}: ${sql.replace(/\s+/g, ' ')}`, () => assert.equal(databaseOf(sql, sql), `${database} (the statements say so)`));
});

describe('SQL of PostgreSQL', () => {
  const cases = [
    'CREATE TABLE b (key text, index varchar(20), first int, after int);\nALTER TABLE b ADD x int, DROP COLUMN first;',
    'CREATE TABLE b (id int, index geometry(Point, 4326), key geography(Point));',
    'ALTER TABLE b ADD CONSTRAINT u UNIQUE USING INDEX first, ADD a int REFERENCES first;',
    'CREATE TABLE b (id, name) AS SELECT 1, 2;',
    'CREATE TABLE p PARTITION OF b (id, name) FOR VALUES IN (1);',
    'CREATE TRIGGER t BEFORE INSERT ON b FOR EACH ROW EXECUTE FUNCTION f();',
    "SET NAMES 'utf8';\nSET NAMES DEFAULT;\nCREATE TABLE b (a int);",
    'CREATE INDEX i ON b USING btree (a);\nCREATE INDEX i ON b (lower(a), f(a, 1));',
    'CREATE TABLE b (family varchar(20), storing int, family geometry(Point, 4326));',
    'CREATE TABLE b (id uuid PRIMARY KEY);\nCREATE SEQUENCE s;',
  ];
  for (const sql of cases)
    it(`is not taken for another database’s: ${sql.replace(/\s+/g, ' ')}`, () => assert.match(databaseOf(sql, sql), /^PostgreSQL /));

  it('is read although a word in it is what others have', () => {
    // Enough of what hardly anyone else writes is more than one slip.
    const sql = "CREATE TABLE b (id bigserial, a jsonb, at timestamp with time zone, s bigint DEFAULT nextval('s'), c int AUTO_INCREMENT);";
    assert.equal(databaseOf(sql, sql), 'PostgreSQL (the statements say so)');
  });
});

describe('a name of a folder', () => {
  const neutral = 'CREATE TABLE a (id int PRIMARY KEY);';

  it('counts more than a single word of another database', () => {
    for (const [folder, database, slip] of [
      ['mysql', 'MySQL', 'SELECT id::int FROM a;'],
      ['sqlite', 'SQLite', 'CREATE TABLE b (at timestamptz);'],
    ] as const)
      assert.deepEqual(databasesOf({ [`m/${folder}/1_a.sql`]: neutral, [`m/${folder}/2_b.sql`]: slip }), [
        `${database} (the name of the folder says so)`,
      ]);
  });

  it('counts less than statements in most of the files, or many in one', () => {
    const clear = 'CREATE TABLE b (tags text[], a jsonb, at timestamptz);\nCREATE EXTENSION citext;';
    assert.deepEqual(databasesOf({ 'mysql/m/1_a.sql': clear, 'mysql/m/2_b.sql': neutral }), ['PostgreSQL (the statements say so)']);
    assert.deepEqual(databasesOf({ 'mysql/m/1_a.sql': 'CREATE TABLE a (b text[]);', 'mysql/m/2_b.sql': 'SELECT 2::int;' }), [
      'PostgreSQL (the statements say so)',
    ]);
  });

  it('that may mean something else counts less than any statement', () =>
    assert.deepEqual(databasesOf({ 'oracle/1_a.sql': 'SELECT 1::int;', 'oracle/2_b.sql': neutral }), [
      'PostgreSQL (the statements say so)',
    ]));
});
