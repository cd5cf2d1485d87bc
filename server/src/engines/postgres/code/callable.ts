import { isList, isOid, type Value } from '../../../code/value';
import type { Routine } from '../../../schema/model/routine';
import type { Schema } from '../../../schema/model/schema';
import type { TypeUse } from '../../../schema/model/type';
import { searched, typeText } from '../../../schema/queries';

/** The routine that a call means: the first with its name and number of arguments whose types fit. */
export function findRoutineByCall(
  schema: Schema,
  call: { readonly schema?: string; readonly name: string },
  values: readonly Value[],
): Routine | undefined {
  for (const { id } of searched(schema, call.schema)) {
    const named = (routinesByName(schema).get(call.name) ?? []).filter(({ namespace }) => namespace === id);
    if (named.length === 0) continue;
    // Arguments that the call leaves out have defaults. The fewer there are, the likelier is the routine.
    const taking = named
      .filter(({ argumentTypes }) => argumentTypes.length >= values.length)
      .sort((a, b) => a.argumentTypes.length - b.argumentTypes.length);
    const exact = taking.filter(({ argumentTypes }) => argumentTypes.length === values.length);
    return exact.find((routine) => fits(schema, routine.argumentTypes, values)) ?? exact[0] ?? taking[0] ?? named[0];
  }
  return undefined;
}

const byName = new WeakMap<Schema['routines'], ReadonlyMap<string, readonly Routine[]>>();

/** Cached by the routines of a schema, because a condition calls functions for each row. */
function routinesByName({ routines }: Schema): ReadonlyMap<string, readonly Routine[]> {
  const known = byName.get(routines);
  if (known !== undefined) return known;
  const named = new Map<string, Routine[]>();
  for (const routine of routines.values()) {
    if (routine.kind === 'aggregate') continue;
    const same = named.get(routine.name);
    if (same === undefined) named.set(routine.name, [routine]);
    else same.push(routine);
  }
  byName.set(routines, named);
  return named;
}

function fits(schema: Schema, types: readonly TypeUse[], values: readonly Value[]): boolean {
  return values.every((value, i) => {
    const type = types[i] === undefined ? '' : typeText(schema, types[i]);
    if (typeof value === 'number') return /^(integer|bigint|smallint|numeric|real|double precision)$/.test(type);
    if (typeof value === 'boolean') return type === 'boolean';
    if (isList(value)) return type.endsWith('[]');
    if (isOid(value)) return /^(oid|reg\w+)$/.test(type);
    return true;
  });
}
