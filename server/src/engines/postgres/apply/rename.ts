import { type Context, isUnsure, refuse } from '../../../schema/apply/context';
import { isTaken, reportUnknownTable, targetColumn, targetComposite, targetTable, targetView } from '../../../schema/apply/lookup';
import { putSequence, putTable, putType, putView, withColumn, withConstraint, withIndex } from '../../../schema/edit';
import { findType } from '../../../schema/findType';
import type { Constraint } from '../../../schema/model/constraint';
import type { ObjectId } from '../../../schema/model/object';
import { nameKey, type RelationRef, type Schema } from '../../../schema/model/schema';
import type { Table, Trigger } from '../../../schema/model/table';
import { isView, type View } from '../../../schema/model/view';
import { columnByName, findNamespace, findRelation, withDescendants } from '../../../schema/queries';
import type { ObjectName, Rename } from '../../../sql/change';
import { partitionsBelow } from './clone';
import { hasConstraint, isInherited, parents, renameNotNull, requiredByParent } from './notNull';
import { targetRoutine } from './routines';

/** ALTER … RENAME TO: one object gets another name; what refers to it does so by id. */
export function applyRename(schema: Schema, change: Rename, context: Context): Schema {
  const to = change.to.text;
  const { object } = change;
  switch (change.objectKind) {
    case 'column':
    case 'attribute':
      return renameColumn(schema, change, context);
    case 'constraint':
      return renameConstraint(schema, change, context);
    case 'trigger':
    case 'policy':
    case 'rule':
      return renameTableObject(schema, change, context);
    case 'schema': {
      const namespace = findNamespace(schema, object.name.name.text);
      if (namespace === undefined) return schema;
      if (findNamespace(schema, to) !== undefined) return refuse(schema, context, change.to.span, 'duplicate_schema');
      return { ...schema, namespaces: schema.namespaces.set(namespace.id, { ...namespace, name: to }) };
    }
    case 'type':
    case 'domain': {
      const id = findType(schema, typeKey(object));
      const type = id === undefined ? undefined : schema.types.get(id);
      if (type !== undefined && isTypeName(schema, nameKey(type.namespace, to)))
        return refuse(schema, context, change.to.span, 'duplicate_object');
      return type === undefined ? schema : putType(schema, { ...type, name: to, changed: context.at(change.to.span) });
    }
    case 'function':
    case 'procedure':
    case 'aggregate':
    case 'routine': {
      const routine = targetRoutine(schema, object, change.objectKind);
      if (routine === undefined) return schema;
      const renamed = schema.routines.set(routine.id, { ...routine, name: to, changed: context.at(change.to.span) });
      return withFunctionName({ ...schema, routines: renamed }, routine.id, to);
    }
    default:
      return renameRelation(schema, change, context);
  }
}

/** Triggers say the name of their function. */
function withFunctionName(schema: Schema, routine: ObjectId, name: string): Schema {
  const named = (trigger: Trigger): Trigger => (trigger.routine === routine ? { ...trigger, function: name } : trigger);
  const calls = ({ triggers }: Table | View): boolean => triggers.some((trigger) => trigger.routine === routine);
  const onTables = [...schema.tables.values()]
    .filter(calls)
    .reduce((state, table) => putTable(state, { ...table, triggers: table.triggers.map(named) }), schema);
  return [...onTables.views.values()]
    .filter(calls)
    .reduce((state, view) => putView(state, { ...view, triggers: view.triggers.map(named) }), onTables);
}

/** Relations have row types of their name. */
function isTypeName(schema: Schema, key: string): boolean {
  const relation = schema.relationNames.get(key)?.kind;
  return schema.typeNames.has(key) || relation === 'table' || relation === 'view';
}

function typeKey(object: ObjectName): { readonly name: string; readonly schema?: string } {
  return { name: object.name.name.text, ...(object.name.schema === undefined ? {} : { schema: object.name.schema.text }) };
}

/** Tables, views, sequences and indexes share their names; ALTER TABLE renames any of them (manual, ALTER TABLE, RENAME). */
function renameRelation(schema: Schema, change: Rename, context: Context): Schema {
  const ref = findRelation(schema, change.object.name.name.text, change.object.name.schema?.text);
  const changed = context.at(change.to.span);
  const name = change.to.text;
  const namespace = ref === undefined ? undefined : namespaceOf(schema, ref);
  if (namespace !== undefined && isTaken(schema, { name: change.to }, namespace, change.objectKind, false, context)) return schema;
  switch (ref?.kind) {
    case 'table':
      return putTable(schema, { ...schema.tables.get(ref.id)!, name, changed });
    case 'view':
      return putView(schema, { ...schema.views.get(ref.id)!, name, changed });
    case 'sequence':
      return putSequence(schema, { ...schema.sequences.get(ref.id)!, name, changed });
    case 'index': {
      const table = schema.tables.get(ref.owner);
      const isKey = table?.indexes.some(({ id, constraint }) => id === ref.id && constraint !== undefined);
      if (table !== undefined && isKey && hasConstraint(table, name)) return refuse(schema, context, change.to.span, 'duplicate_object');
      return renameIndex(schema, ref, name);
    }
    default:
      if (!change.ifExists && change.objectKind === 'table') reportUnknownTable(schema, change.object.name, context);
      return schema;
  }
}

function namespaceOf(schema: Schema, ref: RelationRef): ObjectId | undefined {
  const id = ref.kind === 'index' ? ref.owner : ref.id;
  return (schema.tables.get(id) ?? schema.views.get(id) ?? schema.sequences.get(id))?.namespace;
}

/** An index and the constraint that it enforces have one name: renaming either renames both. */
function renameIndex(schema: Schema, ref: RelationRef & { kind: 'index' }, name: string): Schema {
  const table = schema.tables.get(ref.owner);
  if (table !== undefined) return putTable(schema, renamedWithConstraint(table, ref.id, name));
  const view = schema.views.get(ref.owner);
  return view === undefined
    ? schema
    : putView(
        schema,
        withIndex(view, ref.id, (index) => ({ ...index, name })),
      );
}

function renamedWithConstraint(table: Table, index: ObjectId, name: string): Table {
  const constraint = table.indexes.find((candidate) => candidate.id === index)?.constraint;
  const renamed = withIndex(table, index, (old) => ({ ...old, name }));
  return constraint === undefined ? renamed : withConstraint(renamed, constraint, (old) => ({ ...old, name }));
}

function renameConstraint(schema: Schema, change: Rename, context: Context): Schema {
  const table = change.object.on === undefined ? undefined : targetTable(schema, change.object.on, context, change.ifExists);
  const constraint = table?.constraints.find((candidate) => candidate.name === change.object.name.name.text);
  if (table === undefined) return schema;
  const isIndexed = constraint !== undefined && 'index' in constraint;
  const taken = hasConstraint(table, change.to.text);
  if (taken || (isIndexed && isTaken(schema, { name: change.to }, table.namespace, 'index', false, context)))
    return taken ? refuse(schema, context, change.to.span, 'duplicate_object') : schema;
  if (constraint === undefined) return renameOwnNotNull(schema, table, change.object.name.name.text, change.to.text);
  if ('index' in constraint) return putTable(schema, renamedWithConstraint(table, constraint.index, change.to.text));
  return renamedCheck(schema, table, constraint, change.to.text);
}

/** One that a parent has too is renamed there, and nowhere else. */
function renameOwnNotNull(schema: Schema, table: Table, from: string, to: string): Schema {
  const column = table.columns.find(({ notNullName }) => notNullName === from);
  return column === undefined || requiredByParent(schema, table, column.name) ? schema : renameNotNull(schema, table.id, from, to);
}

/** A check is renamed in all tables that inherit it, a foreign key here alone (rename_constraint_internal in tablecmds.c). */
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
  const composite = targetComposite(schema, on);
  if (composite?.columns.some((column) => column.name === change.to.text))
    return refuse(schema, context, change.to.span, 'duplicate_column');
  if (composite !== undefined)
    return putType(schema, {
      ...composite,
      changed: context.at(change.to.span),
      columns: composite.columns.map((column) => (column.name === name.name.text ? { ...column, name: change.to.text } : column)),
    });
  const view = targetView(schema, on);
  if (view?.columns.some((column) => column.name === change.to.text)) return refuse(schema, context, change.to.span, 'duplicate_column');
  if (view !== undefined)
    return putView(schema, {
      ...view,
      columns: view.columns.map((column) => (column.name === name.name.text ? { ...column, name: change.to.text } : column)),
    });
  const table = targetTable(schema, on, context, change.ifExists);
  const column = table === undefined ? undefined : targetColumn(schema, table, name.name, context);
  if (table === undefined || column === undefined) return schema;
  // A column is called as the parent's is (renameatt_internal in tablecmds.c).
  const below = withDescendants(schema, table.id);
  if (isFromElsewhere(schema, below, table, column.name)) return refuse(schema, context, change.to.span, 'invalid_table_definition');
  const isTakenBelow = below.slice(1).some((id) => columnByName(schema.tables.get(id)!, change.to.text) !== undefined);
  if (isTakenBelow && schema.gaps.length === 0) return refuse(schema, context, change.to.span, 'duplicate_column');
  const existing = columnByName(table, change.to.text);
  if (existing !== undefined && !isUnsure(schema, table.name, 'column')) {
    context.report({ kind: 'duplicate-column', span: change.to.span, table: table.name, name: change.to.text, existing: existing.created });
    return schema;
  }
  return below.reduce((state, id) => {
    const child = state.tables.get(id)!;
    const own = columnByName(child, column.name);
    return own === undefined
      ? state
      : putTable(
          state,
          withColumn(child, own.number, context.at(change.to.span), (old) => ({ ...old, name: change.to.text })),
        );
  }, schema);
}

/** True when the table, or one below, has the column from a parent that is not renamed with it. */
function isFromElsewhere(schema: Schema, tables: readonly ObjectId[], root: Table, column: string): boolean {
  if (schema.gaps.length > 0) return false;
  if (isInherited(schema, root, column)) return true;
  return tables
    .slice(1)
    .some((id) =>
      parents(schema, schema.tables.get(id)!).some((parent) => !tables.includes(parent.id) && columnByName(parent, column) !== undefined),
    );
}

function renameTableObject(schema: Schema, change: Rename, context: Context): Schema {
  const { on } = change.object;
  const table = on === undefined ? undefined : (targetView(schema, on) ?? targetTable(schema, on, context, change.ifExists));
  if (table === undefined) return schema;
  const rename = <T extends { readonly name: string }>(object: T): T =>
    object.name === change.object.name.name.text ? { ...object, name: change.to.text } : object;
  if (change.objectKind === 'rule') return schema;
  if (isView(table)) return putView(schema, { ...table, triggers: table.triggers.map(rename) });
  if (change.objectKind === 'policy') return putTable(schema, { ...table, policies: table.policies.map(rename) });
  return partitionsBelow(schema, table).reduce(
    (state, partition) =>
      putTable(state, { ...partition, triggers: partition.triggers.map((trigger) => (trigger.cloned ? rename(trigger) : trigger)) }),
    putTable(schema, { ...table, triggers: table.triggers.map(rename) }),
  );
}
