import type { ObjectKind, ObjectName, TypeName } from '../sql/change';
import type { Routine } from './model/routine';
import type { Schema } from './model/schema';
import type { TypeUse } from './model/type';
import { searched, typeText } from './queries';

/** The first routine of a name along the search path; with argument types, the one that has them. */
export function findRoutine(
  schema: Schema,
  name: string,
  inSchema: string | undefined,
  argumentTypes: readonly TypeName[] | undefined,
  isMeant: (routine: Routine) => boolean = () => true,
): Routine | undefined {
  const wanted = argumentTypes?.map((type) => schema.engine.resolveType(schema, withoutModifiers(type)));
  for (const namespace of searched(schema, inSchema)) {
    const found = schema.routines.find(
      (routine) =>
        routine.namespace === namespace.id &&
        routine.name === name &&
        isMeant(routine) &&
        (wanted === undefined || sameTypes(schema, routine.argumentTypes, wanted)),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The routine that DROP, ALTER or COMMENT names. A routine of another kind does not count (LookupFuncWithArgs in PostgreSQL's
 * parse_func.c).
 */
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

/** Lengths and precisions are dropped from argument types (PostgreSQL's manual, CREATE FUNCTION). */
export function withoutModifiers(type: TypeName): TypeName {
  return { ...type, modifiers: [] };
}

export function sameTypes(schema: Schema, a: readonly TypeUse[], b: readonly TypeUse[]): boolean {
  return a.length === b.length && a.every((type, i) => typeText(schema, type) === typeText(schema, b[i]!));
}
