import assert from 'node:assert/strict';
import type { Change } from '../../server/src/sql/change';
import type { Dialect } from '../../server/src/sql/dialect';
import type { Span } from '../../server/src/text/span';
import { testEngine } from '../support/memoryProject';
import { mark, unmark } from './marked';

let dialect: Dialect;

/** Checks that `«…»` stands around every name in the changes of the statement, and around nothing else. */
function check(marked: string): void {
  it(marked.replace(/[«»]/g, ''), () => assertSpans(marked, isName));
}

/** The same for expressions. */
function checkExpressions(marked: string): void {
  it(marked.replace(/[«»]/g, ''), () => assertSpans(marked, isExpression));
}

/** The same for types. */
function checkTypes(marked: string): void {
  it(marked.replace(/[«»]/g, ''), () => assertSpans(marked, isType));
}

/** The same for whole constraints. */
function checkConstraints(marked: string): void {
  it(marked.replace(/[«»]/g, ''), () => {
    const { text } = unmark(marked);
    const spans = changesOf(text).flatMap((change) => (/^add(Key|Check|ForeignKey|Exclusion)$/.test(change.kind) ? [spanOf(change)] : []));
    assert.equal(mark(text, spans), marked);
  });
}

function assertSpans(marked: string, wanted: (value: object) => boolean): void {
  const { text } = unmark(marked);
  const spans = new Map<string, Span>();
  visit(changesOf(text), (value) => {
    if (!wanted(value)) return;
    const span = spanOf(value);
    spans.set(`${span.start}-${span.end}`, span);
  });
  assert.equal(mark(text, [...spans.values()]), marked);
}

function changesOf(text: string): readonly Change[] {
  const { changes, problem } = dialect.reader.read(text);
  assert.equal(problem, undefined);
  return changes;
}

function spanOf(value: object): Span {
  return (value as { readonly span: Span }).span;
}

function isName(value: object): boolean {
  return 'text' in value && 'span' in value && !('columns' in value);
}

function isExpression(value: object): boolean {
  return 'text' in value && 'span' in value && 'columns' in value;
}

function isType(value: object): boolean {
  return 'modifiers' in value && 'span' in value;
}

function visit(value: unknown, see: (value: object) => void): void {
  if (typeof value !== 'object' || value === null) return;
  see(value);
  for (const child of Object.values(value)) visit(child, see);
}

describe('spans', () => {
  before(async () => {
    dialect = await testEngine();
  });

  describe('names: tables and columns', () => {
    check('create table «t» («a» int, «b» text)');
    check('create table if not exists «s».«t» («a» int)');
    check('create table «"T t"» («"a b"» int, «"int"» int)');
    check('create table «t» («t» int)');
    check('create unlogged table «t» («tables» int)');
    check('create temp table «t» («a» int)');
    check('create table «größe» («länge» int, «😀» text, «b» int)');
    check('/* é */ create table «t» («a» int)');
    check('create table «t» («a» int primary key, «b» int unique, «c» int references «u» («d»))');
    check('create table «t» («a» int constraint «n» not null, «b» int constraint «c» check (b > 0))');
    check('create table «t» («a» int, constraint «pk» primary key («a»))');
    check('create table «t» («a» int, «b» int, primary key («a», «b»), unique («b»))');
    check('create table «t» («a» int, constraint «fk» foreign key («a») references «s».«u» («a»))');
    check('create table «t» («a» int, foreign key («a») references «t» («a») on delete cascade)');
    check('create table «t» (like «u» including all, «a» int)');
    check('create table «t» («a» int) inherits («u», «s».«v»)');
    check('create table «t» («a» int) partition by range (a)');
    check('create table «p» partition of «t» for values from (1) to (2)');
    check('create table «t» as select a from «u»');
    check('select a into «t» from «u»');
    check('create table «t» («a», «b») as select 1, 2');
    check("create table «t» («a» text default 'a', «b» text)");
  });

  describe('names: ALTER TABLE', () => {
    check('alter table «t» add «c» int');
    check('alter table if exists only «s».«t» add column if not exists «c» int');
    check('alter table «t» add column «c» int references «u» («id»)');
    check('alter table «t» drop column if exists «c» cascade, drop «d»');
    check('alter table «t» alter column «c» type text using c::text');
    check('alter table «t» alter «c» set default 1, alter «d» drop default');
    check('alter table «t» alter column «c» set not null, alter column «d» drop not null');
    check('alter table «t» alter column «c» add generated always as identity');
    check('alter table «t» add constraint «c» primary key («a»)');
    check('alter table «t» add constraint «c» unique using index «i»');
    check('alter table «t» add constraint «c» check (a > 0) not valid');
    check('alter table «t» add constraint «c» foreign key («a») references «u» («b») not valid');
    check('alter table «t» add constraint «c» not null «a»');
    check('alter table «t» add unique («a», «b»)');
    check('alter table «t» add constraint «c» exclude using gist («a» with =)');
    check('alter table «t» validate constraint «c»');
    check('alter table «t» drop constraint if exists «c»');
    check('alter table «t» alter constraint «c» deferrable');
    check('alter table «t» rename to «u»');
    check('alter table «t» rename «a» to «b»');
    check('alter table «t» rename column «t» to «u»');
    check('alter table «t» rename constraint «a» to «b»');
    check('alter table «t» set schema «s»');
    check('alter table «t» enable row level security');
    check('alter table «t» attach partition «p» for values in (1)');
    check('alter table «t» detach partition «p»');
    check('alter table «t» inherit «u»');
    check('alter table «t» add «x» int, add «y» int, drop «z»');
    check('alter table «add» add «addition» int');
  });

  describe('names: the other families', () => {
    check('create index «i» on «t» («a»)');
    check('create unique index concurrently if not exists «i» on only «s».«t» («a», (lower(b)), «c» desc) include («d») where a > 0');
    check('create index on «t» using gin («a»)');
    check('create index «t» on «t» («t»)');
    check('create view «v» as select * from «t»');
    check('create or replace view «v» («a», «b») as select 1, x.y from «s».«t» x');
    check('create materialized view «m» as select 1 from «t» join «u» using (id)');
    check('create sequence «s» owned by «t».«c»');
    check('create sequence if not exists «a».«s»');
    check('alter sequence «s» owned by none');
    check("create type «e» as enum («'a'», «'b'»)");
    check("alter type «s».«e» add value if not exists «'c'» before 'a'");
    check("alter type «e» rename value 'a' to 'b'");
    check('create type «c» as («a» int, «b» text)');
    check('create type «r» as range (subtype = int4)');
    check('create domain «d» as text constraint «c» check (value is not null)');
    check('alter domain «d» add constraint «c» check (value > 0)');
    check('alter domain «d» drop constraint «c»');
    check('create extension if not exists «citext» schema «s»');
    check('create extension «"uuid-ossp"»');
    check('create schema if not exists «s»');
    check('create schema «s» create table «t» («a» int)');
    check('create or replace function «s».«f»(a int) returns int language sql as $$ select 1 $$');
    check('create procedure «p»() language sql as $$ select 1 $$');
    check('create aggregate «a» (int) (sfunc = int4pl, stype = int)');
    check('create trigger «g» before update on «t» for each row execute function «f»()');
    check('create policy «p» on «t» for select using (true)');
    check('alter policy «p» on «t» using (false)');
    check('create foreign table «t» («a» int) server x');
  });

  describe('names: COMMENT, DROP, RENAME, SET SCHEMA and rows', () => {
    check("comment on table «s».«t» is 'x'");
    check("comment on column «t».«a» is 'a'");
    check("comment on column «s».«t».«a» is 't'");
    check("comment on constraint «c» on «t» is 'x'");
    check('comment on trigger «g» on «t» is null');
    check("comment on function «f»(int) is 'x'");
    check("comment on type «e» is 'x'");
    check("comment on index «i» is 'x'");
    check('drop table if exists «a», «s».«b» cascade');
    check('drop index concurrently if exists «i»');
    check('drop view «v», «w»');
    check('drop type «e»');
    check('drop function «f»(int, text)');
    check('drop trigger if exists «g» on «t»');
    check('drop policy «p» on «s».«t»');
    check('drop schema «s» cascade');
    check('drop extension «"uuid-ossp"»');
    check('alter index «i» rename to «j»');
    check('alter view «v» rename to «w»');
    check('alter view «v» rename column «a» to «b»');
    check('alter sequence «s» rename to «r»');
    check('alter type «e» rename to «f»');
    check('alter type «c» rename attribute «a» to «b»');
    check('alter schema «a» rename to «b»');
    check('alter trigger «a» on «t» rename to «b»');
    check('alter policy «a» on «t» rename to «b»');
    check('alter function «f»(int) rename to «g»');
    check('alter type «e» set schema «s»');
    check('insert into «t» («a», «b») values (1, 2)');
    check('insert into «s».«t» select 1');
    check('update «t» set «a» = 1, «b» = a');
    check('update only «t» as x set «a» = 1');
    check('delete from «t» where a = 1');
    check('truncate «t», «s».«u»');
    check('copy «t» («a», «b») from stdin');
  });

  describe('expressions', () => {
    checkExpressions('create table t (a int default «1 + 2» not null, b text)');
    checkExpressions("create table t (a timestamptz not null default «now()», b text default «'x'::text»)");
    checkExpressions('create table t (a int check («a > (0)»), constraint c check («a < 9»))');
    checkExpressions('create table t (a int generated always as («b * 2») stored, b int)');
    checkExpressions('alter table t add column a int default «1», add b int default «2»');
    checkExpressions('alter table t alter a set default «f(1, 2)»');
    checkExpressions('alter table t alter a type int using «a::int»');
    checkExpressions('alter table t add constraint c check («a in (1, 2)») not valid');
    checkExpressions('create index on t («lower(a)») where «b is not null»');
    checkExpressions('create index on t («(a + 1)» desc, «lower(b)» text_pattern_ops)');
    checkExpressions('create domain d as int default «0» check («value > 0»)');
    checkExpressions('alter domain d set default «1»');
  });

  describe('types', () => {
    checkTypes('create table t (a «int», b «double precision» not null, c «numeric(10, 2)[]»)');
    checkTypes('create table t (a «timestamp (3) with time zone» default now(), b «character varying(5)» unique)');
    checkTypes('create table t (a «s.e», b «"E e"», c «text» collate "C")');
    checkTypes('create table t (a «interval day to second», b «bit varying(3)», c «national character(2)»)');
    checkTypes('alter table t alter a type «int[]» using null');
    checkTypes('create function f(a «int», out b «text») returns «text» language sql as $$ select 1 $$');
    checkTypes('create type c as (a «int», b «s.t[]»)');
    checkTypes('create domain d as «varchar(3)» not null');
  });

  describe('constraints', () => {
    checkConstraints('create table t (a int «primary key», b int «references u (id) on delete cascade» not null)');
    checkConstraints('create table t (a int, «constraint c unique (a)», «check (a > 0)»)');
    checkConstraints('create table t (a int «constraint c check (a > 0)», b int)');
    checkConstraints('alter table t add «constraint c foreign key (a) references u (id) not valid», add b int');
  });
});
