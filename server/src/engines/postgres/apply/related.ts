import { putTable } from '../../../schema/edit';
import type { ObjectId } from '../../../schema/model/object';
import type { Schema } from '../../../schema/model/schema';
import type { Column, Table, Trigger } from '../../../schema/model/table';
import { columnByName, columnNames } from '../../../schema/queries';

/*
 * The parts that a table takes over from another one: a partition from its parent, a child from the tables that it inherits, CREATE TABLE …
 * LIKE from its model. Columns are matched by name.
 */

/** The tables below a table: all of them, or its partitions alone. */
export function childrenOf(schema: Schema, parent: ObjectId, inheriting: boolean): readonly ObjectId[] {
  return (schema.children.get(parent) ?? []).filter((id) => inheriting || schema.tables.get(id)?.postgres?.partitionOf === parent);
}

/** The partitions of a table, and their partitions. */
export function partitionsBelow(schema: Schema, table: Table): readonly Table[] {
  return childrenOf(schema, table.id, false).flatMap((id) => {
    const child = schema.tables.get(id)!;
    return [child, ...partitionsBelow(schema, child)];
  });
}

/** The numbers of columns of one table, as the columns of the same names in another. */
export function translate(from: Table, to: Table, numbers: readonly number[]): number[] {
  return columnNames(from, numbers).flatMap((name) => columnByName(to, name)?.number ?? []);
}

/** Gives generated columns that were copied from another table the numbers of this table's columns of the same names. */
export function withOwnNumbers(schema: Schema, from: Table, toId: ObjectId): Schema {
  const to = schema.tables.get(toId)!;
  const isCopied = ({ name, generated }: Column): boolean =>
    generated?.columns !== undefined && columnByName(from, name)?.generated?.expression === generated.expression;
  if (!to.columns.some(isCopied)) return schema;
  const columns = to.columns.map((column): Column => {
    const above = isCopied(column) ? columnByName(from, column.name)?.generated : undefined;
    return above === undefined ? column : { ...column, generated: { ...above, columns: translate(from, to, above.columns ?? []) } };
  });
  return putTable(schema, { ...to, columns });
}

/** The triggers of a partition, with copies of the row triggers of the tables above (manual, CREATE TRIGGER). */
export function withRowTriggers(own: readonly Trigger[], parents: readonly Trigger[]): readonly Trigger[] {
  const cloned = parents.filter((trigger) => trigger.description.endsWith('FOR EACH ROW')).map((trigger) => ({ ...trigger, cloned: true }));
  return [...own.filter(({ name }) => !cloned.some((trigger) => trigger.name === name)), ...cloned];
}
