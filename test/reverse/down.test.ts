import assert from 'node:assert/strict';
import { inverse } from '../../server/src/reverse/down';
import { type Server, sharedServer } from '../differential/server';
import { plainMigrations, replayFiles } from '../support/memoryProject';

const OLD = `
CREATE TABLE old (id int PRIMARY KEY, name text DEFAULT 'x', "Mixed" int);
CREATE INDEX old_name ON old (name);
CREATE TYPE mood AS ENUM ('a', 'b');
COMMENT ON TABLE old IS 'it''s old';
CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER there BEFORE UPDATE ON old FOR EACH ROW EXECUTE FUNCTION nothing();
CREATE POLICY there ON old;
`;

/** The inverse of `up` after OLD, one statement a line, with the word `incomplete` in front when something is left to do by hand. */
async function inverseOf(up: string): Promise<string> {
  const files = { '1.sql': OLD, '2.sql': up };
  const history = await replayFiles(files, plainMigrations(files));
  const { sql, complete } = inverse(history.migrations[1]!.up[0]!.steps);
  return complete ? sql : `incomplete\n${sql}`;
}

async function check(up: string, expected: readonly string[]): Promise<void> {
  assert.equal(await inverseOf(up), expected.map((line) => `${line}\n`).join(''));
}

/** Migrations that can be undone completely. */
const COMPLETE: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'tables, the last one first': [
    'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int REFERENCES a);',
    ['DROP TABLE b;', 'DROP TABLE a;'],
  ],
  'what belongs to a new table': [
    "CREATE TABLE a (id int); CREATE INDEX ON a (id); COMMENT ON TABLE a IS 'x'; ALTER TABLE a ADD b int; ALTER TABLE a ALTER b SET NOT NULL; INSERT INTO a VALUES (1, 2);",
    ['DROP TABLE a;'],
  ],
  'new tables that point at each other': [
    'CREATE TABLE a (id int PRIMARY KEY, b int); CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a); ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;',
    ['ALTER TABLE a DROP CONSTRAINT a_b_fkey;', 'DROP TABLE b;', 'DROP TABLE a;'],
  ],
  'a new table that points at an older new one': [
    'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int); ALTER TABLE b ADD FOREIGN KEY (a) REFERENCES a;',
    ['DROP TABLE b;', 'DROP TABLE a;'],
  ],
  'columns with what they bring along': [
    "ALTER TABLE old ADD COLUMN x int NOT NULL DEFAULT 1 CHECK (x > 0) UNIQUE REFERENCES old, ADD y int; COMMENT ON COLUMN old.x IS 'x'; ALTER TABLE old ALTER x DROP DEFAULT;",
    ['ALTER TABLE old DROP COLUMN y;', 'ALTER TABLE old DROP COLUMN x;'],
  ],
  constraints: [
    'ALTER TABLE old ADD UNIQUE (name), ADD CONSTRAINT c CHECK (name <> \'\'), ADD FOREIGN KEY ("Mixed") REFERENCES old;',
    [
      'ALTER TABLE old DROP CONSTRAINT "old_Mixed_fkey";',
      'ALTER TABLE old DROP CONSTRAINT c;',
      'ALTER TABLE old DROP CONSTRAINT old_name_key;',
    ],
  ],
  'changes of columns': [
    `ALTER TABLE old ALTER name SET NOT NULL, ALTER name SET DEFAULT 'y', ALTER "Mixed" SET DEFAULT 1; ALTER TABLE old ALTER name DROP NOT NULL;`,
    [
      'ALTER TABLE old ALTER COLUMN name SET NOT NULL;',
      'ALTER TABLE old ALTER COLUMN "Mixed" DROP DEFAULT;',
      "ALTER TABLE old ALTER COLUMN name SET DEFAULT 'x';",
      'ALTER TABLE old ALTER COLUMN name DROP NOT NULL;',
    ],
  ],
  renames: [
    "ALTER TABLE old RENAME COLUMN \"Mixed\" TO plain; ALTER TABLE old RENAME TO older; ALTER INDEX old_name RENAME TO older_name; ALTER TYPE mood RENAME TO feeling; ALTER TYPE feeling RENAME VALUE 'a' TO 'c';",
    [
      "ALTER TYPE feeling RENAME VALUE 'c' TO 'a';",
      'ALTER TYPE feeling RENAME TO mood;',
      'ALTER INDEX older_name RENAME TO old_name;',
      'ALTER TABLE older RENAME TO old;',
      'ALTER TABLE old RENAME COLUMN plain TO "Mixed";',
    ],
  ],
  'a new table that is renamed': [
    'CREATE TABLE a (x int); ALTER TABLE a RENAME x TO y; ALTER TABLE a RENAME TO b;',
    ['ALTER TABLE b RENAME TO a;', 'DROP TABLE a;'],
  ],
  'other objects': [
    'CREATE SCHEMA s; CREATE SEQUENCE s.q; CREATE DOMAIN d AS int; CREATE TYPE e AS ENUM (); CREATE TYPE c AS (a int); CREATE VIEW v AS SELECT id FROM old; CREATE MATERIALIZED VIEW m AS SELECT id FROM old; CREATE INDEX ON m (id);',
    ['DROP MATERIALIZED VIEW m;', 'DROP VIEW v;', 'DROP TYPE c;', 'DROP TYPE e;', 'DROP DOMAIN d;', 'DROP SEQUENCE s.q;', 'DROP SCHEMA s;'],
  ],
  'a foreign table': ['CREATE FOREIGN TABLE f (a int) SERVER s;', ['DROP FOREIGN TABLE f;']],
  'functions, triggers and policies': [
    "CREATE FUNCTION f(a int, b text[], OUT c int) LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER t BEFORE UPDATE ON old FOR EACH ROW EXECUTE FUNCTION t(); CREATE POLICY p ON old; ALTER TABLE old ENABLE ROW LEVEL SECURITY;",
    [
      'ALTER TABLE old DISABLE ROW LEVEL SECURITY;',
      'DROP POLICY p ON old;',
      'DROP TRIGGER t ON old;',
      'DROP FUNCTION t();',
      'DROP FUNCTION f(int4, text[]);',
    ],
  ],
  comments: [
    "COMMENT ON TABLE old IS 'new'; COMMENT ON COLUMN old.name IS 'name'; COMMENT ON TABLE old IS NULL;",
    ["COMMENT ON TABLE old IS 'new';", 'COMMENT ON COLUMN old.name IS NULL;', "COMMENT ON TABLE old IS 'it''s old';"],
  ],
  'an index of a name that PostgreSQL chose': ['CREATE INDEX ON old ("Mixed");', ['DROP INDEX "old_Mixed_idx";']],
  partitions: [
    'CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 (id int); ALTER TABLE p ATTACH PARTITION p1 FOR VALUES IN (1);',
    ['DROP TABLE p1;', 'DROP TABLE p;'],
  ],
  'nothing that is gone again': [
    'CREATE POLICY p ON old; DROP POLICY p ON old; ALTER TABLE old ADD CONSTRAINT c CHECK (id > 0); ALTER TABLE old DROP CONSTRAINT c; CREATE TABLE a (id int); DROP TABLE a; ALTER TABLE old ADD x int; ALTER TABLE old DROP x; CREATE INDEX i ON old (id); DROP INDEX i; CREATE TYPE e AS ENUM (); DROP TYPE e;',
    [],
  ],
  'nothing that was there': [
    'CREATE TABLE IF NOT EXISTS old (id int); CREATE INDEX IF NOT EXISTS old_name ON old (id); ALTER TABLE old ADD IF NOT EXISTS name text;',
    [],
  ],
  'nothing of what is temporary': ['CREATE TEMP TABLE a (id int); CREATE TEMP VIEW v AS SELECT 1;', []],
};

describe('inverse', () => {
  describe('takes back', () => {
    for (const [name, [up, expected]] of Object.entries(COMPLETE)) it(name, () => check(up, expected));
  });

  describe('leaves by hand', () => {
    const cases: readonly string[] = [
      'DROP TABLE old',
      'ALTER TABLE old DROP COLUMN name',
      'ALTER TABLE old DROP CONSTRAINT old_pkey',
      'DROP INDEX old_name',
      'DROP TRIGGER there ON old',
      'DROP POLICY there ON old',
      'ALTER TABLE old ALTER id TYPE bigint',
      "ALTER TYPE mood ADD VALUE 'c'",
      'UPDATE old SET id = 1',
      "DO $$ BEGIN EXECUTE 'DROP TABLE old'; END $$",
      'CREATE TABEL x',
    ];
    for (const up of cases) it(up, () => check(`${up};`, ['incomplete', `-- TODO by hand: undo ${up}`]));

    it('names each statement once, on one short line', () =>
      check(`ALTER TABLE old\n  DROP COLUMN name, -- gone\n  DROP COLUMN "Mixed";\nUPDATE old SET id = ${'1'.repeat(80)};`, [
        'incomplete',
        `-- TODO by hand: undo UPDATE old SET id = ${'1'.repeat(59)}…`,
        '-- TODO by hand: undo ALTER TABLE old DROP COLUMN name, DROP COLUMN "Mixed"',
      ]));
  });

  it('is empty for a migration without steps', () => assert.deepEqual(inverse([]), { sql: '', complete: true }));
});

describe('inverse on a real PostgreSQL', () => {
  let server: Server;
  const accept = async (script: string): Promise<void> => assert.equal(await server.run(script), undefined, script);
  before(async () => {
    server = await sharedServer();
    await server.reset();
    await accept(OLD);
    await accept('CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;');
  });

  for (const [name, [up]] of Object.entries(COMPLETE))
    it(`brings the catalog back: ${name}`, async () => {
      const start = await catalog(server);
      await accept(up);
      await accept(await inverseOf(up));
      assert.deepEqual(await catalog(server), start);
      await accept('DISCARD TEMP');
    });
});

/** Relations, columns, constraints, types, routines, triggers, policies and comments outside the system schemas. */
async function catalog(server: Server): Promise<readonly unknown[]> {
  const own = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";
  const queries = [
    `SELECT n.nspname, c.relname, c.relkind, c.relrowsecurity, c.relispartition FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own}`,
    `SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE ${own} AND a.attnum > 0 AND NOT a.attisdropped`,
    `SELECT c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE ${own}`,
    `SELECT t.typname, (SELECT array_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid) FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE ${own}`,
    `SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${own}`,
    "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal UNION ALL SELECT polname FROM pg_policy UNION ALL SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'",
    'SELECT objsubid, description FROM pg_description WHERE objoid >= 16384',
  ];
  const results: unknown[] = [];
  for (const query of queries) {
    results.push((await server.query(query)).map((row) => JSON.stringify(row)).sort());
  }
  return results;
}
