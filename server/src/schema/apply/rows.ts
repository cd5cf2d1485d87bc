import type { ModifyRows } from '../../sql/change';
import type { Schema } from '../model';
import type { Context } from './context';
import { reportUnknownColumn, targetTable, targetView } from './lookup';

/** Rows are no part of the schema, but their table and columns must exist. */
export function applyModifyRows(schema: Schema, change: ModifyRows, context: Context): Schema {
  const owner = targetView(schema, change.table) ?? targetTable(schema, change.table, context);
  if (owner === undefined || owner.columns.length === 0) return schema;
  for (const column of change.columns) {
    if (!owner.columns.some((candidate) => candidate.name === column.text)) reportUnknownColumn(schema, owner, column, context);
  }
  return isFilling(change) && !schema.filled.has(owner.id) ? { ...schema, filled: schema.filled.set(owner.id, true) } : schema;
}

function isFilling({ verb }: ModifyRows): boolean {
  return verb === 'insert' || verb === 'copy' || verb === 'merge';
}
