import { type Context, refuse } from '../../../schema/apply/context';
import { targetTable } from '../../../schema/apply/lookup';
import { applyRename } from '../../../schema/apply/rename';
import { putTable, putType, putView } from '../../../schema/edit';
import { targetRoutine } from '../../../schema/findRoutine';
import { findType } from '../../../schema/findType';
import type { ObjectId } from '../../../schema/model/object';
import { postgresOf, withPostgres } from '../../../schema/model/postgresPart';
import { nameKey, type Schema } from '../../../schema/model/schema';
import type { Table, Trigger } from '../../../schema/model/table';
import type { View } from '../../../schema/model/view';
import { findNamespace, withDescendants } from '../../../schema/queries';
import type { Rename } from '../../../sql/change';
import { renameAttribute, targetComposite } from './attributes';
import { isNotNullBelow, renameNotNull, requiredByParent } from './notNull';
import { partitionsBelow } from './related';

/** ALTER … RENAME of any kind of object. */
export function postgresRename(schema: Schema, change: Rename, context: Context): Schema {
  const { on } = change.object;
  switch (change.objectKind) {
    case 'column':
    case 'attribute': {
      const composite = on === undefined ? undefined : targetComposite(schema, on);
      return composite === undefined
        ? applyRename(schema, { ...change, objectKind: 'column' }, context)
        : renameAttribute(schema, composite, change, context);
    }
    case 'constraint':
      return renameConstraintOrNotNull(schema, change, context);
    case 'trigger':
      return renameTriggerEverywhere(schema, change, context);
    case 'policy':
      return renamePolicy(schema, change, context);
    case 'rule':
      return schema;
    case 'schema':
      return renameNamespace(schema, change, context);
    case 'type':
    case 'domain':
      return renameType(schema, change, context);
    case 'function':
    case 'procedure':
    case 'aggregate':
    case 'routine':
      return renameRoutine(schema, change, context);
    default:
      return applyRename(schema, change, context);
  }
}

/** Renames a NOT NULL where it is declared. An inherited one has the name of the parent's. */
function renameConstraintOrNotNull(schema: Schema, change: Rename, context: Context): Schema {
  const { on, name } = change.object;
  const table = on === undefined ? undefined : targetTable(schema, on, context, true);
  if (table === undefined) return applyRename(schema, change, context);
  const from = name.name.text;
  const isTaken = tablesRenamedWith(schema, table, from).some((one) => hasConstraint(one, change.to.text));
  if (isTaken) return refuse(schema, context, change.to.span, 'duplicate_object');
  const isOther = table.constraints.some((constraint) => constraint.name === from);
  const column = isOther ? undefined : table.columns.find(({ postgres }) => postgres?.notNullName === from);
  if (column === undefined) return applyRename(schema, change, context);
  return requiredByParent(schema, table, column.name) ? schema : renameNotNull(schema, table.id, from, change.to.text);
}

/** The table, and those below it that inherit the constraint under its name (rename_constraint_internal in PostgreSQL's tablecmds.c). */
function tablesRenamedWith(schema: Schema, table: Table, constraint: string): readonly Table[] {
  const isInheritable =
    table.constraints.some((own) => own.name === constraint && own.kind === 'check' && !own.noInherit) ||
    table.columns.some((column) => column.postgres?.notNullName === constraint && isNotNullBelow(column));
  if (!isInheritable) return [table];
  return withDescendants(schema, table.id).flatMap((id) => schema.tables.get(id) ?? []);
}

/** True when the catalog has a constraint of the table with the name, an inherited NOT NULL included. */
function hasConstraint({ constraints, columns }: Table, name: string): boolean {
  return constraints.some((constraint) => constraint.name === name) || columns.some(({ postgres }) => postgres?.notNullName === name);
}

/** Renames a trigger in all partitions of its table: they have its row triggers under the same name. */
function renameTriggerEverywhere(schema: Schema, change: Rename, context: Context): Schema {
  const renamed = applyRename(schema, change, context);
  const { on, name } = change.object;
  const table = on === undefined ? undefined : targetTable(renamed, on, context, true);
  if (table === undefined) return renamed;
  const rename = (trigger: Trigger): Trigger =>
    trigger.cloned && trigger.name === name.name.text ? { ...trigger, name: change.to.text } : trigger;
  return partitionsBelow(renamed, table).reduce(
    (state, partition) => putTable(state, { ...partition, triggers: partition.triggers.map(rename) }),
    renamed,
  );
}

function renamePolicy(schema: Schema, change: Rename, context: Context): Schema {
  const { on, name } = change.object;
  const table = on === undefined ? undefined : targetTable(schema, on, context, change.ifExists);
  if (table === undefined) return schema;
  const policies = postgresOf(table).policies.map((policy) =>
    policy.name === name.name.text ? { ...policy, name: change.to.text } : policy,
  );
  return putTable(schema, withPostgres(table, { policies }));
}

function renameNamespace(schema: Schema, { object, to }: Rename, context: Context): Schema {
  const namespace = findNamespace(schema, object.name.name.text);
  if (namespace === undefined) return schema;
  if (findNamespace(schema, to.text) !== undefined) return refuse(schema, context, to.span, 'duplicate_schema');
  return { ...schema, namespaces: schema.namespaces.set(namespace.id, { ...namespace, name: to.text }) };
}

function renameType(schema: Schema, { object: { name }, to }: Rename, context: Context): Schema {
  const id = findType(schema, { name: name.name.text, ...(name.schema === undefined ? {} : { schema: name.schema.text }) });
  const type = id === undefined ? undefined : schema.types.get(id);
  if (type === undefined) return schema;
  if (isTypeName(schema, nameKey(type.namespace, to.text))) return refuse(schema, context, to.span, 'duplicate_object');
  return putType(schema, { ...type, name: to.text, changed: context.at(to.span) });
}

/** True when the name is taken among the types. Tables and views have row types of their name. */
function isTypeName(schema: Schema, key: string): boolean {
  const relation = schema.relationNames.get(key)?.kind;
  return schema.typeNames.has(key) || relation === 'table' || relation === 'view';
}

function renameRoutine(schema: Schema, { object, objectKind, to }: Rename, context: Context): Schema {
  const routine = targetRoutine(schema, object, objectKind);
  if (routine === undefined) return schema;
  const renamed = schema.routines.set(routine.id, { ...routine, name: to.text, changed: context.at(to.span) });
  return withFunctionName({ ...schema, routines: renamed }, routine.id, to.text);
}

/** Writes the new name of a function into the triggers that call it. */
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
