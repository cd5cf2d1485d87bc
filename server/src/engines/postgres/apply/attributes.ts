import { type Context, refuse } from '../../../schema/apply/context';
import { putType } from '../../../schema/edit';
import type { Schema } from '../../../schema/model/schema';
import type { Composite } from '../../../schema/model/type';
import { findRelation } from '../../../schema/queries';
import type { AddColumn, AlterColumnType, DropColumn, QualifiedName, Rename } from '../../../sql/change';
import { resolveType } from '../types/resolve';

/* The attributes of composite types. ALTER TYPE alters them by the same changes as the columns of a table. */

/** The composite type that ALTER TYPE names. */
export function targetComposite(schema: Schema, name: QualifiedName): Composite | undefined {
  const ref = findRelation(schema, name.name.text, name.schema?.text);
  const type = ref?.kind === 'composite' ? schema.types.get(ref.id) : undefined;
  return type?.kind === 'composite' ? type : undefined;
}

export function addAttribute(schema: Schema, composite: Composite, { column }: AddColumn, context: Context): Schema {
  if (composite.columns.some(({ name }) => name === column.name.text)) return refuse(schema, context, column.name.span, 'duplicate_column');
  const attribute = { name: column.name.text, type: resolveType(schema, column.type) };
  return putType(schema, { ...composite, columns: [...composite.columns, attribute], changed: context.at(column.span) });
}

export function dropAttribute(schema: Schema, composite: Composite, { column }: DropColumn, context: Context): Schema {
  const columns = composite.columns.filter(({ name }) => name !== column.text);
  return putType(schema, { ...composite, columns, changed: context.at(column.span) });
}

export function alterAttributeType(schema: Schema, composite: Composite, change: AlterColumnType, context: Context): Schema {
  const type = resolveType(schema, change.type);
  const columns = composite.columns.map((attribute) => (attribute.name === change.column.text ? { ...attribute, type } : attribute));
  return putType(schema, { ...composite, columns, changed: context.at(change.column.span) });
}

export function renameAttribute(schema: Schema, composite: Composite, { object, to }: Rename, context: Context): Schema {
  if (composite.columns.some(({ name }) => name === to.text)) return refuse(schema, context, to.span, 'duplicate_column');
  const columns = composite.columns.map((attribute) =>
    attribute.name === object.name.name.text ? { ...attribute, name: to.text } : attribute,
  );
  return putType(schema, { ...composite, changed: context.at(to.span), columns });
}
