import type { Context } from '../../../schema/apply/context';
import { creationNamespace, reportUnknownObject, targetTable } from '../../../schema/apply/lookup';
import { applyCreateTrigger } from '../../../schema/apply/triggers';
import { putTable, takeId } from '../../../schema/edit';
import { sameTypes, targetRoutine, withoutModifiers } from '../../../schema/findRoutine';
import type { Routine } from '../../../schema/model/routine';
import type { Schema } from '../../../schema/model/schema';
import type { AlterRoutine, CreateRoutine, CreateTrigger } from '../../../sql/change';
import { resolveType } from '../types/resolve';
import { partitionsBelow, withRowTriggers } from './related';

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

/** ALTER FUNCTION, PROCEDURE, AGGREGATE and ROUTINE. */
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

/** CREATE TRIGGER. The partitions of a table get its row triggers. */
export function postgresCreateTrigger(schema: Schema, change: CreateTrigger, context: Context): Schema {
  const created = applyCreateTrigger(schema, change, context);
  const table = targetTable(created, change.table, context, true);
  const made = table?.triggers.find(({ name }) => name === change.name.text);
  if (table === undefined || made === undefined) return created;
  return partitionsBelow(created, table).reduce(
    (state, partition) => putTable(state, { ...partition, triggers: withRowTriggers(partition.triggers, [made]) }),
    created,
  );
}
