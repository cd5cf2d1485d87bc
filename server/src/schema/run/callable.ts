import type { Routine, Schema, TypeUse } from '../model';
import { searched, typeText } from '../queries';
import { isList, isOid, type Value } from './value';

/** The routine that a call means: of those that have its name and take as many arguments, the first whose types fit. */
export function findRoutineByCall(
  schema: Schema,
  call: { readonly schema?: string; readonly name: string },
  values: readonly Value[],
): Routine | undefined {
  for (const { id } of searched(schema, call.schema)) {
    const named = [...schema.routines.values()].filter(
      (routine) => routine.name === call.name && routine.namespace === id && routine.kind !== 'aggregate',
    );
    if (named.length === 0) continue;
    // Those that are left out have defaults: the fewer, the likelier.
    const taking = named
      .filter(({ argumentTypes }) => argumentTypes.length >= values.length)
      .sort((a, b) => a.argumentTypes.length - b.argumentTypes.length);
    const exact = taking.filter(({ argumentTypes }) => argumentTypes.length === values.length);
    return exact.find((routine) => fits(schema, routine.argumentTypes, values)) ?? exact[0] ?? taking[0] ?? named[0];
  }
  return undefined;
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
