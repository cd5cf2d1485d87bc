import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Dialect } from '../../server/src/sql/dialect';
import type { ReadStatement } from '../../server/src/sql/script';
import { testEngine } from '../support/memoryProject';
import { scriptReader } from '../support/readScript';
import { runs } from '../support/runs';
import { sqlText } from './sqlText';

let dialect: Dialect;
let readAll: (text: string) => readonly ReadStatement[];

/** Checks the statements, each as `ok` or `broken` and its text with white space collapsed. */
function check(name: string, text: string, ...expected: readonly string[]): void {
  it(name, () => {
    assert.deepEqual(
      readAll(text).map(
        ({ statement, reading }) => `${reading.problem === undefined ? 'ok' : 'broken'} ${statement.text.replace(/\s+/g, ' ').trim()}`,
      ),
      expected,
    );
  });
}

describe('script', () => {
  before(async () => {
    dialect = await testEngine();
    readAll = scriptReader(dialect);
  });

  describe('finds the statements again that a broken one swallowed', () => {
    check('nothing broken', 'create table a (id int);\nselect 1;', 'ok create table a (id int)', 'ok select 1');
    check(
      'half typed, before others',
      'alter table a add\n\ncreate table b (id int);\nselect 1;',
      'broken alter table a add',
      'ok create table b (id int)',
      'ok select 1',
    );
    check(
      'half typed, behind others',
      'create table b (id int);\nalter table b add',
      'ok create table b (id int)',
      'broken alter table b add',
    );
    check(
      'half typed, between others',
      'create table a (id int);\ncreate tab\ncreate table b (id int);',
      'ok create table a (id int)',
      'broken create tab',
      'ok create table b (id int)',
    );
    check(
      'a parenthesis that stays open',
      'create table a (id int,\n\ncreate table b (id int);\ndrop table c;',
      'broken create table a (id int,',
      'ok create table b (id int)',
      'ok drop table c',
    );
    check(
      'a string without end',
      "comment on table a is 'never;\ncreate table b (id int);\ninsert into b values ('x');",
      "broken comment on table a is 'never;",
      'ok create table b (id int)',
      "ok insert into b values ('x')",
    );
    check(
      'a dollar quote without end',
      'create function f() returns int language sql as $$ select 1;\n\ncreate table b (id int);\ncreate table c (id int);',
      'broken create function f() returns int language sql as $$ select 1;',
      'ok create table b (id int)',
      'ok create table c (id int)',
    );
    check(
      'a quoted name without end',
      'drop table "a;\ncreate table b (id int);\ncreate table "c" (id int);',
      'broken drop table "a;',
      'ok create table b (id int)',
      'ok create table "c" (id int)',
    );
    check(
      'a missing semicolon',
      'create table a (id int)\ncreate table b (id int);',
      'ok create table a (id int)',
      'ok create table b (id int)',
    );
    check(
      'a body whose lines begin like statements stays whole',
      'create function f() returns void language plpgsql as $$\nbegin\nupdate a set b = 1;\nend $$;\nselect 1;',
      'ok create function f() returns void language plpgsql as $$ begin update a set b = 1; end $$',
      'ok select 1',
    );
    check('an error inside one statement ends with it', 'selec 1;\nselect 2;', 'broken selec 1', 'ok select 2');
    check('Windows line ends', 'alter table a\r\ncreate table b (id int);\r\n', 'broken alter table a', 'ok create table b (id int)');
    check(
      'two broken ones in a row are one',
      "drop\ncreate type t as enum ('a\nselect 1;",
      "broken drop create type t as enum ('a",
      'ok select 1',
    );
  });

  it('keeps the columns of a table around the one with the mistake', () => {
    const columns = (text: string): readonly string[] => {
      const [change] = readAll(text)[0]!.reading.changes;
      return change?.kind === 'createTable' ? change.columns.map((column) => column.name.text) : [];
    };
    assert.deepEqual(columns('create table t (a int, b nott null null x, c text);'), ['a', 'c']);
    assert.deepEqual(columns('create table t (a int, b , c text);'), ['a', 'c']);
    assert.deepEqual(columns('create table t (a int, b'), ['a']);
    assert.deepEqual(columns('create table t (a int not, b int);'), ['b']);
  });

  it('psql: \\i makes the model unsure, other commands and data do not', () => {
    const kinds = readAll('\\set x 1\n\\i other.sql\n\\ir more.sql\ncopy t from stdin;\n1\n\\.\n').map(({ reading }) =>
      reading.changes.map((change) => (change.kind === 'opaque' ? change.reason : change.kind)).join(),
    );
    assert.deepEqual(kinds, ['', 'meta-command', 'meta-command', 'modifyRows', '']);
  });

  describe('never throws', () => {
    it('on any text', () => {
      fc.assert(
        fc.property(fc.oneof(sqlText(), fc.string({ unit: 'binary' })), (text) => {
          for (const { statement } of readAll(text)) assert.equal(statement.text, text.slice(statement.span.start, statement.span.end));
        }),
        { numRuns: runs(500) },
      );
    });

    for (const [what, text] of [
      ['parentheses', `select ${'('.repeat(10_000)}1${')'.repeat(10_000)};`],
      ['open parentheses', `select ${'('.repeat(10_000)}`],
      ['block comments', `${'/*'.repeat(10_000)}`],
      ['casts', `select 1${'::int'.repeat(10_000)};`],
      ['BEGIN ATOMIC', `create function f() ${'begin atomic '.repeat(10_000)};`],
    ] as const) {
      it(`on 10,000 ${what}, and reads what follows`, () => {
        readAll(text);
        const after = readAll(`${text}\n;\nselect 42;`).at(-1)!;
        if (what !== 'block comments' && what !== 'BEGIN ATOMIC') assert.equal(after.statement.text, 'select 42');
        assert.equal(dialect.reader.read('select 1').problem, undefined, 'the parser is alive');
      });
    }
  });
});
