import type { CreateIndex, IndexDefinition, Name } from '../../sql/change';
import { putTable, putView, takeId } from '../edit';
import type { ObjectId, Origin } from '../model/object';
import type { Schema } from '../model/schema';
import type { Table } from '../model/table';
import type { Index, IndexKey } from '../model/tableIndex';
import { isView, type View } from '../model/view';
import type { Context } from './context';
import { resolveExpression } from './expressions';
import { mentionedColumns, reportUnknownColumn, targetTable, targetView } from './lookup';
import { isIndexTaken } from './taken';

/** CREATE INDEX, of a table or of a materialized view. */
export function applyCreateIndex(schema: Schema, change: CreateIndex, context: Context): Schema {
  const owner = targetView(schema, change.table) ?? targetTable(schema, change.table, context);
  if (owner === undefined) return schema;
  const { name } = change.index;
  if (name !== undefined && isIndexTaken(schema, owner, name, change.ifNotExists, context)) return schema;
  const [next, id] = takeId(schema);
  const origin = context.at(name?.span ?? change.table.name.span);
  const unnamed = indexFrom(schema, owner, change.index, id, '', origin, context);
  if (unnamed.keys.length === 0) return schema;
  const { engine } = schema;
  const index = { ...unnamed, name: name?.text ?? engine.chooseName(schema, owner, 'index', unnamed.columnNames) };
  if (isView(owner)) return putView(next, { ...owner, indexes: [...owner.indexes, index] });
  const created = putTable(next, { ...owner, indexes: [...owner.indexes, index], changed: origin });
  return change.only ? created : (engine.tables.indexAdded?.(created, owner.id, index.id, origin) ?? created);
}

/** The index that a definition describes. Unknown columns are reported and left out. */
export function indexFrom(
  schema: Schema,
  owner: Table | View,
  definition: IndexDefinition,
  id: ObjectId,
  name: string,
  origin: Origin,
  context: Context,
): Index {
  const numberOf = (column: Name): number | undefined => {
    const found = owner.columns.find((candidate) => candidate.name === column.text);
    if (found === undefined) reportUnknownColumn(schema, owner, column, context);
    return found?.number;
  };
  const keys = definition.keys.flatMap((key): IndexKey[] => {
    const shared = {
      descending: key.descending === true,
      nullsFirst: key.nullsFirst === true,
      ...(key.operatorClass === undefined ? {} : { operatorClass: key.operatorClass }),
    };
    if (key.expression !== undefined)
      return [
        {
          ...shared,
          expression: resolveExpression(schema, key.expression),
          columns: mentionedColumns(owner, key.expression.columns),
        },
      ];
    const column = key.column === undefined ? undefined : numberOf(key.column);
    return column === undefined ? [] : [{ ...shared, column }];
  });
  const { predicate } = definition;
  return {
    id,
    name,
    keys,
    columnNames: [
      ...definition.keys.map((key) => key.column?.text ?? key.expressionName ?? ''),
      ...definition.include.map((column) => column.text),
    ],
    include: definition.include.flatMap((column) => numberOf(column) ?? []),
    unique: definition.unique,
    primary: false,
    method: definition.method,
    ...(predicate === undefined
      ? {}
      : { predicate: { ...resolveExpression(schema, predicate), columns: mentionedColumns(owner, predicate.columns) } }),
    nullsNotDistinct: definition.nullsNotDistinct,
    created: origin,
  };
}
