import type { Rename } from '../../sql/change';
import { putSequence, putTable, putView, withColumn, withConstraint, withIndex } from '../edit';
import type { Constraint } from '../model/constraint';
import type { ObjectId } from '../model/object';
import type { RelationRef, Schema } from '../model/schema';
import type { Table } from '../model/table';
import { isView, type View } from '../model/view';
import { columnByName, findRelation, withDescendants } from '../queries';
import { type Context, isUnsure, refuse } from './context';
import { targetIndex } from './drop';
import { reportUnknownTable, targetColumn, targetTable, targetView } from './lookup';
import { isIndexTaken, isTaken } from './taken';

/** ALTER … RENAME of a relation, a column, a constraint or a trigger. Other objects refer to it by id and need no change. */
export function applyRename(schema: Schema, change: Rename, context: Context): Schema {
  switch (change.objectKind) {
    case 'column':
      return renameColumn(schema, change, context);
    case 'constraint':
      return renameConstraint(schema, change, context);
    case 'trigger':
      return renameTrigger(schema, change, context);
    default:
      return renameRelation(schema, change, context);
  }
}

/** ALTER TABLE renames tables, views, sequences and indexes alike (PostgreSQL's manual, ALTER TABLE, RENAME). */
function renameRelation(schema: Schema, change: Rename, context: Context): Schema {
  const { name } = change.object;
  const ref = change.objectKind === 'index' ? targetIndex(schema, change.object) : findRelation(schema, name.name.text, name.schema?.text);
  if (ref?.kind === 'index') return renameIndex(schema, ref, change, context);
  const relation = ref === undefined ? undefined : (schema.tables.get(ref.id) ?? schema.views.get(ref.id) ?? schema.sequences.get(ref.id));
  if (relation !== undefined && isTaken(schema, { name: change.to }, relation.namespace, change.objectKind, false, context)) return schema;
  const renamed = { name: change.to.text, changed: context.at(change.to.span) };
  switch (ref?.kind) {
    case 'table':
      return putTable(schema, { ...schema.tables.get(ref.id)!, ...renamed });
    case 'view':
      return putView(schema, { ...schema.views.get(ref.id)!, ...renamed });
    case 'sequence':
      return putSequence(schema, { ...schema.sequences.get(ref.id)!, ...renamed });
    default:
      if (!change.ifExists && change.objectKind === 'table') reportUnknownTable(schema, name, context);
      return schema;
  }
}

/** An index and the constraint that it enforces have one name: renaming either renames both. */
function renameIndex(schema: Schema, ref: RelationRef & { kind: 'index' }, change: Rename, context: Context): Schema {
  const table = schema.tables.get(ref.owner);
  const owner: Table | View | undefined = table ?? schema.views.get(ref.owner);
  const name = change.to.text;
  if (owner === undefined || isIndexTaken(schema, owner, change.to, false, context, change.objectKind)) return schema;
  if (isView(owner))
    return putView(
      schema,
      withIndex(owner, ref.id, (index) => ({ ...index, name })),
    );
  const isKey = owner.indexes.some(({ id, constraint }) => id === ref.id && constraint !== undefined);
  if (isKey && owner.constraints.some((constraint) => constraint.name === name))
    return refuse(schema, context, change.to.span, 'duplicate_object');
  return putTable(schema, renamedWithConstraint(owner, ref.id, name));
}

function renamedWithConstraint(table: Table, index: ObjectId, name: string): Table {
  const constraint = table.indexes.find((candidate) => candidate.id === index)?.constraint;
  const renamed = withIndex(table, index, (old) => ({ ...old, name }));
  return constraint === undefined ? renamed : withConstraint(renamed, constraint, (old) => ({ ...old, name }));
}

function renameConstraint(schema: Schema, change: Rename, context: Context): Schema {
  const { on, name } = change.object;
  const table = on === undefined ? undefined : targetTable(schema, on, context, change.ifExists);
  if (table === undefined) return schema;
  const to = change.to.text;
  if (table.constraints.some((constraint) => constraint.name === to)) return refuse(schema, context, change.to.span, 'duplicate_object');
  const constraint = table.constraints.find((candidate) => candidate.name === name.name.text);
  if (constraint === undefined) return schema;
  if (!('index' in constraint)) return renamedCheck(schema, table, constraint, to);
  if (isIndexTaken(schema, table, change.to, false, context)) return schema;
  return putTable(schema, renamedWithConstraint(table, constraint.index, to));
}

/** A check is renamed in all tables that inherit it, a foreign key here alone (rename_constraint_internal in PostgreSQL's tablecmds.c). */
function renamedCheck(schema: Schema, table: Table, constraint: Constraint, name: string): Schema {
  const renamed = putTable(
    schema,
    withConstraint(table, constraint.id, (old) => ({ ...old, name })),
  );
  if (constraint.kind !== 'check') return renamed;
  return [...renamed.tables.values()].reduce((state, other) => {
    const part = other.constraints.find(({ parent }) => parent === constraint.id);
    return part === undefined ? state : renamedCheck(state, other, part, name);
  }, renamed);
}

function renameColumn(schema: Schema, change: Rename, context: Context): Schema {
  const { on, name } = change.object;
  if (on === undefined) return schema;
  const to = change.to.text;
  const view = targetView(schema, on);
  if (view !== undefined) {
    if (view.columns.some((column) => column.name === to)) return refuse(schema, context, change.to.span, 'duplicate_column');
    const columns = view.columns.map((column) => (column.name === name.name.text ? { ...column, name: to } : column));
    return putView(schema, { ...view, columns });
  }
  const table = targetTable(schema, on, context, change.ifExists);
  const column = table === undefined ? undefined : targetColumn(schema, table, name.name, context);
  if (table === undefined || column === undefined) return schema;
  const below = withDescendants(schema, table.id);
  const isTakenBelow = below.slice(1).some((id) => columnByName(schema.tables.get(id)!, to) !== undefined);
  if (isTakenBelow && schema.gaps.length === 0) return refuse(schema, context, change.to.span, 'duplicate_column');
  const existing = columnByName(table, to);
  if (existing !== undefined && !isUnsure(schema, table.name, 'column')) {
    context.report({ kind: 'duplicate-column', span: change.to.span, table: table.name, name: to, existing: existing.created });
    return schema;
  }
  return below.reduce((state, id) => {
    const child = state.tables.get(id)!;
    const own = columnByName(child, column.name);
    return own === undefined
      ? state
      : putTable(
          state,
          withColumn(child, own.number, context.at(change.to.span), (old) => ({ ...old, name: to })),
        );
  }, schema);
}

function renameTrigger(schema: Schema, change: Rename, context: Context): Schema {
  const { on, name } = change.object;
  const owner = on === undefined ? undefined : (targetView(schema, on) ?? targetTable(schema, on, context, change.ifExists));
  if (owner === undefined) return schema;
  const triggers = owner.triggers.map((trigger) => (trigger.name === name.name.text ? { ...trigger, name: change.to.text } : trigger));
  return isView(owner) ? putView(schema, { ...owner, triggers }) : putTable(schema, { ...owner, triggers });
}
