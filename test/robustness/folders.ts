import { tools } from '../../server/src/migrations/tools';
import { CASES } from '../differential/cases/index';
import { exampleMigrations } from '../sql/examples';
import type { Dice } from '../support/dice';
import { MARKERS, mutated } from './mutations';

/* Folders of migrations that no tool should ever meet. */

/** Relations that refer to themselves and to each other, which PostgreSQL never permits. */
const CIRCLES = [
  'create view a as select * from b;\ncreate view b as select * from c;\ncreate view c as select * from a;\ncreate or replace view b as select * from a;\ndrop view a cascade;',
  'create table a (x int) inherits (b);\ncreate table b (x int) inherits (a);\nalter table a inherit b;\nalter table b inherit a;\nalter table a inherit a;\nalter table a add y int;\nalter table a drop x;\ndrop table b cascade;',
  'create table a (x int primary key) partition by range (x);\ncreate table b (x int) partition by range (x);\nalter table a attach partition b default;\nalter table b attach partition a default;\nalter table a attach partition a default;\ncreate index on a (x);\nalter table a add unique (x);\nalter table a rename x to z;\nalter table a detach partition b;\ndrop table a;',
  'create table a (id int primary key, b int references b);\ncreate table b (id int primary key, a int references a, b int references b);\nalter table a add foreign key (b) references a;\nalter table a drop constraint a_pkey cascade;\ndrop table a cascade;\ndrop table b cascade;',
  'create type a as (x b);\ncreate type b as (x a);\ncreate domain d as d;\ncreate domain e as a;\nalter type a add attribute y a;\ncreate table t (x a, y t, z d[]);\nalter table t add w t;\ndrop type a cascade;\ndrop table t;',
  'alter table a rename to a;\ncreate table a (a int);\nalter table a rename a to a;\nalter table a rename to b;\nalter table b rename to a;\nalter schema public rename to a;\nalter schema a rename to public;\ndrop schema public cascade;\ncreate table t (a int);',
  "create sequence s owned by t.a;\ncreate table t (a int default nextval('s'));\nalter sequence s owned by t.a;\nalter sequence s owned by s.s;\ndrop sequence s cascade;\ndrop table t;",
  '\\i 000001_a.up.sql\n\\i 2.sql\n\\ir ../x.sql\n\\include_relative 1_a.sql\n',
  "do $$ begin execute 'do $x$ begin execute $y$ do $z$ begin perform 1; end $z$ $y$; end $x$'; end $$;\ndo $$ begin loop create table t (a int); end loop; end $$;",
  'begin;\nbegin;\nsavepoint a;\nrollback to b;\nrollback to a;\nrelease a;\nrelease a;\ncommit;\ncommit;\nrollback;\nrollback to a;',
];

const ORIGINALS: readonly string[] = [
  ...CIRCLES,
  ...CIRCLES,
  ...exampleMigrations().map(({ text }) => text),
  ...Object.values(CASES).flatMap((family) =>
    Object.values(family).map((statements) => statements.map((sql) => `${sql.replace(/^!/, '')};`).join('\n')),
  ),
];

/** Names of files that some tool takes for a migration. */
const NAMES = [
  ...[
    '000001_a.up.sql',
    '000001_a.down.sql',
    '000002_b.up.sql',
    '000002_b.down.sql',
    '1_a.sql',
    '2_b.sql',
    '1.sql',
    '2.sql',
    '20240101120000_a.sql',
  ],
  ...[
    'V1__a.sql',
    'V2__b.sql',
    'U1__a.sql',
    'R__a.sql',
    'V1__a.sql.conf',
    '1_a/up.sql',
    '1_a/down.sql',
    '2_b/up.sql',
    '1_a/migration.sql',
    '2_b/metadata.toml',
  ],
  ...[
    '20240101-a.up.sql',
    '20240101-a.down.sql',
    '20240102_a.do.sql',
    '20240102_a.undo.sql',
    'deploy/a.sql',
    'revert/a.sql',
    'sqitch.plan',
    'atlas.sum',
  ],
  ...[
    'meta/_journal.json',
    'migration_lock.toml',
    'schema.sql',
    'changelog.sql',
    'changelog.xml',
    'changelog.yaml',
    'R__b.sql',
    '001_a.tx.up.sql',
  ],
];

const FOLDER = 'migrations';

/** Some mutated files, and at times a configuration that names a tool with another layout. */
export function brokenFolder(dice: Dice): Map<string, string> {
  const files = new Map<string, string>();
  for (const name of dice.some(NAMES, 2, 4)) files.set(`${FOLDER}/${name}`, fileText(dice));
  files.set(`${FOLDER}/${dice.pick(['000001_a.up.sql', '1_a.sql', 'V1__a.sql', '20240101120000_a.sql', '1_a/up.sql'])!}`, fileText(dice));
  if (dice.once(2)) {
    const config = JSON.stringify({ roots: [{ folder: FOLDER, tool: dice.pick(tools)!.id }], rules: {} });
    files.set('migration-lens.json', dice.once(20) ? mutated(config, dice, 2) : config);
  }
  return files;
}

/** A few statements of an original, at times with the markers of some tool, after a few mutations. */
export function fileText(dice: Dice): string {
  const statements = dice.pick(ORIGINALS)!.split(/(?<=;\n)/);
  const from = dice.roll(statements.length);
  const some = statements.slice(from, from + 1 + dice.roll(8)).join('');
  const marked = dice.once(2) ? some : `${dice.pick(MARKERS)!}\n${some}\n${dice.pick(MARKERS)!}\n${dice.pick(ORIGINALS)!.slice(0, 200)}`;
  return mutated(marked, dice, dice.roll(4));
}
