import assert from 'node:assert/strict';
import type { Origin } from '../../server/src/schema/model/object';
import type { Schema } from '../../server/src/schema/model/schema';
import {
  columnByName,
  findRelation,
  findTable,
  isCovered,
  listTables,
  listViews,
  referencesTo,
  typeText,
} from '../../server/src/schema/queries';
import { plainMigrations, replayFiles, schemaOf } from '../support/memoryProject';

type Files = Readonly<Record<string, string>>;

async function finalOf(files: Files): Promise<Schema> {
  return (await replayFiles(files, plainMigrations(files))).final;
}

/** The text at an origin, and the first word of its statement. */
function at(files: Files, origin: Origin): string {
  const text = files[origin.file]!;
  return `${origin.file}: ${text.slice(origin.span.start, origin.span.end)} in ${text.slice(origin.statement.start).split(' ')[0]}`;
}

describe('the model', () => {
  it('knows where each thing was made and last changed', async () => {
    const files = {
      '1.sql': '-- one\ncreate table t (id int primary key, b text); create index i on t (b);',
      '2.sql': 'select 1; alter table t add c int; alter table t rename b to bb;',
    };
    const table = findTable(await finalOf(files), 't')!;
    assert.equal(at(files, table.created), '1.sql: t in create');
    assert.equal(at(files, columnByName(table, 'bb')!.created), '1.sql: b in create');
    assert.equal(at(files, columnByName(table, 'bb')!.changed), '2.sql: bb in alter');
    assert.equal(at(files, columnByName(table, 'c')!.created), '2.sql: c in alter');
    assert.equal(at(files, table.indexes.find(({ name }) => name === 'i')!.created), '1.sql: i in create');
    assert.equal(at(files, table.constraints[0]!.created), '1.sql: primary key in create');
  });

  it('keeps ids and column numbers through renames and moves, and never gives them out again', async () => {
    const before = await schemaOf('create schema s; create table t (a int, b int, c int references t (a));');
    const after = await schemaOf(
      'create schema s; create table t (a int, b int, c int references t (a)); alter table t rename to u; alter table u set schema s;' +
        'alter table s.u drop b; alter table s.u add b int; alter table s.u rename a to z;',
    );
    const [old, moved] = [findTable(before, 't')!, findTable(after, 'u', 's')!];
    assert.equal(moved.id, old.id);
    assert.deepEqual(
      moved.columns.map(({ name, number }) => `${number} ${name}`),
      ['1 z', '3 c', '4 b'],
    );
    const [key] = referencesTo(after, moved.id);
    assert.deepEqual(key?.foreignKey.target, { kind: 'table', table: moved.id, columns: [1] });
  });

  it('finds the types of an extension where no search path of the migrations leads', async () => {
    const schema = await schemaOf('create schema extensions; create extension vector schema extensions; create table t (a vector(3)[]);');
    assert.equal(typeText(schema, findTable(schema, 't')!.columns[0]!.type), 'extensions.vector(3)[]');
  });

  it('ids of what a ROLLBACK took back are not used again', async () => {
    const schema = await schemaOf('begin; create table a (); rollback; create table b ();');
    const plain = await schemaOf('create table b ();');
    assert.notEqual(findTable(schema, 'b')!.id, findTable(plain, 'b')!.id);
  });

  it('a name resolves along the search path, temporary objects first', async () => {
    const schema = await schemaOf(
      'create schema s; create table t (); create table s.u (x int); create temp table t (y int); create view v as select 1; create index i on s.u (x); set search_path = s, public;',
    );
    assert.deepEqual(
      findTable(schema, 't')?.columns.map(({ name }) => name),
      ['y'],
    );
    assert.equal(findTable(schema, 't', 'public')?.columns.length, 0);
    assert.equal(findRelation(schema, 'u')?.kind, 'table');
    assert.equal(findRelation(schema, 'v')?.kind, 'view');
    assert.equal(findRelation(schema, 'i')?.kind, 'index');
    assert.equal(findRelation(schema, 'u', 'public'), undefined);
    assert.deepEqual(
      [...listTables(schema), ...listViews(schema)].map(({ name }) => name),
      ['t', 'u', 'v'],
    );
  });

  it('a renamed type is renamed wherever it is used', async () => {
    const schema = await schemaOf('create type e as enum (\'x\'); create table t (a e, b e[]); alter type e rename to "F f";');
    assert.deepEqual(
      findTable(schema, 't')!.columns.map(({ type }) => typeText(schema, type)),
      ['public."F f"', 'public."F f"[]'],
    );
  });

  for (const [index, covered] of [
    ['(a)', true],
    ['(a, b)', true],
    ['(b, a)', false],
    ['(a) where a is not null', true],
    ['(a) where b > 0', false],
    ['((a + 0))', false],
    ['(b) include (a)', false],
  ] as const) {
    it(`a foreign key on a is ${covered ? '' : 'not '}covered by an index ${index}`, async () => {
      const table = findTable(await schemaOf(`create table t (a int, b int); create index on t ${index};`), 't')!;
      assert.equal(isCovered(table, [1]), covered);
    });
  }

  it('a foreign key on two columns is covered in any order', async () => {
    const table = findTable(await schemaOf('create table t (a int, b int, c int, unique (b, a, c));'), 't')!;
    assert.equal(isCovered(table, [1, 2]), true);
    assert.equal(isCovered(table, [1, 3]), false);
  });

  for (const columns of [
    'a int generated always as (a) stored, b int',
    'a int generated always as (b) stored, b int generated always as (a) stored',
  ]) {
    it(`a column falls in a table that a server refuses: ${columns}`, async () => {
      const table = findTable(await schemaOf(`create table t (${columns}, c int); alter table t drop column a cascade;`), 't')!;
      assert.ok(!table.columns.some(({ name }) => name === 'a'));
      assert.ok(table.columns.some(({ name }) => name === 'c'));
    });
  }

  it('gaps say why and where', async () => {
    const sql = "select 1; do $$ begin execute 'create table ' || current_user; end $$; creat table t (a int);";
    const schema = await schemaOf(sql);
    assert.deepEqual(
      schema.gaps.map(({ reason, mayTouch, origin }) => [reason, mayTouch?.has('t'), origin.statement.start]),
      [
        ['do-block', undefined, sql.indexOf('do ')],
        ['syntax-error', true, sql.indexOf('creat ')],
      ],
    );
  });
});
