import type { Cases } from './cases';

export const blocks: Cases = {
  'statements of a DO block': [
    'do $$ begin create table a (id serial primary key); alter table a add b int references a; end $$',
    'do $$ begin drop table a cascade; end $$',
  ],
  'failures that a block catches': [
    "create type e as enum ('x')",
    "do $$ begin create type e as enum ('y'); exception when duplicate_object then null; end $$",
    'create table a (id int)',
    'do $$ begin create table b (id int); create table a (id int); exception when duplicate_table then alter table a add c int; end $$',
    'do $$ begin begin alter table a add c int; exception when duplicate_column then null; end; alter table a add d int; end $$',
  ],
  'conditions about the catalog': [
    "do $$ begin if not exists (select from pg_type where typname = 'mood') then create type mood as enum ('sad'); end if; end $$",
    "do $$ begin if not exists (select from pg_type where typname = 'mood') then create type mood as enum ('ok'); end if; end $$",
    'create table a (id int primary key)',
    "do $$ begin if exists (select 1 from information_schema.columns where table_name = 'a' and column_name = 'id') then alter table a rename id to key; end if; end $$",
    "do $$ begin if not exists (select 1 from pg_constraint where conname = 'a_pkey' and conrelid = 'a'::regclass) then alter table a add x int; else alter table a add y int; end if; end $$",
    "do $$ begin if to_regclass('b') is null and to_regclass('a') is not null then create index on a (y); end if; end $$",
  ],
  'EXECUTE of a constant': ["do $$ begin execute 'create table a (id int)'; execute $q$comment on table a is 'made'$q$; end $$"],
};
