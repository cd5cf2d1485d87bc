import type { Context } from '../../../schema/apply/context';
import { creationNamespace, mentionedColumns, reportUnknownObject, targetTable, targetView } from '../../../schema/apply/lookup';
import { putTable, putView, takeId } from '../../../schema/edit';
import { findRoutine, sameTypes, withoutModifiers } from '../../../schema/findRoutine';
import type { Routine } from '../../../schema/model/routine';
import type { Schema } from '../../../schema/model/schema';
import type { Trigger } from '../../../schema/model/table';
import { isView } from '../../../schema/model/view';
import type { AlterRoutine, CreateRoutine, CreateTrigger, ObjectKind, ObjectName } from '../../../sql/change';
import { resolveType } from '../types/resolve';
import { partitionsBelow, withRowTriggers } from './clone';

/** CREATE FUNCTION, PROCEDURE and AGGREGATE. The types of the input arguments are part of the name (manual, 36.4). */
export function applyCreateRoutine(schema: Schema, change: CreateRoutine, context: Context): Schema {
  const [inNamespace, namespace] = creationNamespace(schema, change.name);
  const inputs = change.arguments.filter(({ mode }) => mode === 'in' || mode === 'inout' || mode === 'variadic');
  const argumentTypes = inputs.map(({ type }) => resolveType(schema, withoutModifiers(type)));
  const outputs = change.arguments.filter(({ mode }) => mode === 'out' || mode === 'table');
  const existing = schema.routines.find(
    (routine) =>
      routine.namespace === namespace && routine.name === change.name.name.text && sameTypes(schema, routine.argumentTypes, argumentTypes),
  );
  const [next, fresh] = existing === undefined ? takeId(inNamespace) : [inNamespace, existing.id];
  const origin = context.at(change.name.name.span);
  const routine: Routine = {
    kind: change.routineKind,
    id: fresh,
    namespace,
    name: change.name.name.text,
    argumentTypes,
    ...(change.returns === undefined ? {} : { returns: resolveType(schema, withoutModifiers(change.returns)) }),
    ...(outputs.length === 0 ? {} : { outputTypes: outputs.map(({ type }) => resolveType(schema, type)) }),
    language: change.language,
    securityDefiner: change.securityDefiner,
    ...(change.definition === undefined ? {} : { definition: change.definition }),
    ...(existing?.comment === undefined ? {} : { comment: existing.comment }),
    created: existing?.created ?? origin,
    changed: origin,
  };
  return { ...next, routines: next.routines.set(fresh, routine) };
}

/** The routine that DROP, ALTER or COMMENT speak of: one of another kind is not meant (LookupFuncWithArgs in parse_func.c). */
export function targetRoutine(schema: Schema, { name, arguments: types }: ObjectName, objectKind: ObjectKind): Routine | undefined {
  return findRoutine(schema, name.name.text, name.schema?.text, types, ({ kind }) => isOfKind(kind, objectKind));
}

function isOfKind(kind: Routine['kind'], objectKind: ObjectKind): boolean {
  switch (objectKind) {
    case 'procedure':
    case 'aggregate':
      return kind === objectKind;
    case 'function':
      return kind === 'function' || kind === 'window';
    default:
      return true;
  }
}

export function applyAlterRoutine(schema: Schema, change: AlterRoutine, context: Context): Schema {
  const { name } = change.object;
  const routine = targetRoutine(schema, change.object, change.objectKind);
  if (routine === undefined) {
    reportUnknownObject(schema, change.objectKind, name, context);
    return schema;
  }
  const securityDefiner = change.securityDefiner ?? routine.securityDefiner;
  return { ...schema, routines: schema.routines.set(routine.id, { ...routine, securityDefiner, changed: context.at(name.name.span) }) };
}

export function applyCreateTrigger(schema: Schema, change: CreateTrigger, context: Context): Schema {
  const owner = targetView(schema, change.table) ?? targetTable(schema, change.table, context);
  if (owner === undefined) return schema;
  const called = change.function;
  const routine = called === undefined ? undefined : findRoutine(schema, called.name.text, called.schema?.text, []);
  const trigger: Trigger = {
    name: change.name.text,
    ...(called === undefined ? {} : { function: called.name.text }),
    ...(routine === undefined ? {} : { routine: routine.id }),
    ...(change.columns === undefined ? {} : { columns: mentionedColumns(owner, change.columns) }),
    description: change.description,
    created: context.at(change.name.span),
  };
  const triggers = [...owner.triggers.filter((other) => other.name !== trigger.name), trigger];
  if (isView(owner)) return putView(schema, { ...owner, triggers });
  return partitionsBelow(schema, owner).reduce(
    (state, partition) => putTable(state, { ...partition, triggers: withRowTriggers(partition.triggers, [trigger]) }),
    putTable(schema, { ...owner, triggers }),
  );
}
