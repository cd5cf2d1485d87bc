import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Gap } from '../../server/src/schema/model/gap';
import { shownText } from '../../server/src/text/partialText';
import { schemaOf } from '../support/memoryProject';
import { runs } from '../support/runs';

/** A gap as `names: kinds`, or `anything`. Names and kinds are in the order in which the interpreter adds them. */
function shown({ mayTouch, kinds }: Gap): string {
  if (mayTouch === undefined && kinds === undefined) return 'anything';
  const names = mayTouch === undefined ? 'any' : [...mayTouch].map(shownText).join(' ');
  return `${names}: ${kinds === undefined ? 'anything' : [...kinds].join(' ')}`;
}

const SETUP = 'create table t (name text, n int); ';
const TABLE = 'table column index constraint trigger policy type';

/** Checks the gaps of the schema. `«…»` marks the place of the first one. */
function check(sql: string, ...expected: readonly string[]): void {
  it(sql, async () => {
    const text = SETUP + sql.replace(/[«»]/g, '');
    const schema = await schemaOf(text);
    assert.deepEqual(schema.gaps.map(shown), expected);
    const [marked] = /(?<=«)[^»]*/.exec(sql) ?? [];
    if (marked === undefined) return;
    const { span } = schema.gaps[0]!.origin;
    assert.equal(text.slice(span.start, span.end), marked);
  });
}

/** A block that executes text built from `value`, which only a run would tell. */
const block = (body: string): string =>
  `do $$ declare value text; r record; begin select name into value from t where n > 1; ${body} end $$;`;

describe('code that only a run could follow', () => {
  describe('leaves a gap for what it may touch', () => {
    check(block('execute «value»;'), 'anything');
    check(block("execute «'create index on ' || value || ' (id)'»;"), '… …_…: index');
    check(block("execute «'create index i on t (' || value || ')'»;"), 't i: index');
    check(block("execute «format('alter table %I add x int', value)»;"), '…: column index constraint');
    check(block("execute «'alter table public.t ' || value»;"), `t: ${TABLE}`);
    check(block("execute «format('drop table if exists old_%s', value)»;"), `old_…: ${TABLE}`);
    check(block("execute «format('create trigger touch before update on %I execute function touch()', value)»;"), 'touch …: trigger');
    check(block("execute «format('comment on table t is %L', value)»;"), 't: comment');
    check(block("execute 'create table ' || value || ' (); drop view v';"), `… v: ${TABLE}`);
    check("do $$ begin execute «format('create table p_%s ()', to_char(now(), 'YYYY_MM'))»; end $$;", `p_…_…: ${TABLE}`);
    check('do $$ begin if «(select count(*) from t) > 3» then create table a (id int); end if; end $$;', `a: ${TABLE}`);
    check('do $$ begin while «exists (select from t)» loop drop index i; end loop; end $$;', 'i: index');
    check('do $$ declare r record; begin for r in «select name from t» loop drop view v; end loop; end $$;', `v: ${TABLE}`);
    check('do language plperl $$ create table a (id int) $$;', 'anything');
  });

  it('leaves a gap where it nests deeper than the stack is', async () => {
    const schema = await schemaOf(`do $$ begin ${'if true then '.repeat(2000)}drop table t; ${'end if; '.repeat(2000)}end $$;`);
    assert.equal(schema.gaps.length, 1);
  });

  describe('leaves a gap where it is called', () => {
    const f =
      "create function f(x text) returns void language plpgsql as $$ begin execute format('create view %I as select 1', x); end $$; ";
    check(`${f}«select f(name) from t»;`, '…: table column type');
    check(`${f}do $$ begin perform «f(name) from t»; end $$;`, '…: table column type');
  });

  describe('leaves none where it is harmless', () => {
    check(block('execute format($q$update %I set n = 1$q$, value);'));
    check(block('execute format($q$grant select on %I to app$q$, value);'));
    check(block("execute 'select ' || value into r;"));
    check(block('for r in select * from t loop insert into t values (r.name); end loop;'));
    check(block('if value = $q$x$q$ then perform setval($q$s$q$, 1); end if;'));
    check(block('if value = $q$x$q$ then raise exception $q$no$q$; end if; create table a ();'));
    check("select pg_catalog.set_config('search_path', '', false); select setval('s', 3);");
    check("select create_hypertable('t', 'n'); select cron.schedule('x', '* * * * *', 'select 1'); call refresh_it('t');");
    check("create function f() returns int language sql as 'select 1'; select f() from t;");
    check("do $$ begin for i in 1..1000000 loop insert into t values ('x', i); end loop; end $$;");
  });

  describe('ends', () => {
    check('do $$ begin loop create table if not exists a (); end loop; end $$;', `a: ${TABLE}`);
    check('do $$ declare i int := 0; begin while true loop i := i + 1; end loop; end $$;');
    const calls =
      'create function f(n int) returns int language plpgsql as $$ begin create or replace view if_reached as select 1; return f(n + 1) + f(n - 1); end $$; ';
    check(`${calls}select f(1);`, 'if_reached: table column type');
    check("create function g() returns void language plpgsql as $$ begin execute 'select g()'; end $$; select g();");
  });

  it('is followed as well when a part of it is missing', async () => {
    const whole = block(
      "for r in select unnest(array['a', 'b']) as x loop execute format('create table %I (id int)', r.x); end loop; case value when 'a' then null; else drop table t; end case;",
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.nat(whole.length), async (from, to) => {
        assert.ok((await schemaOf(SETUP + whole.slice(0, from) + whole.slice(to))).tables.size >= 0);
      }),
      { numRuns: runs(60) },
    );
  });
});
