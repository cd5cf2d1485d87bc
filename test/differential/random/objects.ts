import type { Routine } from '../../../server/src/schema/model/routine';
import type { Table } from '../../../server/src/schema/model/table';
import type { View } from '../../../server/src/schema/model/view';
import { callFor } from './calls';
import {
  anyColumn,
  anySequence,
  columnName,
  indexName,
  list,
  type Maker,
  maybe,
  nameOf,
  newColumn,
  newName,
  newTable,
  placed,
  qualified,
  quoted,
  type Situation,
  someSchema,
} from './situation';

/* Objects beside tables: sequences, routines, triggers, policies, comments. */

const createSequence: Maker = (of) => {
  const column = anyColumn(of);
  const owner = column === undefined || of.once(2) ? '' : ` owned by ${nameOf(of, of.table)}.${columnName(column)}`;
  return `create ${maybe(of, 10, 'temp ')}sequence ${maybe(of, 6, 'if not exists ')}${placed(of, newName(of))}${maybe(of, 4, ' increment 5')}${owner}`;
};

const aboutSequence: Maker = (of) => {
  const sequence = anySequence(of);
  if (sequence === undefined) return createSequence(of);
  const name = nameOf(of, sequence);
  const column = anyColumn(of);
  const owned = column === undefined ? 'none' : `${nameOf(of, of.table)}.${columnName(column)}`;
  return of.pick([
    `alter sequence ${name} owned by ${owned}`,
    `alter sequence ${name} owned by none`,
    `alter sequence ${name} restart with 5`,
    `alter sequence ${name} rename to ${newName(of)}`,
    `alter sequence ${name} set schema ${someSchema(of)}`,
    `drop sequence ${maybe(of, 3, 'if exists ')}${name} cascade`,
    `drop sequence ${name}`,
    ...(column === undefined ? [] : [`alter table ${nameOf(of, of.table)} alter ${columnName(column)} set default nextval('${name}')`]),
  ]);
};

const triggerFunction = (of: Situation): Routine | undefined =>
  of.pick([...of.schema.routines.values()].filter(({ returns }) => returns?.kind === 'builtin' && returns.text === 'trigger'));

const createTrigger: Maker = (of) => {
  const routine = triggerFunction(of);
  if (routine === undefined) return `create function touch() returns trigger language plpgsql as $$ begin return new; end $$`;
  const view = of.once(6) ? of.pick(of.views.filter(({ kind }) => kind === 'view')) : undefined;
  const columns = of.some(of.table.columns.map(columnName), 1, 2);
  const events = of.pick([
    'before update',
    'after insert or delete',
    'before insert',
    'after truncate',
    ...(columns.length === 0 ? [] : [`after update of ${list(columns)}`, `before insert or update of ${columns[0]}`]),
  ]);
  const when = columns.length === 0 ? '' : maybe(of, 6, ` when (new.${columns[0]} is not null)`);
  const on = view === undefined ? `${events} on ${nameOf(of, of.table)}` : `instead of insert on ${nameOf(of, view)}`;
  const each = of.pick(['', ' for each row', ' for each row', ' for each statement']);
  return `create ${maybe(of, 4, 'or replace ')}trigger ${newName(of)} ${on}${each}${when} execute function ${qualified(of.schema, routine)}()`;
};

const aboutTrigger: Maker = (of) => {
  const owner = of.pick([...of.tables, ...of.views].filter(({ triggers }) => triggers.length > 0)) as Table | View | undefined;
  const trigger = of.pick(owner?.triggers ?? []);
  if (owner === undefined || trigger === undefined) return createTrigger(of);
  const on = `${quoted(trigger.name)} on ${nameOf(of, owner)}`;
  return of.pick([
    `drop trigger ${maybe(of, 3, 'if exists ')}${on}${maybe(of, 3, ' cascade')}`,
    `alter trigger ${on} rename to ${newName(of)}`,
    `comment on trigger ${on} is 'about'`,
    `alter table ${nameOf(of, owner)} ${of.pick(['disable', 'enable', 'enable always'])} trigger ${of.pick([quoted(trigger.name), 'all', 'user'])}`,
  ]);
};

const policies: Maker = (of) => {
  const policy = of.pick(of.table.postgres?.policies ?? []);
  const on = nameOf(of, of.table);
  const column = anyColumn(of);
  const kinds = ['', ' for select', ' for delete', ' as restrictive for update'];
  const conditions = [
    'true',
    ...(column === undefined ? [] : [`${columnName(column)} is not null`]),
    `${callFor(of, 'boolean', column === undefined ? [] : [columnName(column)]) ?? 'false'}`,
    `exists (select from ${nameOf(of, of.pick(of.tables)!)})`,
  ];
  const using = `using (${of.pick(conditions)})`;
  if (policy === undefined || of.once(2)) return `create policy ${newName(of)} on ${on}${of.pick(kinds)} ${using}`;
  const name = `${quoted(policy.name)} on ${on}`;
  return of.pick([
    `drop policy ${maybe(of, 3, 'if exists ')}${name}`,
    `alter policy ${name} rename to ${newName(of)}`,
    `alter policy ${name} ${using}`,
    `comment on policy ${name} is 'about'`,
  ]);
};

const RULES: readonly Maker[] = [
  (of) => `create ${maybe(of, 2, 'or replace ')}rule ${newName(of)} as on insert to ${nameOf(of, of.table)} do instead nothing`,
  (of) => `create or replace rule x as on delete to ${nameOf(of, of.table)} do also notify x`,
  (of) => `drop rule if exists ${newName(of)} on ${nameOf(of, of.table)}`,
  (of) => `alter rule x on ${nameOf(of, of.table)} rename to y`,
];

const comments: Maker = (of) => {
  const column = anyColumn(of);
  const constraint = of.pick(of.table.constraints);
  const index = of.pick(of.table.indexes);
  const sequence = anySequence(of);
  const on = nameOf(of, of.table);
  const objects = [
    `table ${on}`,
    ...(column === undefined ? [] : [`column ${on}.${columnName(column)}`, `column ${on}.${columnName(column)}`]),
    ...(constraint === undefined ? [] : [`constraint ${quoted(constraint.name)} on ${on}`]),
    ...(index === undefined ? [] : [`index ${indexName(of, of.table, index)}`]),
    ...(sequence === undefined ? [] : [`sequence ${nameOf(of, sequence)}`]),
  ];
  return `comment on ${of.pick(objects)} is ${of.pick(["'about it'", "'it''s'", 'null', "''", '$$ dollars $$', "E'line\\nline'"])}`;
};

const EXTENSIONS: readonly Maker[] = [
  (of) =>
    `create extension ${maybe(of, 2, 'if not exists ')}${of.pick(['citext', 'hstore', 'btree_gist', 'pg_trgm'])}${maybe(of, 4, ` schema ${someSchema(of)}`)}`,
  (of) => `alter table ${nameOf(of, of.table)} add ${newColumn(of)} ${of.pick(['citext', 'hstore', 'citext[]'])}`,
  (of) => `drop extension ${maybe(of, 2, 'if exists ')}citext cascade`,
  (of) => `alter extension hstore set schema ${someSchema(of)}`,
];

/** Statements that leave no trace in the schema. */
const WITHOUT_TRACE: readonly Maker[] = [
  (of) => `grant select on ${nameOf(of, of.table)} to public`,
  (of) => `revoke all on ${nameOf(of, of.table)} from public`,
  () => 'grant usage on schema public to public',
  () => 'alter default privileges grant select on tables to public',
  (of) => `alter table ${nameOf(of, of.table)} owner to current_user`,
  (of) => `analyze ${nameOf(of, of.table)}`,
  (of) => `lock table ${nameOf(of, of.table)} in share mode`,
  (of) => `insert into ${nameOf(of, of.table)} default values`,
  (of) => `delete from ${nameOf(of, of.table)}`,
  () => "set statement_timeout = '1min'",
  () => 'reassign owned by current_user to current_user',
  () => 'drop owned by pg_monitor',
  () => 'set role none',
  () => "select pg_catalog.set_config('check_function_bodies', 'false', false)",
];

const renameToOther: Maker = (of) => `alter table ${nameOf(of, of.table)} rename to ${newTable(of)}`;

export const OBJECT_MAKERS: readonly (readonly [weight: number, Maker])[] = [
  [3, createSequence],
  [5, aboutSequence],
  [3, createTrigger],
  [3, aboutTrigger],
  [3, policies],
  [2, (of) => of.pick(RULES)!(of)],
  [2, (of) => of.pick(EXTENSIONS)!(of)],
  [6, comments],
  [2, (of) => of.pick(WITHOUT_TRACE)!(of)],
  [1, renameToOther],
];
