import type { AddColumn, ColumnDefinition, DropColumn, Name, OnTable, SetDefault, Expression as WrittenExpression } from '../../sql/change';
import { putTable, withColumn } from '../edit';
import type { ObjectId, Origin } from '../model/object';
import type { Schema } from '../model/schema';
import type { Column, Table } from '../model/table';
import type { TypeUse } from '../model/type';
import { columnByName, withDescendants } from '../queries';
import { dropColumn } from './cascade';
import { type Context, isUnsure } from './context';
import { resolveExpression } from './expressions';
import { mentionedColumns, targetColumn, targetTable } from './lookup';

/** ADD COLUMN. Changes this table alone: an engine that has tables below adds the column there. */
export function applyAddColumn(schema: Schema, change: AddColumn, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  const present = table === undefined ? undefined : columnByName(table, change.column.name.text);
  if (table === undefined || (change.ifNotExists && present !== undefined)) {
    context.skip();
    return schema;
  }
  if (present !== undefined && isUnsure(schema, table.name, 'column')) return schema;
  const touched = putTable(schema, { ...table, changed: context.at(change.column.span) });
  return addColumns(touched, table.id, [change.column], context);
}

/**
 * How the definition of a column is merged with a column of the same name that the table has from elsewhere. Undefined: the definition is a
 * duplicate.
 */
export type Merging = (existing: Column) => ((schema: Schema, own: Column, definition: ColumnDefinition) => Column) | undefined;

/** Adds columns to a table that is in the schema already. The engine completes them from their definitions. */
export function addColumns(
  schema: Schema,
  tableId: ObjectId,
  definitions: readonly ColumnDefinition[],
  context: Context,
  merging: Merging = () => undefined,
): Schema {
  const before = schema.tables.get(tableId)!;
  let state: Growing = [schema, before];
  for (const definition of definitions) state = addOne(state, definition, context, merging);
  const [next, table] = state;
  return table === before ? next : putTable(next, table);
}

/** The schema without the columns that the table has got so far: the table is put into it once, at the end. */
type Growing = readonly [schema: Schema, table: Table];

function addOne([schema, table]: Growing, definition: ColumnDefinition, context: Context, merging: Merging): Growing {
  const { name, span } = definition;
  const existing = columnByName(table, name.text);
  const merge = existing === undefined ? undefined : merging(existing);
  if (existing !== undefined && merge === undefined) {
    context.report({ kind: 'duplicate-column', span: name.span, table: table.name, name: name.text, existing: existing.created });
    return [schema, table];
  }
  const number = existing?.number ?? table.nextColumnNumber;
  const written = columnOf(schema, table, number, definition, context.at(name.span));
  const [next, column] = schema.engine.tables.completeColumn?.(schema, table, written, definition, context) ?? [schema, written];
  return merge === undefined
    ? [next, { ...table, columns: [...table.columns, column], nextColumnNumber: number + 1 }]
    : [next, withColumn(table, number, context.at(span), () => merge(schema, column, definition))];
}

function columnOf(schema: Schema, table: Table, number: number, definition: ColumnDefinition, origin: Origin): Column {
  const { name, generated, identity, default: value } = definition;
  const type = schema.engine.resolveType(schema, definition.type);
  return {
    number,
    name: name.text,
    type,
    notNull: definition.notNull || definition.primary === true,
    ...(value === undefined || !keepsDefault(schema, value, type) ? {} : { default: resolveExpression(schema, value) }),
    ...(generated === undefined
      ? {}
      : {
          generated: {
            kind: generated.kind,
            expression: resolveExpression(schema, generated.expression),
            columns: mentionedColumns(table, generated.expression.columns),
          },
        }),
    ...(identity === undefined ? {} : { identity }),
    created: origin,
    changed: origin,
  };
}

function keepsDefault(schema: Schema, written: WrittenExpression, type: TypeUse): boolean {
  return schema.engine.tables.keepsDefault?.(schema, written, type) ?? true;
}

/** Generated columns of a new table, once it has all its columns: an expression may name a column that is written behind it. */
export function withLaterColumns(schema: Schema, id: ObjectId, definitions: readonly ColumnDefinition[]): Schema {
  const generated = definitions.filter((definition) => definition.generated !== undefined);
  return generated.reduce((state, { name, generated: written }) => {
    const table = state.tables.get(id)!;
    const columns = table.columns.map((column): Column => {
      if (column.name !== name.text || column.generated === undefined) return column;
      return { ...column, generated: { ...column.generated, columns: mentionedColumns(table, written?.expression.columns ?? []) } };
    });
    return putTable(state, { ...table, columns });
  }, schema);
}

/** Edits one column of a table and of the tables below, unless the change is for this table ONLY. */
export function editColumn(
  schema: Schema,
  change: Pick<OnTable, 'table' | 'ifExists' | 'only'> & { readonly column: Name },
  context: Context,
  edit: (column: Column, table: Table) => Column,
): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  const column = table === undefined ? undefined : targetColumn(schema, table, change.column, context);
  if (table === undefined || column === undefined) return schema;
  const ids = change.only === true ? [table.id] : withDescendants(schema, table.id);
  return ids.reduce((next, id) => {
    const child = next.tables.get(id)!;
    const own = columnByName(child, column.name);
    if (own === undefined) return next;
    return putTable(
      next,
      withColumn(child, own.number, context.at(change.column.span), (old) => edit(old, child)),
    );
  }, schema);
}

/** SET DEFAULT and DROP DEFAULT. */
export function applySetDefault(schema: Schema, change: SetDefault, context: Context): Schema {
  const written = change.default;
  return editColumn(schema, change, context, ({ default: _, ...column }) =>
    written === undefined || !keepsDefault(schema, written, column.type)
      ? column
      : { ...column, default: resolveExpression(schema, written) },
  );
}

/** DROP COLUMN, with the column's dependents. Changes this table alone, as `applyAddColumn` does. */
export function applyDropColumn(schema: Schema, change: DropColumn, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  const column = table === undefined ? undefined : targetColumn(schema, table, change.column, context, change.columnIfExists);
  if (table === undefined || column === undefined) return schema;
  return dropColumn(putTable(schema, { ...table, changed: context.at(change.column.span) }), table.id, column.number);
}
