import type { Routine } from '../../../server/src/schema/model/routine';
import { typeText } from '../../../server/src/schema/queries';
import { list, qualified, type Situation } from './situation';

/* Calls of functions that the history has created. */

/** Arguments for a parameter of each type: a constant, or an expression over a column `$`. */
const ARGUMENTS: Readonly<Record<string, readonly [constant: string, ofColumn: string]>> = {
  integer: ['1', 'num_nonnulls($)'],
  text: ["'x'::text", '$::text'],
  boolean: ['true', '($ is null)'],
};

/** A call of some function that returns this type, or any type; undefined where there is none. Some arguments are `columns`. */
export function callFor(of: Situation, type: string | undefined, columns: readonly string[]): string | undefined {
  const wanted = type === 'int' ? 'integer' : type;
  const fitting = [...of.schema.routines.values()].filter(
    (routine) =>
      routine.kind === 'function' &&
      routine.returns?.kind === 'builtin' &&
      /^(integer|text|boolean)$/.test(routine.returns.text) &&
      (wanted === undefined || routine.returns.text === wanted) &&
      argumentsOf(of, routine).every((argument) => argument in ARGUMENTS),
  );
  const routine = of.pick(fitting);
  if (routine === undefined) return undefined;
  const given = argumentsOf(of, routine).map((argument) => {
    const [constant, ofColumn] = ARGUMENTS[argument]!;
    const column = of.pick(columns);
    return column === undefined || of.once(3) ? constant : ofColumn.replace('$', column);
  });
  return `${qualified(of.schema, routine)}(${list(given)})`;
}

function argumentsOf(of: Situation, { argumentTypes }: Routine): readonly string[] {
  return argumentTypes.map((type) => typeText(of.schema, type));
}
