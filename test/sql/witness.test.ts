import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fallbackReader } from '../../server/src/engines/postgres/read/fallback/reader';
import type { Engine } from '../../server/src/schema/model/schema';
import type { Change } from '../../server/src/sql/change';
import { CASES } from '../differential/cases/index';
import { randomStatements } from '../differential/random/statements';
import { testEngine } from '../support/memoryProject';
import { count, runs, seed } from '../support/runs';
import { exampleMigrations } from './examples';
import { sqlText } from './sqlText';

const reduced = fallbackReader();
let dialect: Engine;

/** Statements of the examples and of the differential tests, without duplicates. */
function statements(): readonly string[] {
  const examples = exampleMigrations().flatMap(({ text }) => dialect.split(text, 0, text.length).map((statement) => statement.text));
  const cases = Object.values(CASES).flatMap((family) => Object.values(family).flat());
  return [...new Set([...examples, ...cases.map((text) => text.replace(/^!/, ''))])];
}

/** Properties that the second reader omits: types of expressions, functions called by queries, and rows that statements insert. */
const OMITTED: ReadonlySet<string> = new Set(['formula', 'calls', 'branches', 'rows']);

/** A change without spans and omitted properties, with sets sorted. */
function bare(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => bare(item));
    const isSet =
      ['functions', 'sequences', 'types', 'references'].includes(key) ||
      (key === 'columns' && items.every((item) => typeof item === 'string'));
    return isSet ? [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, child]) => name !== 'span' && !OMITTED.has(name) && child !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, child]) => [name, bare(child, name)]),
  );
}

function understood(changes: readonly Change[]): boolean {
  return changes.length > 0 && changes.every(({ kind }) => kind !== 'opaque');
}

describe('the second reader', () => {
  before(async () => {
    dialect = await testEngine();
  });

  /** Checks that both readers agree on every statement that both understand. Returns the number of these statements. */
  function compare(all: readonly string[]): number {
    let both = 0;
    for (const text of all) {
      const { changes } = reduced.read(text);
      const witnessed = dialect.reader.read(text).changes;
      if (!understood(changes) || !understood(witnessed)) continue;
      both++;
      assert.deepEqual(bare(changes), bare(witnessed), text);
    }
    return both / all.length;
  }

  it('agrees with the first one on the examples and the cases, and understands half of them', function () {
    const share = compare(statements());
    assert.ok(share > 0.5, `${(100 * share).toFixed(1)} % of the statements are understood`);
    this.test!.title += ` (${(100 * share).toFixed(1)} %)`;
  });

  it('says what the first one says of random statements, and understands half of them', function () {
    const histories = runs(60);
    const all = randomStatements(dialect, seed, histories, 30);
    const share = compare(all);
    count('statements', all.length);
    assert.ok(all.length > 20 * histories, `${all.length} statements`);
    assert.ok(share > 0.5, `${(100 * share).toFixed(1)} % of ${all.length} statements are understood`);
    this.test!.title += ` (${(100 * share).toFixed(1)} % of ${all.length})`;
  });

  /** Checks the kinds of the changes; `(harmless)` stands for none. */
  function check(text: string, ...expected: readonly string[]): void {
    it(text, () => {
      const { changes, problem } = reduced.read(text);
      assert.equal(problem, undefined, 'a reduced reader calls nothing an error');
      assert.deepEqual(
        changes.map((change) => (change.kind === 'opaque' ? `opaque ${change.mayTouch?.join(' ')}` : change.kind)),
        expected,
      );
    });
  }

  describe('leaves opaque what it does not understand, and passes over harmless statements', () => {
    check('create table t (a int) partition by range (a)', 'opaque create table t a int partition by range');
    check(
      'alter table t add foreign key (a) references "U u" not valid',
      'opaque alter table t add foreign key a references U u not valid',
    );
    check('creat table t (a int)', 'opaque creat table t a int');
    check('select a into t from u', 'opaque select a into t from u');
    check(
      'create function f() returns trigger language plpgsql as $$ begin return new; end $$',
      'opaque create function f returns trigger language plpgsql as',
    );
    check('create table "t', 'opaque create table t');
    check('grant select on t to public');
    check('vacuum full t');
    check("comment on constraint c on t is 'x'");
    check('select 1');
    check('insert into t select * from only u tablesample system (1)');
    check("set statement_timeout = '1s'");
    check('');
  });

  describe('reads transactions, SET, DO and DROP without the parser', () => {
    for (const text of [
      'begin isolation level serializable',
      'start transaction',
      'end',
      'abort',
      'savepoint a',
      'rollback to savepoint a',
      'rollback work to "B b"',
      'release savepoint a',
      'set search_path = a, "B b", public',
      "set local search_path to 'a', pg_catalog",
      'set search_path to default',
      'reset search_path',
      'discard all',
      'drop view if exists a, s."B b" cascade',
      'drop materialized view m',
      'drop schema a, b restrict',
      'drop extension "uuid-ossp"',
      'drop index concurrently if exists i',
      'drop domain d',
      'do $$ begin raise notice $q$ hello $q$; end $$',
      "select pg_catalog.set_config('search_path', 'a, b', false)",
      "select set_config('search_path', '', true)",
    ])
      it(text, () => assert.deepEqual(bare(reduced.read(text).changes), bare(dialect.reader.read(text).changes)));
  });

  it('leaves what a DO block does to the parser that reads PL/pgSQL', () => {
    const text = 'do $$ begin drop table t; end $$';
    assert.deepEqual(bare(reduced.read(text).changes), [{ kind: 'opaque', reason: 'do-block' }]);
    assert.deepEqual(
      dialect.reader.read(text).changes.map(({ kind }) => kind),
      ['runBlock'],
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(sqlText(), fc.string({ unit: 'binary' })), (text) => {
        assert.equal(reduced.read(text).problem, undefined);
      }),
      { numRuns: runs(300) },
    );
    for (const text of statements()) for (let end = 0; end < text.length; end += 5) reduced.read(text.slice(0, end));
  });
});
