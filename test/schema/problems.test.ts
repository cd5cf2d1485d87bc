import assert from 'node:assert/strict';
import { mark, unmark } from '../sql/marked';
import { plainMigrations, replayFiles } from '../support/memoryProject';

/** Checks the problems, marked by `«…»`, in this order of kinds. */
function check(marked: string, ...kinds: readonly string[]): void {
  it(marked.replace(/[«»]/g, ''), async () => {
    const { text } = unmark(marked);
    const files = { '1.sql': text };
    const { migrations } = await replayFiles(files, plainMigrations(files));
    const found = migrations[0]!.up[0]!.steps.flatMap((step) =>
      step.problems.map((problem) => ({
        kind: problem.kind,
        start: problem.span.start + step.located.offset,
        end: problem.span.end + step.located.offset,
      })),
    );
    assert.equal(mark(text, found), marked);
    assert.deepEqual(
      found.map(({ kind }) => kind),
      kinds,
    );
  });
}

/** Checks that the texts have no problems. */
function checkNothing(...texts: readonly string[]): void {
  for (const text of texts) check(text);
}

describe('problems of a change', () => {
  describe('constraints that are there already', () => {
    check('create table t (a int check (a > 0)); alter table t add constraint «t_a_check» check (a > 1);', 'duplicate-object');
    check('create table t (a int constraint «k» unique, constraint k check (a > 1));', 'duplicate-object');
    checkNothing('create table p (a int constraint k check (a > 0)); create table t (constraint k check (a > 0)) inherits (p);');
  });

  describe('tables of the migration tools', () => {
    checkNothing('delete from _sqlx_migrations where version = 1;', 'create schema auth; comment on table auth.schema_migrations is null;');
  });

  describe('unknown tables', () => {
    check('alter table «t» add a int;', 'unknown-table');
    check('create index on «t» (a);', 'unknown-table');
    check('drop table «t»;', 'unknown-table');
    check('alter table «t» rename to u;', 'unknown-table');
    check("comment on table «t» is 'x';", 'unknown-table');
    check('insert into «t» values (1);', 'unknown-table');
    check('update «t» set a = 1;', 'unknown-table');
    check('create view v as select 1 from «t»;', 'unknown-table');
    check('create view v as select 1 where exists (select 1 from «t»);', 'unknown-table');
    check('create table a (b int references «t»);', 'unknown-table');
    check('create table a (like «t»);', 'unknown-table');
    check('create table a () inherits («t»);', 'unknown-table');
    check('create trigger g after insert on «t» for each row execute function f();', 'unknown-table');
    check('create policy p on «t»;', 'unknown-table');
    check('create schema s; create table s.t (); alter table «t» add a int;', 'unknown-table');
    check('create schema s; alter table s.«t» add a int;', 'unknown-table');
    check('create table t (); drop table t; drop table «t»;', 'unknown-table');
    check('create table t (); alter table t rename to u; alter table «t» add a int; alter table u add a int;', 'unknown-table');
    checkNothing(
      'drop table if exists t;',
      'alter table if exists t add a int;',
      'create table t (); alter table t add a int;',
      'create temp table t (); insert into t default values;',
      'create schema s; create table s.t (); set search_path = s; alter table t add a int;',
      'alter table auth.users add a int;',
      'create view v as select * from pg_class;',
      'create view v as select * from information_schema.tables;',
      'create view v as with t as (select 1) select * from t;',
      'create view v as with recursive t as (select 1 union select * from t) select * from t;',
      'create table t (a int references t (a), primary key (a));',
      'create view v as select 1; insert into v values (1);',
    );
  });

  describe('unknown columns', () => {
    check('create table t (a int); alter table t drop «b»;', 'unknown-column');
    check('create table t (a int); alter table t alter «b» type text;', 'unknown-column');
    check('create table t (a int); alter table t rename «b» to c;', 'unknown-column');
    check('create table t (a int); create index on t (a, «b»);', 'unknown-column');
    check('create table t (a int, unique («b»));', 'unknown-column');
    check('create table t (a int, foreign key («b») references t («c»));', 'unknown-column', 'unknown-column');
    check("create table t (a int); comment on column t.«b» is 'x';", 'unknown-column');
    check('create table t (a int); insert into t (a, «b») values (1, 2);', 'unknown-column');
    check('create table t (a int); update t set «b» = 1;', 'unknown-column');
    check('create table t ("A" int); update t set «A» = 1;', 'unknown-column');
    checkNothing(
      'create table t (a int); alter table t drop if exists b;',
      'create table t (a int); alter table t add b int, add unique (b);',
      'create table t (a int); alter table t drop a, add a text;',
      'create table t (a int); create index on t (ctid);',
      'create table p (a int); create table t () inherits (p); update t set a = 1;',
    );
  });

  describe('duplicates', () => {
    check('create table t (); create table «t» ();', 'duplicate-table');
    check('create view t as select 1; create table «t» ();', 'duplicate-table');
    check('create table t (); create view «t» as select 1;', 'duplicate-table');
    check('create sequence t; create table «t» ();', 'duplicate-table');
    check('create table t (); create table u (); alter table t rename to «u»;', 'duplicate-table');
    check('create table t (a int, «a» text);', 'duplicate-column');
    check('create table t (a int); alter table t add «a» int;', 'duplicate-column');
    check('create table t (a int, b int); alter table t rename a to «b»;', 'duplicate-column');
    check('create table t (a int); create index i on t (a); create index «i» on t (a);', 'duplicate-object');
    check("create type e as enum ('a'); create type «e» as enum ('b');", 'duplicate-object');
    check('create table t (); create type «t» as (a int);', 'duplicate-object');
    check("create type t as enum ('a'); create table «t» ();", 'duplicate-object');
    check('create schema s; create schema «s»;', 'duplicate-object');
    check('create table t (a int primary key); alter table t add constraint «c» primary key (a);', 'duplicate-object');
    checkNothing(
      'create table t (); create table if not exists t ();',
      'create table t (a int); alter table t add if not exists a int;',
      'create table t (a int); create index i on t (a); create index if not exists i on t (a);',
      'create schema s; create table t (); create table s.t ();',
      'create table t (); create temp table t ();',
      'create view v as select 1; create or replace view v as select 2;',
      'create table t (); drop table t; create table t ();',
      'create table t (); begin; create table u (); rollback; create table u ();',
      'create schema if not exists public; create schema s; create schema if not exists s;',
    );
  });

  describe('unknown objects', () => {
    check('drop type «e»;', 'unknown-object');
    check('drop view «v»;', 'unknown-object');
    check('drop index «i»;', 'unknown-object');
    check('drop schema «s»;', 'unknown-object');
    check('create table t (); alter table t drop constraint «c»;', 'unknown-object');
    check('create table t (); drop trigger «g» on t;', 'unknown-object');
    check("alter type «e» add value 'a';", 'unknown-object');
    check('alter sequence «s» owned by none;', 'unknown-object');
    checkNothing('drop type if exists e; drop view if exists v; drop schema if exists s; drop function if exists f();');
  });
});

describe('gaps: what cannot be read makes the model unsure, not wrong', () => {
  checkNothing(
    'do $$ begin execute format($f$create table %I ()$f$, $t$t$t$); end $$; alter table t add a int;',
    'creat table t (a int); alter table t add b int;',
    'create table t (a int); alter table t ad b int; create index on t (b);',
    '\\i other.sql\nalter table t add a int;',
    'create table t (a int); alter table t ad b int; alter table t drop constraint c;',
    'do $$ begin execute $f$create table $f$ || (select name from tables) || $t$ ()$t$; end $$; create table t ();',
  );
  const partition = "do $$ begin execute format('create table p_%s ()', to_char(now(), 'YYYY')); end $$;";
  check(
    `${partition} alter table p_2026 add a int; alter table «q_2026» add a int; alter table «p_26» add a int;`,
    'unknown-table',
    'unknown-table',
  );
  check('do $$ begin create table t (); end $$; create table «t» ();', 'duplicate-table');
  // Of a text that is run, the place is the expression; of a routine, the statement that calls it.
  check("create table t (); do $$ begin execute «'create table t' || ' ()'»; end $$;", 'duplicate-table');
  check('do $$ begin raise notice $n$hello$n$; end $$; alter table «t» add a int;', 'unknown-table');
  check('creat table u (a int); alter table «t» add b int;', 'unknown-table');
  check('grant select on t to public; vacuum; alter table «t» add b int;', 'unknown-table');
});
