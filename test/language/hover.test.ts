import assert from 'node:assert/strict';
import { hoverAt } from '../../server/src/language/hover';
import { sqlBlock } from '../../server/src/language/markdown';
import { lineIndex } from '../../server/src/text/lineIndex';
import { marked } from './cursor';

/** Checks the hover at `‸`: its SQL, then a line for each paragraph with places as `[file:line]`. Undefined expects no hover. */
async function check(text: string, expected: string | undefined): Promise<void> {
  const { root, files, file, offset } = await marked(text);
  const hover = hoverAt(root.history, file, offset);
  const shown = hover?.paragraphs.map((paragraph) =>
    paragraph
      .map((piece) =>
        typeof piece === 'string'
          ? piece
          : `[${piece.file.replace('migrations/', '')}:${lineIndex(files.get(piece.file)!).positionAt(piece.span.start).line + 1}]`,
      )
      .join(''),
  );
  assert.equal(hover === undefined ? undefined : [hover.sql, ...shown!].join('\n'), expected);
}

describe('hover', () => {
  it('over a table: its columns, keys and indexes after the statement', () =>
    check(
      `-- file: 001.sql
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email varchar(200) NOT NULL DEFAULT '');
COMMENT ON TABLE users IS 'People *who* log in';
-- file: 002.sql
CREATE TABLE orders (
  id int PRIMARY KEY,
  user_id bigint REFERENCES users ON DELETE CASCADE,
  total numeric(10,2) CHECK (total > 0),
  net numeric GENERATED ALWAYS AS (total / 1.2) STORED
);
CREATE UNIQUE INDEX users_email ON us‸ers (lower(email) DESC) WHERE email <> '';
`,
      `CREATE TABLE users (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  email character varying(200) NOT NULL DEFAULT '',
  CONSTRAINT users_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX users_email ON users (lower(email) DESC) WHERE email <> '';
People \\*who\\* log in
Created in [001.sql:2], last changed in [002.sql:8].`,
    ));

  it('over a table with a foreign key, a check and a generated column', () =>
    check(
      `-- file: 001.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE ord‸ers (
  user_id bigint REFERENCES users ON DELETE CASCADE,
  total numeric(10,2) CHECK (total > 0),
  net numeric GENERATED ALWAYS AS (total / 1.2) STORED
);
`,
      `CREATE TABLE orders (
  user_id bigint,
  total numeric(10,2),
  net numeric GENERATED ALWAYS AS (total / 1.2) STORED,
  CONSTRAINT orders_total_check CHECK (total > 0),
  CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
Created in [001.sql:3].`,
    ));

  it('over a table that changes later', () =>
    check(
      `-- file: 001.sql
CREATE TABLE us‸ers (id int, mail text, age int);
-- file: 002.sql
ALTER TABLE users RENAME TO accounts;
ALTER TABLE accounts RENAME mail TO email;
ALTER TABLE accounts DROP age, ADD name text;
`,
      `CREATE TABLE users (
  id integer,
  mail text,
  age integer
);
Created in [001.sql:2].
After the last migration: called \`accounts\`; without \`age\`; with \`name\`; \`mail\` is called \`email\`.`,
    ));

  it('over a table that is dropped later', () =>
    check(
      `-- file: 001.sql
CREATE TABLE us‸ers ();
-- file: 002.sql

DROP TABLE users;
`,
      'CREATE TABLE users ();\nCreated in [001.sql:2].\nDropped in [002.sql:3].',
    ));

  it('over a table where it is dropped', () =>
    check(
      `-- file: 001.sql
CREATE TABLE users (id int);
DROP TABLE us‸ers;
`,
      'CREATE TABLE users (\n  id integer\n);\nCreated in [001.sql:2].\nDropped in [001.sql:3].',
    ));

  it('over a column: type, default, keys on both sides, indexes', () =>
    check(
      `-- file: 001.sql
CREATE TABLE users (id int, org int DEFAULT 1, PRIMARY KEY (id, org));
CREATE TABLE orders (user_id int, org int, FOREIGN KEY (user_id, org) REFERENCES users);
CREATE INDEX by_org ON users (org);
COMMENT ON COLUMN users.org IS 'Tenant';
UPDATE users SET or‸g = 2;
`,
      `users.org integer NOT NULL DEFAULT 1
Tenant
Part of the primary key of \`(id, org)\`. Referenced by \`orders.user_id, org\`. In index \`by_org\`.
Created in [001.sql:2].`,
    ));

  it('over a column that is dropped later', () =>
    check(
      `-- file: 001.sql
CREATE TABLE users (id int, em‸ail text UNIQUE);
-- file: 002.sql
ALTER TABLE users
  DROP COLUMN email;
`,
      'users.email text\nUnique.\nCreated in [001.sql:2].\nDropped in [002.sql:2].',
    ));

  it('over a column that falls with its table', () =>
    check(
      `-- file: 001.sql
CREATE TABLE users (id int, em‸ail text);
DROP TABLE users;
`,
      'users.email text\nCreated in [001.sql:2].\nDropped in [001.sql:3].',
    ));

  it('over a column that gets another name and type later', () =>
    check(
      `-- file: 001.sql
CREATE TABLE users (ma‸il varchar);
-- file: 002.sql
ALTER TABLE users RENAME mail TO email;
ALTER TABLE users ALTER email TYPE text, ALTER email SET NOT NULL;
`,
      'users.mail character varying\nCreated in [001.sql:2].\nAfter the last migration: called `email`; `email text NOT NULL`.',
    ));

  it('over an enum: its labels here, and those that come later', () =>
    check(
      `-- file: 001.sql
CREATE TYPE mood AS ENUM ('sad', 'it''s ok');
CREATE TABLE users (m mo‸od);
-- file: 002.sql
ALTER TYPE mood ADD VALUE 'happy';
`,
      "CREATE TYPE mood AS ENUM ('sad', 'it''s ok');\nCreated in [001.sql:2].\nAfter the last migration: with `'happy'`.",
    ));

  const definitions: readonly (readonly [string, string, string])[] = [
    [
      'a domain',
      'CREATE DOMAIN e‸mail AS text NOT NULL CHECK (VALUE <> $$$$);',
      'CREATE DOMAIN email AS text NOT NULL CHECK (VALUE <> $$$$);',
    ],
    ['a composite type', 'CREATE TYPE p‸air AS (a int, "B" text);', 'CREATE TYPE pair AS (a integer, "B" text);'],
    ['a view', 'CREATE VIEW on‸e AS SELECT 1 AS x;', 'CREATE VIEW one AS\nSELECT 1 AS x;'],
    ['a sequence', 'CREATE SEQUENCE num‸bers;', 'CREATE SEQUENCE numbers;'],
    ['a function', "CREATE FUNCTION on‸e(int, text) RETURNS int LANGUAGE sql AS 'SELECT 1';", 'CREATE FUNCTION one(integer, text)'],
    ['a schema', 'CREATE SCHEMA "Sh‸op";', 'CREATE SCHEMA "Shop";'],
    ['an index', 'CREATE TABLE t (a int, b int);CREATE INDEX t‸_a ON t USING hash (a);', 'CREATE INDEX t_a ON t USING hash (a);'],
    [
      'an index that includes columns',
      'CREATE TABLE t (a int, b int);CREATE UNIQUE INDEX t‸_a ON t (a) INCLUDE (b);',
      'CREATE UNIQUE INDEX t_a ON t (a) INCLUDE (b);',
    ],
    ['a constraint', 'CREATE TABLE t (a int, CONSTRAINT o‸k UNIQUE (a));', 'ALTER TABLE t\n  ADD CONSTRAINT ok UNIQUE (a);'],
    ['a foreign table of names', 'CREATE SCHEMA s; CREATE TABLE s."T‸" ("A b" int);', 'CREATE TABLE s."T" (\n  "A b" integer\n);'],
  ];
  for (const [what, sql, expected] of definitions)
    it(`over ${what}: its definition`, () => check(`-- file: 001.sql\n${sql}\n`, `${expected}\nCreated in [001.sql:2].`));

  it('is the same while another statement is half typed', () =>
    check(
      `-- file: 001.sql
CREATE TABLE users (id int);
CREATE TABLE broken (

ALTER TABLE us‸ers ADD COLUMN email text;
`,
      'CREATE TABLE users (\n  id integer,\n  email text\n);\nCreated in [001.sql:2], last changed in [001.sql:5].',
    ));

  it('cuts long output', async () => {
    const columns = Array.from({ length: 100 }, (_, i) => `c${i} int`).join(', ');
    const { root, file, offset } = await marked(`-- file: 001.sql\nCREATE TABLE w‸ide (${columns});\n`);
    const lines = hoverAt(root.history, file, offset)!.sql.split('\n');
    assert.deepEqual([lines.length, lines.at(-2)], [43, '  -- 60 more']);
  });

  for (const text of ['CREATE TA‸BLE users (id int);', 'CREATE TABLE users (id in‸t);', '-- us‸ers', "SELECT 'us‸ers';"])
    it(`is nothing over ${text}`, () => check(`-- file: 001.sql\n${text}\n`, undefined));
});

describe('SQL in Markdown', () => {
  it('cannot end its fence', () => {
    assert.equal(sqlBlock('SELECT 1'), '```sql\nSELECT 1\n```');
    assert.equal(sqlBlock("SELECT '````'"), "`````sql\nSELECT '````'\n`````");
  });
});
