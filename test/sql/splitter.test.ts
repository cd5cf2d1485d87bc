import assert from 'node:assert/strict';
import fc from 'fast-check';
import { split } from '../../server/src/engines/postgres/read/splitter';
import { runs } from '../support/runs';
import { mark, unmark } from './marked';
import { sqlText } from './sqlText';

/** Checks that `«…»` stands around the statements. */
function check(name: string, marked: string): void {
  it(name, () => {
    const { text } = unmark(marked);
    const statements = split(text);
    assert.equal(
      mark(
        text,
        statements.map(({ span }) => span),
      ),
      marked,
    );
    for (const statement of statements) assert.equal(statement.text, text.slice(statement.span.start, statement.span.end));
  });
}

describe('splitter', () => {
  check('statements end at semicolons', '«select 1»; «select 2»;');
  check('the last one needs none', '«select 1»;\n«select 2»\n');
  check('comments stand outside', '-- a;\n«select 1 -- b;\n + 2»; /* c; */');
  check('empty statements are none', ';;«select 1»;;; ;«select 2»;;');
  check('nothing at all', ' -- only this\n');
  check('semicolons in strings, names and bodies', `«select ';', ";", E'\\';', $$;$$, $a$;$$;$a$»; «select 1»`);
  check('CREATE RULE with a list of actions', '«create rule r as on insert to t do (insert into l values (1); delete from x)»; «select 1»');
  check('CREATE OR REPLACE RULE', '«create or replace rule r as on update to t do also (select 1; select 2)»; «select 1»');
  check('semicolons in other parentheses end a statement', '«create table t (a int»; «select 1)»');
  check(
    'a body in BEGIN ATOMIC',
    '«create function f() returns int begin atomic select 1; select case when true then 1 end; end»; «select 1»;',
  );
  check(
    'a procedure with two such statements',
    '«create or replace procedure p() begin atomic insert into t values (1); end»;\n«call p()»;',
  );
  check('BEGIN without ATOMIC is a transaction', '«begin»; «create table t (atomic int)»; «end»;');
  check('meta-commands end with their line', '\n«\\set x 1»\n«select 1»;\n«\\i b.sql»\n');
  check('meta-commands that send what was written end a statement', '«select 1» «\\gset»\n«select 2»\n«\\g»\n«select 3»;');
  check('other backslashes inside a statement are no meta-commands', '«select 1 \\echo»\n');
  check('COPY data is a statement of its own', '«copy t from stdin»;«\n1;2\n\\.\n»«select 1»;');
  check('Windows line ends and a byte order mark', '\ufeff«select 1»;\r\n«select\r\n2»;\r\n');

  it('tells how a statement ended and what it is', () => {
    const statements = split('copy t from stdin;\n1\n\\.\n\\x\nselect 1; select 2');
    assert.deepEqual(
      statements.map(({ kind, terminated }) => `${kind} ${terminated}`),
      ['sql true', 'copyData true', 'metaCommand true', 'sql true', 'sql false'],
    );
  });

  it('keeps to a part of the text and counts from its start', () => {
    const text = "it's; -- +up\nselect 1;\nselect 'a';\n-- +down\nselect 2;";
    const from = text.indexOf('\n') + 1;
    const to = text.indexOf('-- +down');
    const statements = split(text, from, to);
    assert.deepEqual(
      statements.map((statement) => statement.text),
      ['select 1', "select 'a'"],
    );
    for (const statement of statements) assert.equal(statement.text, text.slice(statement.span.start, statement.span.end));
    assert.equal(statements[0]!.extent.start, from);
    assert.equal(statements.at(-1)!.extent.end, to);
  });

  it('extents cover any text without gap or overlap', () => {
    fc.assert(
      fc.property(fc.oneof(sqlText(), fc.string({ unit: 'binary' })), (text) => {
        const statements = split(text);
        if (statements.length === 0) return;
        let position = 0;
        for (const { span, extent } of statements) {
          assert.equal(extent.start, position);
          assert.ok(extent.start <= span.start && span.start < span.end && span.end <= extent.end);
          position = extent.end;
        }
        assert.equal(position, text.length);
      }),
      { numRuns: runs(2000) },
    );
  });
});
