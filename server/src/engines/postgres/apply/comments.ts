import type { Context } from '../../../schema/apply/context';
import { reportUnknownColumn, reportUnknownTable, targetTable, targetView } from '../../../schema/apply/lookup';
import { putSequence, putTable, putType, putView } from '../../../schema/edit';
import { findType } from '../../../schema/findType';
import type { Schema } from '../../../schema/model/schema';
import type { Table } from '../../../schema/model/table';
import { isView, type View } from '../../../schema/model/view';
import { findNamespace, findRelation } from '../../../schema/queries';
import type { SetComment } from '../../../sql/change';
import { targetRoutine } from './routines';

/** An empty comment is no comment (manual, COMMENT). */
function commented<T extends { readonly comment?: string }>(object: T, text: string | undefined): T {
  const { comment: _, ...bare } = object;
  return (text === undefined || text === '' ? bare : { ...bare, comment: text }) as T;
}

export function applySetComment(schema: Schema, change: SetComment, context: Context): Schema {
  const { object, text } = change;
  const name = object.name.name.text;
  switch (change.objectKind) {
    case 'column':
    case 'constraint':
    case 'trigger':
    case 'policy':
      return commentOwned(schema, change, context);
    case 'schema': {
      const namespace = findNamespace(schema, name);
      return namespace === undefined ? schema : { ...schema, namespaces: schema.namespaces.set(namespace.id, commented(namespace, text)) };
    }
    case 'type':
    case 'domain': {
      const type = schema.types.get(
        findType(schema, { name, ...(object.name.schema === undefined ? {} : { schema: object.name.schema.text }) }) ?? -1,
      );
      return type === undefined ? schema : putType(schema, commented(type, text));
    }
    case 'function':
    case 'procedure':
    case 'aggregate':
    case 'routine': {
      const routine = targetRoutine(schema, object, change.objectKind);
      return routine === undefined ? schema : { ...schema, routines: schema.routines.set(routine.id, commented(routine, text)) };
    }
    default:
      return commentRelation(schema, change, context);
  }
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
    case 'index': {
      const table = schema.tables.get(ref.owner);
      return table === undefined
        ? schema
        : putTable(schema, {
            ...table,
            indexes: table.indexes.map((index) => (index.id === ref.id ? commented(index, change.text) : index)),
          });
    }
    default:
      if (ref === undefined && change.objectKind === 'table') reportUnknownTable(schema, name, context);
      return schema;
  }
}

function commentOwned(schema: Schema, change: SetComment, context: Context): Schema {
  const { on, name } = change.object;
  if (on === undefined) return schema;
  const owner = targetView(schema, on) ?? targetTable(schema, on, context);
  if (owner === undefined) return schema;
  const edit = <T extends { readonly name: string; readonly comment?: string }>(objects: readonly T[]): readonly T[] =>
    objects.map((object) => (object.name === name.name.text ? commented(object, change.text) : object));
  if (change.objectKind === 'column' && !owner.columns.some((column) => column.name === name.name.text))
    reportUnknownColumn(schema, owner, name.name, context);
  return isView(owner) ? commentOnView(schema, owner, change, edit) : putTable(schema, commentOnTable(owner, change, edit));
}

type EditList = <T extends { readonly name: string; readonly comment?: string }>(objects: readonly T[]) => readonly T[];

function commentOnView(schema: Schema, view: View, change: SetComment, edit: EditList): Schema {
  return change.objectKind === 'column'
    ? putView(schema, { ...view, columns: edit(view.columns) })
    : putView(schema, { ...view, triggers: edit(view.triggers) });
}

function commentOnTable(table: Table, change: SetComment, edit: EditList): Table {
  switch (change.objectKind) {
    case 'column':
      return { ...table, columns: edit(table.columns) };
    case 'constraint':
      return { ...table, constraints: edit(table.constraints) };
    case 'trigger':
      return { ...table, triggers: edit(table.triggers) };
    default:
      return { ...table, policies: edit(table.policies) };
  }
}
