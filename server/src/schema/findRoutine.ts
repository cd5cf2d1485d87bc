import type { TypeName } from '../sql/change';
import type { Routine } from './model/routine';
import type { Schema } from './model/schema';
import type { TypeUse } from './model/type';
import { searched, typeText } from './queries';

/** The routine of this name; with argument types the one that has them, without the only one. */
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

/** Lengths and precisions are dropped from argument types (manual, CREATE FUNCTION). */
export function withoutModifiers(type: TypeName): TypeName {
  return { ...type, modifiers: [] };
}

export function sameTypes(schema: Schema, a: readonly TypeUse[], b: readonly TypeUse[]): boolean {
  return a.length === b.length && a.every((type, i) => typeText(schema, type) === typeText(schema, b[i]!));
}
