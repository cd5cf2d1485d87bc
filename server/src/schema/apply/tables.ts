import type { CreateTable, CreateTableAs } from '../../sql/change';
import { appendColumns, putTable, takeId } from '../edit';
import type { ObjectId, Origin } from '../model/object';
import type { Schema } from '../model/schema';
import type { Column, Table } from '../model/table';
import { addColumns, withLaterColumns } from './columns';
import type { Context } from './context';
import { creationNamespace } from './lookup';
import { queryColumns } from './queryColumns';
import { isTaken } from './taken';

/** Gives a new, empty table the columns of its statement. `before` is the schema without the table. */
export type Filling = (schema: Schema, id: ObjectId, change: CreateTable, context: Context, before: Schema) => Schema;

/** CREATE TABLE. Keys, checks and foreign keys follow as changes of their own. */
export function applyCreateTable(schema: Schema, change: CreateTable, context: Context, fill: Filling = withColumns): Schema {
  const [inNamespace, namespace] = creationNamespace(schema, change.name, change.temporary);
  if (isTaken(inNamespace, change.name, namespace, 'table', change.ifNotExists, context)) return schema;
  const [next, id] = takeId(inNamespace);
  return fill(putTable(next, emptyTable(id, namespace, change, context.at(change.name.name.span))), id, change, context, schema);
}

function withColumns(schema: Schema, id: ObjectId, { columns }: CreateTable, context: Context): Schema {
  return withLaterColumns(addColumns(schema, id, columns, context), id, columns);
}

function emptyTable(
  id: ObjectId,
  namespace: ObjectId,
  change: Pick<CreateTable, 'name' | 'temporary' | 'onCommitDrop'> & { readonly foreign?: boolean },
  origin: Origin,
): Table {
  return {
    kind: change.foreign === true ? 'foreign table' : 'table',
    id,
    namespace,
    name: change.name.name.text,
    temporary: change.temporary,
    ...(change.onCommitDrop ? { onCommitDrop: true } : {}),
    columns: [],
    nextColumnNumber: 1,
    constraints: [],
    indexes: [],
    triggers: [],
    created: origin,
    changed: origin,
  };
}

/** CREATE TABLE AS: a table with the names and types of the query's columns, and no other properties of them. */
export function applyCreateTableAs(schema: Schema, change: CreateTableAs, context: Context): Schema {
  const [inNamespace, namespace] = creationNamespace(schema, change.name, change.temporary);
  if (isTaken(inNamespace, change.name, namespace, 'table', change.ifNotExists, context)) return schema;
  const [next, id] = takeId(inNamespace);
  const origin = context.at(change.name.name.span);
  const columns = queryColumns(schema, change.query, context).columns.map(
    ({ name, type }, i): Omit<Column, 'number'> => ({
      name: change.columnNames[i]?.text ?? name,
      type: type ?? { kind: 'unknown', text: 'unknown', array: false },
      notNull: false,
      created: origin,
      changed: origin,
    }),
  );
  return appendColumns({ ...next, rows: next.rows.set(id, 'unknown') }, emptyTable(id, namespace, change, origin), columns);
}
