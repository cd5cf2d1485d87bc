import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { CLEAN, type Files, run, within } from './run';

interface Expected {
  readonly code?: number;
  readonly stdout?: RegExp;
  readonly stderr?: RegExp;
}

function check(title: string, args: string, files: Files, { code = 0, stdout = /^$/, stderr = /^$/ }: Expected): void {
  it(`${title}: ${args}`, () =>
    within(files, async (folder) => {
      mkdirSync(path.join(folder, '.git'));
      const outcome = await run(args.split(' '), folder);
      assert.equal(outcome.code, code, outcome.stderr);
      assert.match(outcome.stdout, stdout);
      assert.match(outcome.stderr, stderr);
    }));
}

const GAP: Files = {
  ...CLEAN,
  'migrations/00003_gap.sql':
    "-- +goose Up\n-- +goose StatementBegin\nDO $$ BEGIN EXECUTE 'CREATE TABLE ' || current_user; END $$;\n-- +goose StatementEnd\n",
};
const TWO: Files = { 'a/00001_users.sql': CLEAN['migrations/00001_users.sql']!, 'b/00001_users.sql': CLEAN['migrations/00001_users.sql']! };
const HERE: Files = {
  'dump.sql': 'CREATE TABLE people (id int PRIMARY KEY);',
  'sql/1.sql': 'CREATE TABLE pets (owner int REFERENCES people);',
  'sql/2.sql': 'DROP TABLE pets;',
};

describe('schema', () => {
  check('an outline for people', 'schema', CLEAN, { stdout: /^migrations: 2 migrations of goose\n\norders\n {2}id {10}bigint/ });
  check('the catalog', 'schema --format json', CLEAN, { stdout: /^\{\n {2}"schemas": \[/ });
  check('SQL', 'schema --format sql', CLEAN, { stdout: /^CREATE TABLE public\.orders \(\n/ });
  check('an earlier version', 'schema --at 1', CLEAN, {
    stdout: /^migrations: 2 migrations of goose, after version 1\n\nusers\n(?![\s\S]*orders)/,
  });
  check('an earlier version as it is written', 'schema --at 00001 --format json', CLEAN, {
    stdout: /"name": "users"(?![\s\S]*"name": "orders")/,
  });
  check('a version that is misspelt', 'schema --at 00012', CLEAN, { code: 2, stderr: /Did you mean 0000[12]\?/ });
  check('what could not be followed', 'schema --format json', GAP, {
    stdout: /^\{/,
    stderr: /^note: .*\n {2}migrations\/00003_gap\.sql:3:1: code runs here that only the database could follow\n$/,
  });
  check('several folders as outlines', 'schema', TWO, { stdout: /^a: one migration of goose\n[\s\S]*\nb: one migration of goose\n/ });
  check('several folders cannot be one catalog', 'schema --format json', TWO, {
    code: 2,
    stderr: /several folders .*\n {2}a \(goose\)\n {2}b \(goose\)\n$/,
  });
  check('one of several folders', 'schema b --format json', TWO, { stdout: /"users"/ });
  check('a tool and a baseline', 'schema sql --tool plain --baseline dump.sql --at 1 --format sql', HERE, {
    stdout: /CREATE TABLE public\.people[\s\S]*FOREIGN KEY \(owner\) REFERENCES public\.people \(id\)/,
  });
  check(
    'a baseline alone',
    'schema b --baseline a/00001_users.sql --format json',
    { ...TWO, 'a/00001_users.sql': 'CREATE TABLE base (id int);' },
    {
      stdout: /"base"[\s\S]*"users"/,
    },
  );
  check('a dialect', 'schema --dialect postgresql --format json', CLEAN, { stdout: /"orders"/ });
  // Its name says MySQL.
  const misnamed = { 'mysql/1_a.sql': 'CREATE TABLE a (id int);', 'mysql/2_b.sql': 'CREATE TABLE b (id int);' };
  for (const path of ['.', 'mysql', 'mysql/2_b.sql'])
    check('a dialect against what was detected', `schema ${path} --dialect postgresql --format json`, misnamed, {
      stdout: /"a"[\s\S]*"b"/,
    });
});

describe('erd', () => {
  check('the whole schema', 'erd', CLEAN, { stdout: /^erDiagram\n[\s\S]*"users" [^\n]* "orders"/ });
  check('a table alone', 'erd --focus users --depth 0', CLEAN, { stdout: /^erDiagram\n(?![\s\S]*"orders")[\s\S]*"users"/ });
  check('a table and its neighbours', 'erd --focus public.users', CLEAN, { stdout: /"orders"/ });
  check('as a picture', 'erd --format svg', CLEAN, { stdout: /^<svg [\s\S]*>users<[\s\S]*>orders<[\s\S]*<\/svg>\n$/ });
  check('a part as a picture', 'erd --format svg --focus users --depth 0', CLEAN, { stdout: /^<svg (?![\s\S]*orders)[\s\S]*>users</ });
  check('what could not be followed', 'erd', GAP, { stdout: /^erDiagram/, stderr: /00003_gap\.sql:3:1/ });
  it('into a file', () =>
    within(CLEAN, async (folder) => {
      assert.deepEqual(await run(['erd', '--output', 'erd.mmd'], folder), { code: 0, stdout: '', stderr: '' });
      const { stdout } = await run(['erd'], folder);
      const { readFileSync } = await import('node:fs');
      assert.equal(readFileSync(path.join(folder, 'erd.mmd'), 'utf8'), stdout);
      const { code, stderr } = await run(['erd', '--output', 'no/erd.mmd'], folder);
      assert.equal(code, 3);
      assert.match(stderr, /no\/erd\.mmd cannot be written: its folder does not exist/);
    }));
});
