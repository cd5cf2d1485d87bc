import type { Routine } from '../../../server/src/schema/model';
import { typeText } from '../../../server/src/schema/queries';
import { someType } from './columns';
import {
  anyColumn,
  anySequence,
  columnName,
  indexName,
  list,
  type Maker,
  maybe,
  nameOf,
  newName,
  newTable,
  placed,
  qualified,
  quoted,
  type Situation,
  someSchema,
} from './situation';

/* What stands beside tables: sequences, routines, triggers, policies, comments. */

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

const createFunction: Maker = (of) => {
  const types = [someType(of), someType(of)].slice(0, of.roll(3));
  const named = types.map((type, i) => `${of.pick(['', '', 'in ', 'inout '])}p${i} ${type}`);
  const replace = maybe(of, 3, 'or replace ');
  return of.pick([
    `create ${replace}function ${placed(of, newName(of))}(${list(types)}) returns int language sql${maybe(of, 3, ' security definer')} as 'select 1'`,
    `create ${replace}function ${placed(of, newName(of))}(${list(types)}) returns void language plpgsql as $$ begin return; end $$`,
    `create ${replace}procedure ${placed(of, newName(of))}(${list(named)}) language plpgsql as $$ begin null; end $$`,
    `create ${replace}function ${newName(of)}() returns trigger language plpgsql as $$ begin return new; end $$`,
    `create ${replace}function ${newName(of)}() returns trigger language plpgsql as $$ begin return new; end $$`,
    ...(of.table.temporary || of.table.name === 'order'
      ? []
      : [
          `create ${replace}function ${newName(of)}(x ${nameOf(of, of.table)}) returns ${nameOf(of, of.table)} language sql as 'select null'`,
        ]),
  ]);
};

const signature = (of: Situation, routine: Routine): string =>
  `${qualified(of.schema, routine)}(${list(routine.argumentTypes.map((type) => typeText(of.schema, type)))})`;

const aboutRoutine: Maker = (of) => {
  const routine = of.pick([...of.schema.routines.values()]);
  if (routine === undefined) return createFunction(of);
  const name = signature(of, routine);
  return of.pick([
    `drop ${routine.kind} ${maybe(of, 3, 'if exists ')}${name} cascade`,
    `drop routine ${name}`,
    `alter ${routine.kind} ${name} rename to ${newName(of)}`,
    `alter ${routine.kind} ${name} set schema ${someSchema(of)}`,
    `comment on ${routine.kind} ${name} is 'about a routine'`,
  ]);
};

const triggerFunction = (of: Situation): Routine | undefined =>
  of.pick([...of.schema.routines.values()].filter(({ returns }) => returns?.kind === 'builtin' && returns.text === 'trigger'));

const createTrigger: Maker = (of) => {
  const routine = triggerFunction(of);
  if (routine === undefined) return `create function touch() returns trigger language plpgsql as $$ begin return new; end $$`;
  const events = of.pick(['before update', 'after insert or delete', 'before insert']);
  return `create ${maybe(of, 4, 'or replace ')}trigger ${newName(of)} ${events} on ${nameOf(of, of.table)}${of.pick(['', ' for each row', ' for each row'])} execute function ${qualified(of.schema, routine)}()`;
};

const aboutTrigger: Maker = (of) => {
  const table = of.pick(of.tables.filter(({ triggers }) => triggers.length > 0));
  const trigger = of.pick(table?.triggers ?? []);
  if (table === undefined || trigger === undefined) return createTrigger(of);
  const on = `${quoted(trigger.name)} on ${nameOf(of, table)}`;
  return of.pick([
    `drop trigger ${maybe(of, 3, 'if exists ')}${on}`,
    `alter trigger ${on} rename to ${newName(of)}`,
    `comment on trigger ${on} is 'about'`,
  ]);
};

const policies: Maker = (of) => {
  const policy = of.pick(of.table.policies);
  const on = nameOf(of, of.table);
  const kinds = ['', ' for select', ' for delete', ' as restrictive for update'];
  if (policy === undefined || of.once(2)) return `create policy ${newName(of)} on ${on}${of.pick(kinds)} using (true)`;
  const name = `${quoted(policy.name)} on ${on}`;
  return of.pick([
    `drop policy ${maybe(of, 3, 'if exists ')}${name}`,
    `alter policy ${name} rename to ${newName(of)}`,
    `alter policy ${name} using (false)`,
  ]);
};

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

const renameToOther: Maker = (of) => `alter table ${nameOf(of, of.table)} rename to ${newTable(of)}`;

export const OBJECT_MAKERS: readonly (readonly [weight: number, Maker])[] = [
  [3, createSequence],
  [5, aboutSequence],
  [4, createFunction],
  [3, aboutRoutine],
  [3, createTrigger],
  [3, aboutTrigger],
  [3, policies],
  [6, comments],
  [1, renameToOther],
];
