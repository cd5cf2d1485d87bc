import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinColumns, makeName } from '../../server/src/engines/postgres/names/chosen';
import { byteLength } from '../../server/src/text/utf8';
import { schemaOf } from '../support/memoryProject';

/** Checks the names of the constraints and indexes of the last table, sorted. */
function check(sql: string, ...expected: readonly string[]): void {
  it(sql, async () => {
    const schema = await schemaOf(sql);
    const table = [...schema.tables.values()].at(-1)!;
    const names = new Set([...table.constraints, ...table.indexes].map(({ name }) => name));
    assert.deepEqual([...names].sort(), expected);
  });
}

describe('names that PostgreSQL chooses', () => {
  check('create table t (a int primary key, b int unique, c int check (c > 0))', 't_b_key', 't_c_check', 't_pkey');
  check('create table t (a int, b int, check (a > b), check (a > 0), check (a > 1))', 't_a_check', 't_a_check1', 't_check');
  check('create table t (a int, b int, unique (a, b), unique (a)); create index on t (a, b)', 't_a_b_idx', 't_a_b_key', 't_a_key');
  check('create table t (a int); create index on t (a); create index on t (a)', 't_a_idx', 't_a_idx1');
  check('create table t (a text); create index on t (lower(a), (a || a), (a || a))', 't_lower_expr_expr1_idx');
  check('create table t (a int, b int); create unique index on t (a) include (b)', 't_a_b_idx');
  check('create table t_pkey (); create table t (a int primary key)', 't_pkey1');

  it('fit into 63 bytes, the longer part giving way first', () => {
    assert.equal(makeName('a'.repeat(40), 'b'.repeat(40), 'key'), `${'a'.repeat(29)}_${'b'.repeat(29)}_key`);
    assert.equal(makeName('a'.repeat(70), 'b', 'key'), `${'a'.repeat(57)}_b_key`);
    assert.equal(makeName('a'.repeat(70), '', 'pkey'), `${'a'.repeat(58)}_pkey`);
    assert.equal(makeName('t', 'a', 'idx'), 't_a_idx');
  });

  it('never longer than 63 bytes, never cut within a character, the label kept', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(name, name, fc.constantFrom('key', 'idx', 'fkey', 'check1'), (table, columns, label) => {
        const made = makeName(table, columns, label);
        assert.ok(byteLength(made) <= 63 && made.endsWith(`_${label}`));
        assert.ok(!made.includes('\ufffd') && new TextDecoder().decode(new TextEncoder().encode(made)) === made);
      }),
    );
  });

  it('columns: each name once, numbered when it comes again', () => {
    assert.equal(joinColumns(['a', 'expr', 'expr', 'expr']), 'a_expr_expr1_expr2');
    assert.equal(joinColumns([]), '');
  });
});
