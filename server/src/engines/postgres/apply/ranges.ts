import { type Context, refuse } from '../../../schema/apply/context';
import { creationNamespace } from '../../../schema/apply/lookup';
import { putType, takeId } from '../../../schema/edit';
import type { ObjectId } from '../../../schema/model/object';
import type { Routine } from '../../../schema/model/routine';
import { nameKey, type Schema } from '../../../schema/model/schema';
import type { Type, TypeUse } from '../../../schema/model/type';
import type { CreateOtherType, QualifiedName } from '../../../sql/change';
import { clipBytes } from '../../../text/utf8';
import { resolveType } from '../types/resolve';

/** Adds the multirange type of a range type, and the constructors of both (manual, 8.17.6 and 8.17.8). */
export function withRangeParts(
  schema: Schema,
  type: Type,
  written: QualifiedName,
  { subtype, multirange }: NonNullable<CreateOtherType['range']>,
  context: Context,
): Schema {
  const origin = context.at(written.name.span);
  const [inNamespace, namespace] = multirange === undefined ? [schema, type.namespace] : creationNamespace(schema, multirange);
  const [next, id] = takeId(inNamespace);
  const name = multirange?.name.text ?? multirangeName(type.name);
  const relation = next.relationNames.get(nameKey(namespace, name))?.kind;
  if (next.typeNames.has(nameKey(namespace, name)) || relation === 'table' || relation === 'view')
    return refuse(schema, context, written.name.span, 'duplicate_object');
  const withType = putType(next, { kind: 'other', id, namespace, name, rangeOf: type.id, created: origin, changed: origin });
  const use = (object: ObjectId, array = false): TypeUse => ({ kind: 'object', id: object, text: '', array });
  const bound = resolveType(schema, { ...subtype, modifiers: [] });
  const text: TypeUse = { kind: 'builtin', text: 'text', array: false };
  const constructors: readonly (readonly [result: ObjectId, name: string, inputs: readonly TypeUse[]])[] = [
    [type.id, type.name, [bound, bound]],
    [type.id, type.name, [bound, bound, text]],
    [id, name, []],
    [id, name, [use(type.id)]],
    [id, name, [use(type.id, true)]],
  ];
  return constructors.reduce((state, [result, routineName, argumentTypes]) => {
    const [after, fresh] = takeId(state);
    const routine: Routine = {
      kind: 'function',
      id: fresh,
      // All constructors are in the schema of the range type.
      namespace: type.namespace,
      name: routineName,
      argumentTypes,
      returns: use(result),
      language: 'internal',
      securityDefiner: false,
      created: origin,
      changed: origin,
    };
    return { ...after, routines: after.routines.set(fresh, routine) };
  }, withType);
}

/** makeMultirangeTypeName: `uuidrange` has `uuidmultirange`, and `period` has `period_multirange`. */
function multirangeName(range: string): string {
  return range.includes('range')
    ? clipBytes(range.replace('range', 'multirange'), 63)
    : `${clipBytes(range, 63 - '_multirange'.length)}_multirange`;
}
