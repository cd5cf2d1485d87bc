import type { Column, Table } from '../../../server/src/schema/model/table';
import { callFor } from './calls';
import {
  anyColumns,
  anyConstraint,
  columnName,
  list,
  type Maker,
  maybe,
  nameOf,
  newName,
  quoted,
  type Situation,
  typeOf,
} from './situation';

/* Constraints: behind a column, in the list of a table, and in ALTER TABLE. */

const ACTIONS = ['', '', ' on delete cascade', ' on delete set null', ' on update restrict', ' on delete set default on update cascade'];

const named = (of: Situation): string => maybe(of, 4, `constraint ${newName(of)} `);
const deferrable = (of: Situation): string => maybe(of, 6, of.pick([' deferrable', ' deferrable initially deferred', ' not deferrable'])!);

/** A constraint behind a new column. */
export function constraintClause(of: Situation, column: string, type: string): string {
  const key = of.pick(of.tables);
  const target = key === undefined ? undefined : of.pick(keysOf(of, key, [type]));
  const kinds = [
    ` ${named(of)}unique${deferrable(of)}`,
    ` ${named(of)}primary key`,
    ` ${named(of)}check (${column} is not null)${maybe(of, 5, ' no inherit')}`,
    ...(target === undefined || key === undefined
      ? []
      : [` ${named(of)}references ${nameOf(of, key)}${target}${of.pick(ACTIONS)}${deferrable(of)}`]),
  ];
  return of.pick(kinds)!;
}

/** References to the keys of a table that have these types: `(a, b)`, and at times '' for a primary key. */
function keysOf(of: Situation, table: Table, types: readonly string[]): readonly string[] {
  const sameType = (a: string, b: string): boolean => a === b || (a === 'int' && b === 'integer');
  return table.constraints.flatMap((constraint) => {
    if (constraint.kind !== 'primary key' && constraint.kind !== 'unique') return [];
    const columns = constraint.columns.map((number) => table.columns.find((column) => column.number === number)!);
    const fits = columns.length === types.length && columns.every((column, i) => sameType(types[i]!, typeOf(of, column)));
    return !fits ? [] : [constraint.kind === 'primary key' && of.once(2) ? '' : ` (${list(columns.map(columnName))})`];
  });
}

/** A constraint of a table whose columns have these names. */
export function tableConstraint(of: Situation, names: readonly string[]): string {
  const columns = list(of.some(names, 1, 3));
  const one = of.pick(names)!;
  const kinds = [
    `${named(of)}unique ${maybe(of, 6, 'nulls not distinct ')}(${columns})${maybe(of, 5, ` include (${one})`)}${deferrable(of)}`,
    `${named(of)}primary key (${columns})`,
    `${named(of)}check (${of
      .some(names, 1, 2)
      .map((name) => `${name} is not null`)
      .join(of.pick([' or ', ' and '])!)})${maybe(of, 6, ' no inherit')}`,
    `${named(of)}check (${callFor(of, 'boolean', names) ?? 'true'})`,
    `${named(of)}check (${of.pick(['true', `num_nonnulls(${columns}) > 0`, `coalesce(${one} is null, false)`])})`,
    `${named(of)}exclude using btree (${one} with =)${maybe(of, 4, ` where (${one} is not null)`)}`,
    `${named(of)}not null ${one}${maybe(of, 6, ' no inherit')}`,
  ];
  return of.pick(kinds)!;
}

const addAny: Maker = (of) => {
  const names = of.table.columns.map(columnName);
  return names.length === 0 ? undefined : `add ${tableConstraint(of, names)}${maybe(of, 12, of.pick([' not valid', ' not enforced'])!)}`;
};

const addForeignKey: Maker = (of) => {
  const columns = anyColumns(of, 1, 2);
  const target = of.pick(
    of.tables.filter(
      (table) =>
        keysOf(
          of,
          table,
          columns.map((column) => typeOf(of, column)),
        ).length > 0,
    ),
  );
  if (target === undefined || columns.length === 0) return undefined;
  const key = of.pick(
    keysOf(
      of,
      target,
      columns.map((column) => typeOf(of, column)),
    ),
  )!;
  return `add ${named(of)}foreign key (${list(columns.map(columnName))}) references ${nameOf(of, target)}${key}${of.pick(ACTIONS)}${deferrable(of)}${maybe(of, 5, of.pick([' not valid', ' not enforced'])!)}`;
};

const addUsingIndex: Maker = (of) => {
  const index = of.pick(of.table.indexes.filter(({ unique, constraint }) => unique && constraint === undefined));
  return index === undefined ? undefined : `add ${named(of)}${of.pick(['unique', 'primary key'])} using index ${quoted(index.name)}`;
};

const dropConstraint: Maker = (of) => {
  const constraint = anyConstraint(of);
  const exists = constraint === undefined || of.once(6) ? 'if exists ' : '';
  const name = constraint === undefined ? newName(of) : quoted(constraint.name);
  return `drop constraint ${exists}${name}${of.once(3) ? '' : ' cascade'}`;
};

const dropNotNull: Maker = (of) => {
  const column = of.pick(of.table.columns.filter(({ notNull }) => notNull)) as Column | undefined;
  const name = column?.postgres?.notNullName;
  return name === undefined ? undefined : `drop constraint ${quoted(name)}`;
};

const validate: Maker = (of) => {
  const constraint = anyConstraint(of, (candidate) => candidate.kind === 'check' || candidate.kind === 'foreign key');
  return constraint === undefined ? undefined : `validate constraint ${quoted(constraint.name)}`;
};

const alterConstraint: Maker = (of) => {
  const constraint = anyConstraint(of, ({ kind }) => kind === 'foreign key');
  const kinds = ['deferrable', 'deferrable initially deferred', 'not deferrable', 'not enforced', 'enforced'];
  return constraint === undefined ? undefined : `alter constraint ${quoted(constraint.name)} ${of.pick(kinds)}`;
};

const alterNotNull: Maker = (of) => {
  const name = of.pick(of.table.columns.flatMap(({ postgres }) => postgres?.notNullName ?? []));
  return name === undefined ? undefined : `alter constraint ${quoted(name)} ${of.pick(['inherit', 'no inherit'])}`;
};

/** Commands that go together in one ALTER TABLE. */
export const CONSTRAINT_COMMANDS: readonly Maker[] = [
  addAny,
  addAny,
  addAny,
  addForeignKey,
  addForeignKey,
  addForeignKey,
  addUsingIndex,
  dropConstraint,
  dropConstraint,
  dropNotNull,
  validate,
  alterConstraint,
  alterNotNull,
];

export const renameConstraint: Maker = (of) => {
  const notNull = of.once(4) ? of.pick(of.table.columns.flatMap(({ postgres }) => postgres?.notNullName ?? [])) : undefined;
  const name = notNull ?? anyConstraint(of)?.name;
  return name === undefined ? undefined : `alter table ${nameOf(of, of.table)} rename constraint ${quoted(name)} to ${newName(of)}`;
};
