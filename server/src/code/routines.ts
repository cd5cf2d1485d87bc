import type { Parameter, RoutineCode } from '../sql/code/language';
import { castTo } from './casts';
import type { Callable } from './catalogView';
import { type ArgumentNames, type Execution, exhaust } from './execution';
import { evaluate } from './formulas';
import { type Frame, newFrame, newVariables, scopeOf, type Variables } from './scope';
import { list, UNKNOWN, type Value } from './value';

/** The most calls within each other. A deeper recursion ends only at run time. */
const DEEPEST = 40;

/** The result of a routine; UNKNOWN when its code cannot be followed. */
export function routineValue(routine: Callable, values: readonly Value[], names: ArgumentNames, run: Execution): Value {
  const called = call(routine, values, names, run);
  return called === undefined ? UNKNOWN : resultOf(called.code, called.frame);
}

/** Each row that a routine returns; undefined when the rows are unknown. */
export function routineRows(
  routine: Callable,
  values: readonly Value[],
  names: ArgumentNames,
  run: Execution,
): readonly Value[] | undefined {
  const called = call(routine, values, names, run);
  if (called === undefined) return undefined;
  return called.code.returnsRows ? called.frame.rows : [resultOf(called.code, called.frame)];
}

interface Called {
  readonly code: RoutineCode;
  readonly frame: Frame;
}

/** Runs a routine as part of the code that calls it. */
function call(routine: Callable, values: readonly Value[], names: ArgumentNames, run: Execution): Called | undefined {
  const code = routine.code();
  if (code === undefined || run.failure !== undefined) return undefined;
  if (run.depth >= DEEPEST) {
    exhaust(run);
    return undefined;
  }
  const frame = frameOf(code, values, names, run, routine.name);
  const { caller, here } = run;
  run.caller ??= here;
  run.depth++;
  run.machine.steps(code.body, frame, run);
  run.depth--;
  run.caller = caller;
  run.here = here;
  return { code, frame };
}

function frameOf(code: RoutineCode, values: readonly Value[], names: ArgumentNames, run: Execution, label: string): Frame {
  const variables = newVariables(undefined, label);
  const inputs = code.parameters.filter(isInput);
  const parameters = inputs.map((parameter, i) => argument(parameter, i, values, names, variables, run));
  for (const [i, { name, type }] of inputs.entries()) declare(variables, name, type, parameters[i]!);
  for (const { name, type, mode } of code.parameters) if (mode === 'out' || mode === 'table') declare(variables, name, type, null);
  return newFrame(variables, parameters);
}

function declare({ types, values }: Variables, name: string | undefined, type: string, value: Value): void {
  if (name === undefined) return;
  types.set(name, type);
  values.set(name, value);
}

function isInput({ mode }: Parameter): boolean {
  return mode === 'in' || mode === 'inout' || mode === 'variadic';
}

/** The value of an argument: given by place, given by name, or the default. */
function argument(
  parameter: Parameter,
  place: number,
  values: readonly Value[],
  names: ArgumentNames,
  variables: Variables,
  run: Execution,
): Value {
  const byName = names.findIndex((name) => name !== undefined && name === parameter.name);
  const isPlaced = place < values.length && names[place] === undefined;
  if (parameter.mode === 'variadic' && isPlaced) return list(values.slice(place));
  const given = byName !== -1 ? values[byName] : isPlaced ? values[place] : undefined;
  if (given !== undefined) return castTo(parameter.type, given, run);
  if (parameter.default === undefined) return UNKNOWN;
  return castTo(parameter.type, evaluate(parameter.default, scopeOf({ variables, parameters: [] }), run), run);
}

function resultOf({ parameters }: RoutineCode, frame: Frame): Value {
  const outputs = parameters.filter(({ mode }) => mode === 'out' || mode === 'inout');
  const [only] = outputs;
  if (only === undefined) return frame.result;
  const valueIn = ({ name }: Parameter): Value => frame.variables.values.get(name ?? '') ?? UNKNOWN;
  if (outputs.length === 1) return valueIn(only);
  return { kind: 'row', fields: outputs.map((output) => [output.name ?? '', valueIn(output)]) };
}
