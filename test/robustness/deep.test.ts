import assert from 'node:assert/strict';
import { fallbackReader } from '../../server/src/engines/postgres/read/fallback/reader';
import { createProject } from '../../server/src/project/project';
import { listTables } from '../../server/src/schema/queries';
import { diceOf } from '../support/dice';
import { testEngine } from '../support/memoryProject';
import { askForEverything } from './wholePath';

/*
 * Statements that are nested more deeply than the stack can follow. None of them is an error: PostgreSQL reads them, and here they leave a
 * gap. The sizes are around the bound, beyond what the reader could follow, and beyond what the parser can.
 */
const SIZES = [100, 240, 1500, 5000, 20_000];

const FILE = 'migrations/V1__deep.sql';

const times = (text: string, count: number): string => text.repeat(count);

const code = (body: string): string => `do $$ declare x int; begin ${body}; end $$;`;

const DEEP: Readonly<Record<string, (size: number) => string>> = {
  'operands of +': (size) => `create table t (a int default ${times('1+', size)}1);`,
  'nested NOT': (size) => `create table t (a int check (${times('not ', size)}true));`,
  'nested CASE': (size) => `create table t (a int default ${times('case when true then ', size)}1${times(' end', size)});`,
  'members of UNION': (size) => `create view v as select 1${times(' union select 1', size)};`,
  'queries in FROM': (size) => `create view v as select * from ${times('(select * from ', size)}pg_class${times(') x', size)};`,
  'queries of WITH': (size) =>
    `create view v as with a0 as (select 1 as x)${Array.from({ length: Math.min(size, 5000) }, (_, i) => `, a${i + 1} as (select * from a${i})`).join('')} select * from a9;`,
  'nested arrays': (size) => `create table t (a int[] default array${times('[', size)}1${times(']', size)});`,
  'steps into JSON': (size) => `create table t (a jsonb, b jsonb generated always as (a${times("->'a'", size)}) stored);`,
  joins: (size) => `create view v as select 1 from pg_class t${times(' join pg_class on true', Math.min(size, 5000))};`,
  parentheses: (size) => `create table t (a int default ${times('(', Math.min(size, 3000))}1${times(')', Math.min(size, 3000))});`,
  'items of IN': (size) => `create table t (a int check (a in (${times('1,', 2 * size)}1)));`,
  'branches of CASE': (size) => `create view v as select case ${times('when true then 1 ', size)} end as a;`,
  'operands of + in code': (size) => code(`x := 1${times('+1', size)}`),
  'operands of || in code': (size) => code(`execute ''${times(" || ''", size)}`),
  'members of UNION in code': (size) => code(`perform 1${times(' union select 1', size)}`),
  'nested IF': (size) => code(`${times('if true then ', Math.min(size, 1500))}null;${times(' end if;', Math.min(size, 1500))}`),
  'nested blocks': (size) => code(`${times('begin ', Math.min(size, 1500))}null;${times(' end;', Math.min(size, 1500))}`),
  'a function in SQL': (size) =>
    `create function g() returns int language sql as $$ select 1${times('+1', size)} $$;\n${code('perform g()')}\nselect g();`,
  'a function that calls itself in a deep expression': (size) =>
    `create function g(a int) returns int language plpgsql as $$ begin return ${times('(', Math.min(size, 3000))}g(a+1)${times('+1)', Math.min(size, 3000))}; end $$;\n${code('perform g(0)')}`,
  'nested dollar quotes': (size) =>
    Array.from({ length: Math.min(size, 1500) }, (_, i) => i).reduce((text, i) => `do $q${i}$ begin ${text} end $q${i}$;`, 'null;'),
};

describe('a statement that is nested too deeply', () => {
  for (const [name, sql] of Object.entries(DEEP))
    it(`${name}: leaves all questions answered, and is no error`, async () => {
      const engine = await testEngine();
      for (const size of SIZES) {
        const project = createProject([engine]);
        const text = `${sql(size)}\ncreate table behind (id int);\n`;
        project.update(new Map([[FILE, text]]));
        askForEverything(project, [FILE], diceOf(1));
        project.update(new Map([[FILE, `create table above (id int);\n${text}`]]));
        const { final, migrations } = project.roots()[0]!.history;
        const messages = migrations[0]!.up[0]!.statements.flatMap(({ problem }) => problem?.message ?? []);
        // The grammar's own stack has an end as well, of which the server says the same.
        assert.deepEqual(
          messages.filter((message) => !message.startsWith('memory exhausted')),
          [],
          `${size}`,
        );
        const tables = listTables(final).map((table) => table.name);
        assert.ok(tables.includes('above') && tables.includes('behind'), `${size}: ${tables}`);
      }
    });

  it('is followed by no other reader either', () => {
    const { read } = fallbackReader();
    for (const size of [100, 800]) {
      const [change] = read(`create view v as select ${times('abs(', size)}1${times(')', size)}`).changes;
      assert.equal(change?.kind, size === 100 ? 'createView' : 'opaque');
    }
  });

  it('leaves a gap for what it names', async () => {
    const { reader } = await testEngine();
    for (const sql of [DEEP['members of UNION']!(1500), DEEP['operands of +']!(1500)]) {
      const { changes, problem } = reader.read(sql.replace(/;$/, ''));
      assert.equal(problem, undefined);
      assert.deepEqual(
        changes.map((change) => [change.kind, change.kind === 'opaque' && change.reason]),
        [['opaque', 'not-understood']],
      );
    }
  });

  it('is followed as far as people write', async () => {
    const { reader } = await testEngine();
    for (const sql of [DEEP['members of UNION']!(400), DEEP['operands of +']!(200), DEEP['queries in FROM']!(80)])
      assert.notEqual(reader.read(sql.replace(/;$/, '')).changes[0]!.kind, 'opaque', sql.slice(0, 50));
  });

  it('falls with what it reads, in a chain of 2,000 views as well', async () => {
    const project = createProject([await testEngine()]);
    const views = Array.from({ length: 2000 }, (_, i) => `create view v${i + 1} as select * from v${i};\n`);
    project.update(new Map([[FILE, `create view v0 as select 1 as a;\n${views.join('')}drop view v0 cascade;\n`]]));
    assert.equal(project.roots()[0]!.history.final.views.size, 0);
  });
});
