import type { SetComment } from '../../sql/change';
import { putSequence, putTable, putView } from '../edit';
import type { RelationRef, Schema } from '../model/schema';
import { isView } from '../model/view';
import { findRelation } from '../queries';
import type { Context } from './context';
import { reportUnknownColumn, reportUnknownTable, targetTable, targetView } from './lookup';

/** COMMENT ON a relation, a column, a constraint or a trigger. */
export function applySetComment(schema: Schema, change: SetComment, context: Context): Schema {
  switch (change.objectKind) {
    case 'column':
    case 'constraint':
    case 'trigger':
      return commentOwned(schema, change, context);
    default:
      return commentRelation(schema, change, context);
  }
}

/** An object with another comment. An empty comment is none (PostgreSQL's manual, COMMENT). */
export function commented<T extends { readonly comment?: string }>(object: T, text: string | undefined): T {
  const { comment: _, ...bare } = object;
  return (text === undefined || text === '' ? bare : { ...bare, comment: text }) as T;
}

/** The list with another comment on the object that the change names. */
export function commentedIn<T extends { readonly name: string; readonly comment?: string }>(
  objects: readonly T[],
  { object, text }: SetComment,
): readonly T[] {
  return objects.map((one) => (one.name === object.name.name.text ? commented(one, text) : one));
}

function commentRelation(schema: Schema, change: SetComment, context: Context): Schema {
  const { name } = change.object;
  const ref = findRelation(schema, name.name.text, name.schema?.text);
  switch (ref?.kind) {
    case 'table':
      return putTable(schema, commented(schema.tables.get(ref.id)!, change.text));
    case 'view':
      return putView(schema, commented(schema.views.get(ref.id)!, change.text));
    case 'sequence':
      return putSequence(schema, commented(schema.sequences.get(ref.id)!, change.text));
    case 'index':
      return commentIndex(schema, ref, change.text);
    default:
      if (ref === undefined && change.objectKind === 'table') reportUnknownTable(schema, name, context);
      return schema;
  }
}

function commentIndex(schema: Schema, ref: RelationRef & { readonly kind: 'index' }, text: string | undefined): Schema {
  const table = schema.tables.get(ref.owner);
  if (table === undefined) return schema;
  return putTable(schema, { ...table, indexes: table.indexes.map((index) => (index.id === ref.id ? commented(index, text) : index)) });
}

function commentOwned(schema: Schema, change: SetComment, context: Context): Schema {
  const { on, name } = change.object;
  if (on === undefined) return schema;
  const owner = targetView(schema, on) ?? targetTable(schema, on, context);
  if (owner === undefined) return schema;
  if (change.objectKind === 'column' && !owner.columns.some((column) => column.name === name.name.text))
    reportUnknownColumn(schema, owner, name.name, context);
  if (isView(owner)) {
    if (change.objectKind === 'column') return putView(schema, { ...owner, columns: commentedIn(owner.columns, change) });
    return putView(schema, { ...owner, triggers: commentedIn(owner.triggers, change) });
  }
  switch (change.objectKind) {
    case 'column':
      return putTable(schema, { ...owner, columns: commentedIn(owner.columns, change) });
    case 'constraint':
      return putTable(schema, { ...owner, constraints: commentedIn(owner.constraints, change) });
    default:
      return putTable(schema, { ...owner, triggers: commentedIn(owner.triggers, change) });
  }
}
