import type { Context } from '../../../schema/apply/context';
import { reportUnknownColumn, targetTable, targetView } from '../../../schema/apply/lookup';
import { changedRows } from '../../../schema/code/changedRows';
import { catalogView } from '../../../schema/code/view';
import type { Schema } from '../../../schema/model/schema';
import type { Table, TableRows } from '../../../schema/model/table';
import { isView, type View } from '../../../schema/model/view';
import type { ModifyRows } from '../../../sql/change';
import { postgresCatalog } from '../code';

/**
 * INSERT, UPDATE, DELETE and so on. Their table and columns must exist. Rows that are few and constant are kept, because code may query
 * them.
 */
export function applyModifyRows(schema: Schema, change: ModifyRows, context: Context): Schema {
  const owner = targetView(schema, change.table) ?? targetTable(schema, change.table, context);
  if (owner === undefined || owner.columns.length === 0) return schema;
  for (const column of change.columns) {
    if (!owner.columns.some((candidate) => candidate.name === column.text)) reportUnknownColumn(schema, owner, column, context);
  }
  return withRows(schema, change, owner, context);
}

function withRows(schema: Schema, change: ModifyRows, owner: Table | View, context: Context): Schema {
  const before = schema.rows.get(owner.id) ?? [];
  if (before === 'unknown' || isView(owner)) return schema;
  const after = rowsAfter(before, change, owner, schema, context);
  if (after === before || (after !== 'unknown' && after.length + before.length === 0)) return schema;
  return { ...schema, rows: schema.rows.set(owner.id, after) };
}

function rowsAfter(before: TableRows, { verb, rows }: ModifyRows, table: Table, schema: Schema, context: Context): TableRows {
  if (verb === 'truncate') return [];
  // Values of rows call no routines, so no language is needed.
  if (rows !== undefined)
    return changedRows(before, rows, table, catalogView(schema, { context, catalog: postgresCatalog, language: undefined }));
  // UPDATE and DELETE leave an empty table empty.
  const isChange = verb === 'update' || verb === 'delete';
  return isChange && before.length === 0 ? before : 'unknown';
}
