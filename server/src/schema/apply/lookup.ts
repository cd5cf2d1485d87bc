import type { Name, ObjectKind, QualifiedName } from '../../sql/change';
import { takeId } from '../edit';
import type { ObjectId } from '../model/object';
import { nameKey, type Schema } from '../model/schema';
import type { Column, Table } from '../model/table';
import type { View } from '../model/view';
import { columnByName, findNamespace, findRelation, searched } from '../queries';
import { BOOKKEEPING } from './bookkeeping';
import { type Context, isUnsure } from './context';
import { gapKind } from './gapKind';

/** The namespace that a new object goes to. A schema that no migration made is added, so that the object is not lost. */
export function creationNamespace(schema: Schema, name: QualifiedName, temporary = false): readonly [Schema, ObjectId] {
  const { temporarySchema, defaultSchema } = schema.engine;
  if (temporary) return [schema, findNamespace(schema, temporarySchema)!.id];
  const wanted = name.schema?.text;
  const found =
    wanted === undefined ? searched(schema).find((namespace) => namespace.name !== temporarySchema) : findNamespace(schema, wanted);
  if (found !== undefined) return [schema, found.id];
  const [next, id] = takeId(schema);
  return [{ ...next, namespaces: next.namespaces.set(id, { id, name: wanted ?? defaultSchema }) }, id];
}

/** The table that a change names. An unknown one is reported, unless the statement says IF EXISTS or a gap may have made it. */
export function targetTable(schema: Schema, name: QualifiedName, context: Context, ifExists = false): Table | undefined {
  const ref =
    name.made !== undefined
      ? schema.relationNames.get(nameKey(creationNamespace(schema, name, name.made === 'temporary')[1], name.name.text))
      : findRelation(schema, name.name.text, name.schema?.text);
  if (ref?.kind === 'table') return schema.tables.get(ref.id);
  if (ref === undefined && !ifExists) reportUnknownTable(schema, name, context);
  return undefined;
}

export function targetView(schema: Schema, name: QualifiedName): View | undefined {
  const ref = findRelation(schema, name.name.text, name.schema?.text);
  return ref?.kind === 'view' ? schema.views.get(ref.id) : undefined;
}

export function reportUnknownTable(schema: Schema, name: QualifiedName, context: Context): void {
  if (isUnsure(schema, name.name.text, 'table') || isForeignTerritory(schema, name) || BOOKKEEPING.has(name.name.text)) return;
  context.report({
    kind: 'unknown-table',
    span: name.name.span,
    name: name.name.text,
    ...(name.schema === undefined ? {} : { schema: name.schema.text }),
  });
}

/**
 * Reports an object that a change names and that does not exist, unless a gap may have made it or it is in a schema that no migration made.
 * Extensions are never reported: they come with the server.
 */
export function reportUnknownObject(schema: Schema, objectKind: ObjectKind, name: QualifiedName, context: Context): void {
  if (objectKind === 'extension' || isUnsure(schema, name.name.text, gapKind(objectKind)) || isForeignTerritory(schema, name)) return;
  context.report({ kind: 'unknown-object', span: name.name.span, objectKind, name: name.name.text });
}

/** True of a name in a system catalog, or in a schema that no migration made (Supabase's `auth`, an extension's own): its objects are unknown. */
export function isForeignTerritory(schema: Schema, name: QualifiedName): boolean {
  if (name.schema === undefined) return schema.engine.isSystemSchema(name.name.text);
  const namespace = findNamespace(schema, name.schema.text);
  return namespace === undefined || (namespace.created === undefined && namespace.name !== schema.engine.defaultSchema);
}

export function targetColumn(schema: Schema, table: Table, name: Name, context: Context, ifExists = false): Column | undefined {
  const column = columnByName(table, name.text);
  if (column === undefined && !ifExists) reportUnknownColumn(schema, table, name, context);
  return column;
}

export function reportUnknownColumn(schema: Schema, table: Table | View, name: Name, context: Context): void {
  if (isUnsure(schema, name.text, 'column') || isUnsure(schema, table.name, 'column') || schema.engine.isSystemColumn(name.text)) return;
  context.report({
    kind: 'unknown-column',
    span: name.span,
    table: table.name,
    name: name.text,
    candidates: table.columns.map((column) => column.name),
  });
}

/** The numbers of columns. An unknown column is reported and left out. */
export function columnNumbers(schema: Schema, table: Table, names: readonly Name[], context: Context): readonly number[] {
  return names.flatMap((name) => targetColumn(schema, table, name, context)?.number ?? []);
}

/** The numbers of the columns that an expression names. A name that is no column of the table (a function, `value`) is left out. */
export function mentionedColumns(
  table: { readonly columns: readonly { readonly name: string; readonly number: number }[] },
  names: readonly string[],
): readonly number[] {
  return names.flatMap((name) => table.columns.find((column) => column.name === name)?.number ?? []);
}
