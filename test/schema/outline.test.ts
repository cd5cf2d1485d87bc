import assert from 'node:assert/strict';
import { outlineOf } from '../../server/src/schema/outline';
import { schemaOf } from '../support/memoryProject';

function check(name: string, sql: string, expected: string): void {
  it(name, async () => {
    const indent = /\n( +)/.exec(expected)?.[1] ?? '';
    const lines = expected
      .trim()
      .split('\n')
      .map((line) => line.replace(new RegExp(`^${indent}`), '').trimEnd());
    assert.equal(outlineOf(await schemaOf(sql)), `${lines.join('\n')}\n`);
  });
}

describe('the schema as an outline', () => {
  check('nothing', '', 'The schema is empty.');
  check(
    'a table',
    `CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email varchar(80) NOT NULL UNIQUE, age int DEFAULT 1 + 1 CHECK (age > 0),
       twice int GENERATED ALWAYS AS (age * 2) STORED);
     COMMENT ON TABLE users IS 'People.'; COMMENT ON COLUMN users.email IS 'Lower
case.'`,
    `
    users  -- People.
      id     bigint                 not null, identity
      email  character varying(80)  not null  -- Lower case.
      age    integer                default 1 + 1
      twice  integer                = age * 2
      primary key (id)
      unique users_email_key (email)
      check users_age_check: age > 0`,
  );
  check(
    'foreign keys and indexes',
    `CREATE TABLE a (x int, y int, PRIMARY KEY (x, y)); CREATE SCHEMA s;
     CREATE TABLE s.b (x int, y int, z int UNIQUE, up int REFERENCES s.b (z) ON DELETE SET NULL);
     ALTER TABLE s.b ADD CONSTRAINT f FOREIGN KEY (x, y) REFERENCES a ON UPDATE CASCADE;
     CREATE INDEX i ON s.b USING hash (z); CREATE UNIQUE INDEX j ON s.b (x DESC, (y + 1)) INCLUDE (up) WHERE z > 0;`.replace(
      ' NOT VALID',
      '',
    ),
    `
    a
      x  integer  not null
      y  integer  not null
      primary key (x, y)

    s.b
      x   integer
      y   integer
      z   integer
      up  integer  → s.b (z) on delete set null
      unique b_z_key (z)
      foreign key f (x, y) → a (x, y) on update cascade
      index i using hash (z)
      unique index j (x desc, (y + 1)) include (up) where z > 0`,
  );
  check(
    'tables of other kinds',
    `CREATE TABLE p (a int NOT NULL) PARTITION BY LIST (a); CREATE TABLE q PARTITION OF p FOR VALUES IN (1);
     CREATE TABLE g (b int); CREATE TABLE k (c int) INHERITS (g); ALTER TABLE g ENABLE ROW LEVEL SECURITY;`,
    `
    g (row security)
      b  integer

    k (inherits g)
      b  integer
      c  integer

    p (partitioned table, by LIST (a))
      a  integer  not null

    q (partition of p)
      a  integer  not null`,
  );
  check(
    'views, types and the rest',
    `CREATE EXTENSION citext; CREATE SEQUENCE numbers; CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN word AS text NOT NULL CHECK (VALUE <> '');
     CREATE TYPE pair AS (a int, b mood); CREATE FUNCTION f(int, mood) RETURNS int LANGUAGE sql AS 'select 1';
     CREATE VIEW v AS SELECT 1 AS one, n FROM (SELECT 2 AS n) x; CREATE MATERIALIZED VIEW m AS SELECT 1 AS one; CREATE INDEX i ON m (one);`,
    `
    m (materialized view)
      one  integer
      index i (one)

    v (view)
      one  integer
      n    integer

    mood (enum)
      sad, ok

    pair (composite type)
      a  integer
      b  mood

    word (domain)
      text, not null
      check word_check: VALUE <> ''

    Extensions
      citext

    Sequences
      numbers

    Functions
      f(integer, mood)`,
  );
});
