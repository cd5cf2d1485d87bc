import assert from 'node:assert/strict';
import { type DocumentSymbol, documentSymbols } from '../../server/src/language/symbols';
import { workspaceSymbols } from '../../server/src/language/workspaceSymbols';
import { marked } from './cursor';

/** Checks the outline of the last file: a line for each symbol with the text of its name in the file, children indented. */
async function check(text: string, expected: readonly string[]): Promise<void> {
  const { root, file, files } = await marked(text);
  const content = files.get(file)!;
  const lines = (symbols: readonly DocumentSymbol[], indent: string): readonly string[] =>
    symbols.flatMap((symbol) => {
      const { kind, name, detail, span, nameSpan, children } = symbol;
      assert.ok(span.start <= nameSpan.start && nameSpan.end <= span.end, 'the name lies within the symbol');
      for (const child of children) assert.ok(span.start <= child.span.start && child.span.end <= span.end, 'children lie within');
      const at = content.slice(nameSpan.start, nameSpan.end);
      return [`${indent}${kind} ${name}${detail === undefined ? '' : ` (${detail})`} at ${at}`, ...lines(children, `${indent}  `)];
    });
  assert.deepEqual(lines(documentSymbols(root.history, file), ''), expected);
}

describe('symbols of a document', () => {
  it('are its statements, tables with their columns', () =>
    check(
      `-- file: 001.sql
CREATE TABLE shop."Users" (id int PRIMARY KEY, "e mail" text, CHECK (id > 0));
CREATE INDEX by_mail ON shop."Users" ("e mail");
CREATE INDEX ON shop."Users" (id);
CREATE TYPE mood AS ENUM ('sad');
CREATE VIEW everyone AS SELECT 1;
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER TABLE shop."Users" ADD COLUMN a int, ADD b text;
ALTER TABLE shop."Users" RENAME a TO c;
ALTER TYPE mood ADD VALUE 'happy';
INSERT INTO shop."Users" (id) VALUES (1);
COMMENT ON TABLE shop."Users" IS 'x';
SELECT 1;
DROP TABLE shop."Users", other;
`,
      [
        'table shop.Users at "Users"',
        '  column id at id',
        '  column e mail at "e mail"',
        'index by_mail (on shop.Users) at by_mail',
        'index on shop.Users at "Users"',
        'enum mood at mood',
        'view everyone at everyone',
        'function one at one',
        'table shop.Users (ALTER) at "Users"',
        '  column a at a',
        '  column b at b',
        'column shop.Users.a (RENAME TO c) at a',
        "enum mood (ADD VALUE 'happy') at mood",
        'table shop.Users (DROP) at "Users"',
      ],
    ));

  it('stand in sections where the file has both directions', () =>
    check(
      `-- file: 00001_users.sql
-- +goose Up
CREATE TABLE users (id int);
-- +goose Down
DROP TABLE users;
`,
      [
        'section Up at -- +goose Up',
        '  table users at users',
        '    column id at id',
        'section Down at -- +goose Down',
        '  table users (DROP) at users',
      ],
    ));

  it('are there for the statements that can be read', () =>
    check(
      `-- file: 001.sql
CREATE TABLE a (id int);
CREATE TABLE b (

CREATE TABLE c (id int);
`,
      ['table a at a', '  column id at id', 'table c at c', '  column id at id'],
    ));

  it('are none for an empty file', () => check('-- file: 001.sql\n', []));
});

describe('symbols of the workspace', () => {
  const text = `-- file: 001.sql
CREATE TABLE users (id int);
CREATE TABLE gone (id int);
CREATE TEMPORARY TABLE scratch (id int);
CREATE TYPE mood AS ENUM ('sad');
CREATE DOMAIN email AS text;
CREATE VIEW everyone AS SELECT 1;
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE EXTENSION citext;
-- file: 002.sql
ALTER TABLE users RENAME TO accounts;
DROP TABLE gone;
`;
  for (const [query, expected] of [
    ['', ['table accounts', 'type email', 'view everyone', 'enum mood', 'function one']],
    ['EVE', ['view everyone']],
    ['acnt', ['table accounts']],
    ['users', []],
    ['o n', ['table accounts', 'view everyone', 'function one']],
  ] as const) {
    it(`that match ${JSON.stringify(query)}`, async () => {
      const { root } = await marked(text);
      const found = workspaceSymbols(root.history.final, query);
      assert.deepEqual(
        found.map(({ kind, name }) => `${kind} ${name}`),
        expected,
      );
      for (const { origin } of found) assert.equal(origin.file, 'migrations/001.sql');
    });
  }
});
