import { type Context, refuse } from '../../../schema/apply/context';
import { isTaken, mentionedColumns, reportUnknownColumn, targetTable, targetView } from '../../../schema/apply/lookup';
import { putTable, putView, takeId } from '../../../schema/edit';
import type { ObjectId, Origin } from '../../../schema/model/object';
import type { Schema } from '../../../schema/model/schema';
import type { Table } from '../../../schema/model/table';
import type { Index, IndexKey } from '../../../schema/model/tableIndex';
import { isView, type View } from '../../../schema/model/view';
import type { CreateIndex, IndexDefinition } from '../../../sql/change';
import { chooseRelationName, joinColumns } from '../names/chosen';
import { indexOnPartitions } from './clone';
import { resolveExpression } from './columns';
import { isKeyTooNarrow } from './dependents';

export function applyCreateIndex(schema: Schema, change: CreateIndex, context: Context): Schema {
  const owner = targetView(schema, change.table) ?? targetTable(schema, change.table, context);
  if (owner === undefined) return schema;
  const { name } = change.index;
  if (name !== undefined && isTaken(schema, { name }, owner.namespace, 'index', change.ifNotExists, context)) return schema;
  const [next, id] = takeId(schema);
  const origin = context.at(name?.span ?? change.table.name.span);
  const unnamed = indexFrom(schema, owner, change.index, id, '', origin, context);
  if (unnamed.keys.length === 0) return schema;
  const isNarrow =
    unnamed.unique &&
    !isView(owner) &&
    isKeyTooNarrow(
      owner,
      unnamed.keys.map(({ column }) => column),
    );
  if (isNarrow) return refuse(schema, context, name?.span ?? change.table.name.span, 'feature_not_supported');
  const chosen = name?.text ?? chooseRelationName(schema, owner.namespace, owner.name, joinColumns(unnamed.columnNames), 'idx', false);
  const index = { ...unnamed, name: chosen };
  if (isView(owner)) return putView(next, { ...owner, indexes: [...owner.indexes, index] });
  const created = putTable(next, { ...owner, indexes: [...owner.indexes, index], changed: origin });
  return change.only ? created : indexOnPartitions(created, owner.id, index.id, origin);
}

export function indexFrom(
  schema: Schema,
  owner: Table | View,
  definition: IndexDefinition,
  id: ObjectId,
  name: string,
  origin: Origin,
  context: Context,
): Index {
  const numberOf = (column: {
    readonly text: string;
    readonly span: { readonly start: number; readonly end: number };
  }): number | undefined => {
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
      // An expression that is no function call goes by `expr` (ChooseIndexColumnNames in indexcmds.c).
      ...definition.keys.map((key) => key.column?.text ?? key.expressionName ?? 'expr'),
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
