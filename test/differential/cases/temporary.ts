import type { Cases } from './cases';

/* Temporary relations: they end with the session, are found first, and make a view that reads them temporary too. */

export const temporary: Cases = {
  'a view that reads a temporary table': [
    'create table t (a int, b text)',
    'create temp table x as select a from t',
    'create view v as select * from x',
    'create view w as select a from t where exists (select from x)',
    'create view v2 as select * from v',
    'create view t2 as select * from t',
    '!create materialized view m as select * from x',
  ],
  'a temporary view is not the one that is replaced': [
    'create table t (a int)',
    'create temp view v as select a from t',
    'create or replace view v as select a from t',
    'create or replace temp view v as select a from t',
    'drop view v',
    'drop view v',
  ],
  'a new table beside a temporary one of the same name': [
    'create temp table t (a int)',
    'create table t (a int primary key, b int unique check (b > 0), c int, foreign key (c) references public.t (b), exclude using btree (c with =))',
    'alter table t add z int',
    'drop table t',
    'alter table t drop constraint t_pkey',
  ],
  'a temporary table like the one of the same name': [
    'create table t (a int primary key, b text default 1)',
    'create temp table t (c int, like t including all)',
    'create view v as select a, b, c from t',
    'drop table t cascade',
    'create view w as select a, b from t',
  ],
  'temporary tables are looked for where the path says': [
    'create table t (a int)',
    'create temp table t (x int)',
    'set search_path = public, pg_temp',
    'alter table t add b int',
    'set search_path = public',
    'alter table t add y int',
  ],
  'a temporary table behind one of its name': [
    'create table t (a int)',
    'set search_path = public, pg_temp',
    'create temp table t (x int unique, check (x > 0), primary key (x))',
  ],
  'a range type beside a temporary table of its name': [
    'create temp table t (a int)',
    'create type t as range (subtype = numeric)',
    'drop type public.t',
  ],
};
