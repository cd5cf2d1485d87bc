import { findType } from '../../../server/src/schema/findType';
import type { Constraint } from '../../../server/src/schema/model/constraint';
import type { Schema } from '../../../server/src/schema/model/schema';
import type { Sequence } from '../../../server/src/schema/model/sequence';
import type { Column, Table } from '../../../server/src/schema/model/table';
import type { Index } from '../../../server/src/schema/model/tableIndex';
import type { Type } from '../../../server/src/schema/model/type';
import type { View } from '../../../server/src/schema/model/view';
import { columnByName, findRelation, namespaceName, typeText } from '../../../server/src/schema/queries';
import { clipBytes } from '../../../server/src/text/utf8';
import type { Dice } from '../../support/dice';

/** State of a history before its next statement. */
export interface Situation extends Dice {
  readonly schema: Schema;
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  /** The table that the statement is about. */
  readonly table: Table;
  readonly inTransaction: boolean;
}

/** Makes a statement; undefined when the schema has no object for it. */
export type Maker = (of: Situation) => string | undefined;

export function situation(schema: Schema, inTransaction: boolean, dice: Dice): Situation | undefined {
  const tables = [...schema.tables.values()];
  const views = [...schema.views.values()];
  const table = dice.pick(tables);
  return table === undefined ? undefined : { ...dice, schema, tables, views, table, inTransaction };
}

const LONG = 'a_rather_long_name_that_goes_on_and_on_and_on_until_it_is_';

/** Names come from a small stock, so that they often collide. The last ones are cut when PostgreSQL appends a suffix. */
const TABLE_NAMES = ['t', 'u', 'v', 'w', 'a_b', 't_a', '"T t"', '"order"', `${LONG}cut`, `${LONG}äöü`];
const COLUMN_NAMES = ['a', 'b', 'c', 'd', 'id', 'a_b', 'check1', '"E e"', '"user"', `${LONG}c`, `${LONG}ä`];
const OTHER_NAMES = ['x', 'y', 'z', 't_a_idx', 't_pkey', 't_a_key', 'u_a_fkey', 't_check', 't_a_seq', '"Odd one"', `${LONG}other`];
const SCHEMA_NAMES = ['s', 'r', '"S s"'];
const TYPE_NAMES = ['e', 'f', 'dom', '"Mood"', 't'];

/** Usually a name that is not taken. */
export function newTable(of: Situation): string {
  const names = of.some(TABLE_NAMES, 4, 4);
  return (of.once(6) ? undefined : names.find((name) => findRelation(of.schema, unquoted(name)) === undefined)) ?? names[0]!;
}
/** Usually a name that the table does not have. */
export function newColumn(of: Situation): string {
  const names = of.some(COLUMN_NAMES, 4, 4);
  return (of.once(6) ? undefined : names.find((name) => columnByName(of.table, unquoted(name)) === undefined)) ?? names[0]!;
}
export const newColumns = (of: Dice, least: number, most: number): readonly string[] => of.some(COLUMN_NAMES, least, most);
export const newName = (of: Dice): string => of.pick(OTHER_NAMES)!;
export const newSchema = (of: Dice): string => of.pick(SCHEMA_NAMES)!;

/** Usually a schema that exists. */
export function someSchema(of: Situation): string {
  const there = [...of.schema.namespaces.values()].filter(({ name }) => name !== 'pg_temp');
  return of.once(8) ? newSchema(of) : quoted(of.pick(there)!.name);
}

/** Usually a name that is not taken. */
export function newType(of: Situation): string {
  const names = of.some(TYPE_NAMES, 3, 3);
  return (of.once(6) ? undefined : names.find((name) => findType(of.schema, { name: unquoted(name) }) === undefined)) ?? names[0]!;
}

const RESERVED = new Set(['order', 'user', 'check', 'table', 'select']);

export function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A name of the stock as the catalog holds it, cut to 63 bytes. */
function unquoted(name: string): string {
  return clipBytes(name.replaceAll('"', ''), 63);
}

interface Named {
  readonly namespace: number;
  readonly name: string;
}

/** A name that resolves to this relation: at times qualified, and always where the bare name resolves to another one. */
export function nameOf(of: Situation, relation: Named & { readonly id: number }): string {
  const found = findRelation(of.schema, relation.name);
  return found?.id === relation.id && !of.once(4) ? quoted(relation.name) : qualified(of.schema, relation);
}

export function qualified(schema: Schema, object: Named): string {
  return `${quoted(namespaceName(schema, object))}.${quoted(object.name)}`;
}

export function typeName(of: Situation, type: Type): string {
  const { schema } = of;
  return findType(schema, { name: type.name }) === type.id && !of.once(4) ? quoted(type.name) : qualified(schema, type);
}

/** Puts a new name into some schema, usually the first one of the search path. */
export function placed(of: Situation, name: string): string {
  return of.once(6) ? `${someSchema(of)}.${name}` : name;
}

export const indexName = (of: Situation, owner: Table | View, index: Index): string =>
  qualified(of.schema, { ...index, namespace: owner.namespace });
export const columnName = (column: Column): string => quoted(column.name);
export const typeOf = (of: Situation, column: Column): string => typeText(of.schema, column.type);

export const anyColumn = (of: Situation, table = of.table): Column | undefined => of.pick(table.columns);
export const anyColumns = (of: Situation, least: number, most: number, table = of.table): readonly Column[] =>
  of.some(table.columns, least, most);
export const anyConstraint = (of: Situation, fits: (constraint: Constraint) => boolean = () => true): Constraint | undefined =>
  of.pick(of.table.constraints.filter(fits));
export const anySequence = (of: Situation): Sequence | undefined => of.pick([...of.schema.sequences.values()]);

export function anyType<K extends Type['kind']>(of: Situation, ...kinds: readonly K[]): Extract<Type, { readonly kind: K }> | undefined {
  const types = [...of.schema.types.values()].filter((type): type is Extract<Type, { readonly kind: K }> =>
    (kinds as readonly string[]).includes(type.kind),
  );
  return of.pick(types);
}

const shape = (of: Situation, table: Table): readonly string[] =>
  table.columns.map((column) => `${column.name} ${typeOf(of, column)}`).sort();

/** Tables whose columns have the same names and types as those of a parent. */
export function alike(of: Situation, parent: Table): readonly Table[] {
  const wanted = list(shape(of, parent));
  return of.tables.filter(
    (table) => table.id !== parent.id && table.postgres?.partitionOf === undefined && list(shape(of, table)) === wanted,
  );
}

/** Tables that have at least these columns. */
export function covering(of: Situation, parent: Table): readonly Table[] {
  const wanted = shape(of, parent);
  return of.tables.filter((table) => table.id !== parent.id && wanted.every((column) => shape(of, table).includes(column)));
}

/** The text with a probability of 1 in `inSoMany`, else ''. */
export const maybe = (of: Dice, inSoMany: number, text: string): string => (of.once(inSoMany) ? text : '');
export const list = (parts: readonly string[]): string => parts.join(', ');
