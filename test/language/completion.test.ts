import assert from 'node:assert/strict';
import { completionsAt } from '../../server/src/language/completion';
import { testEngine } from '../support/memoryProject';
import { marked } from './cursor';

const BEFORE = `-- file: 001.sql
CREATE SCHEMA shop;
CREATE TYPE mood AS ENUM ('sad');
CREATE DOMAIN email AS text;
CREATE TABLE users (id bigint PRIMARY KEY, "displayName" text, CONSTRAINT named CHECK (id > 0));
CREATE TABLE shop.carts (id int, "order" int);
CREATE TABLE gone (id int);
DROP TABLE gone;
CREATE INDEX users_name ON users ("displayName");
CREATE VIEW everyone AS SELECT id FROM users;
CREATE SEQUENCE numbers;
-- file: 002.sql
`;
const AFTER = `
-- file: 003.sql
CREATE TABLE later (id int);
ALTER TABLE users ADD COLUMN later int;
`;

/** Checks the completions at `‸`. The built-in types count as one, `text …`. */
async function check(statement: string, expected: readonly string[]): Promise<void> {
  const { root, file, offset } = await marked(BEFORE + statement + AFTER);
  const found = completionsAt(root.history, await testEngine(), file, offset);
  const texts = found.filter(({ kind }) => kind !== 'builtinType').map(({ text }) => text);
  assert.deepEqual([...texts, ...(found.some(({ text }) => text === 'text') ? ['text …'] : [])], expected);
}

const tables = ['users', 'shop.carts'];
const relations = [...tables, 'everyone'];
const columns = ['id', '"displayName"'];
const types = ['email', 'mood', 'text …'];

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['ALTER TABLE ‸', tables],
  ['alter table if exists only ‸;', tables],
  ['ALTER TABLE us‸', tables],
  ['DROP TABLE IF EXISTS ‸', tables],
  ['DROP TABLE users, ‸', tables],
  ['TRUNCATE ‸', tables],
  ['INSERT INTO ‸', tables],
  ['UPDATE ‸', relations],
  ['DELETE FROM ‸', relations],
  ['COMMENT ON TABLE ‸', tables],
  ['SELECT * FROM users JOIN ‸', relations],
  ['CREATE INDEX CONCURRENTLY i ON ‸', relations],
  ['CREATE TRIGGER t BEFORE UPDATE ON ‸', relations],
  ['DROP VIEW ‸', ['everyone']],
  ['DROP INDEX ‸', ['users_name']],
  ['DROP SEQUENCE ‸', ['numbers']],
  ['DROP TYPE ‸', ['email', 'mood']],
  ['CREATE TABLE a (user_id bigint REFERENCES ‸', tables],
  ['CREATE TABLE a (user_id bigint REFERENCES ‸)', tables],
  ['CREATE TABLE a (user_id bigint REFERENCES users (‸', columns],
  ['CREATE TABLE a (user_id bigint REFERENCES public.users (‸', columns],
  ['CREATE TABLE a (a_id int, "B" text, PRIMARY KEY (‸', ['a_id', '"B"']],
  ['CREATE TABLE a (a_id int, "B" text, PRIMARY KEY (a_id, ‸', ['a_id', '"B"']],
  ['CREATE TABLE a (a_id int, parent int REFERENCES a (‸', ['a_id', 'parent']],
  ['CREATE TABLE a (b ‸', types],
  ['CREATE TABLE a (\n  b int,\n  c m‸\n);', types],
  ['CREATE TABLE a (LIKE ‸', tables],
  ['CREATE TABLE a PARTITION OF ‸', tables],
  ['CREATE TABLE a (‸', []],
  ['CREATE TABLE ‸', []],
  ['CREATE TABLE a (b text ‸', []],
  ['CREATE TABLE a (PRIMARY ‸', []],
  ['CREATE TABLE a (b numeric(‸', []],
  ['ALTER TABLE users DROP COLUMN ‸', columns],
  ['ALTER TABLE users DROP ‸', columns],
  ['ALTER TABLE users DROP COLUMN IF EXISTS d‸', columns],
  ['ALTER TABLE users DROP COLUMN "d‸', columns],
  ['ALTER TABLE users DROP id, ALTER COLUMN ‸', columns],
  ['ALTER TABLE users RENAME ‸', columns],
  ['ALTER TABLE users RENAME id TO ‸', []],
  ['ALTER TABLE shop.carts ALTER ‸', ['id', '"order"']],
  ['ALTER TABLE users ALTER id TYPE ‸', types],
  ['ALTER TABLE users ALTER COLUMN id SET DATA TYPE ‸', types],
  ['ALTER TABLE users ADD COLUMN b ‸', types],
  ['ALTER TABLE users ADD b ‸', types],
  ['ALTER TABLE users ADD COLUMN IF NOT EXISTS b ‸', types],
  ['ALTER TABLE users ADD COLUMN ‸', []],
  ['ALTER TABLE users ADD CONSTRAINT ‸', []],
  ['ALTER TABLE users ADD CONSTRAINT c UNIQUE (‸', columns],
  ['ALTER TABLE users ADD FOREIGN KEY (id) REFERENCES shop.carts (‸', ['id', '"order"']],
  ['ALTER TABLE users ADD FOREIGN KEY (id) REFERENCES ‸', tables],
  ['ALTER TABLE users DROP CONSTRAINT ‸', ['named', 'users_pkey']],
  ['ALTER TABLE nowhere DROP COLUMN ‸', []],
  ['CREATE INDEX i ON users (‸', columns],
  ['CREATE INDEX i ON users USING gin (id, ‸', columns],
  ['CREATE INDEX i ON users (id ‸', []],
  ['INSERT INTO users (id, ‸', columns],
  ['INSERT INTO users (id) VALUES (‸', []],
  ['UPDATE users SET ‸', columns],
  ['UPDATE users SET id = 1, ‸', columns],
  ['UPDATE users SET id = greatest(1, ‸', []],
  ['COMMENT ON COLUMN users.‸', columns],
  ['COMMENT ON COLUMN shop.carts.‸', ['id', '"order"']],
  ['ALTER TABLE shop.‸', ['carts']],
  ['‸', []],
  ['ALTER TABLE users DROP COLUMN id; ‸', []],
  ["SELECT 'DROP TABLE ‸", []],
  ['DROP TABLE -- ‸', []],
  ['DROP TABLE /* ‸', []],
];

describe('completion', () => {
  for (const [statement, expected] of cases) it(statement.replace(/\s+/g, ' '), () => check(statement, expected));

  it('knows the schema of its place, not that of the end', async () => {
    await check('ALTER TABLE ‸', tables);
    const { root, file, offset } = await marked(`${BEFORE}ALTER TABLE users ADD COLUMN x int;${AFTER}DROP TABLE ‸`);
    assert.deepEqual(
      completionsAt(root.history, await testEngine(), file, offset).map(({ text }) => text),
      ['later', ...tables],
    );
  });

  it('works above statements that it would run into', async () => {
    await check('ALTER TABLE users DROP COLUMN ‸\nCREATE TABLE x (id int);', columns);
    await check('ALTER TABLE ‸\n\nDROP TABLE users;', tables);
  });

  it('replaces the word that is being typed, and says what is offered', async () => {
    const { root, file, files, offset } = await marked(`${BEFORE}ALTER TABLE users DROP COLUMN dis‸`);
    const [first, second] = completionsAt(root.history, await testEngine(), file, offset);
    assert.deepEqual([first!.detail, second!.label, second!.detail, second!.kind], ['bigint', 'displayName', 'text', 'column']);
    assert.equal(files.get(file)!.slice(second!.span.start, second!.span.end), 'dis');
  });
});
