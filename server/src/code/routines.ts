import { castTo } from '../engines/postgres/code/casts';
import type { Routine } from '../schema/model/routine';
import type { Parameter, RoutineCode } from '../sql/code';
import { evaluate } from './formulas';
import { type Frame, newFrame, newVariables, scopeOf } from './frame';
import { exhaust, type RoutineCalls, type Run, type Variables } from './run';
import { runSteps } from './steps';
import { list, UNKNOWN, type Value } from './value';

/** Deeper calls are a recursion that only running it would end. */
const DEEPEST = 40;

export const routineCalls: RoutineCalls = {
  value(run, routine, values, names) {
    const called = call(run, routine, values, names);
    return called === undefined ? UNKNOWN : resultOf(called.code, called.frame);
  },
  rows(run, routine, values, names) {
    const called = call(run, routine, values, names);
    if (called === undefined) return undefined;
    return called.code.returnsRows ? called.frame.rows : [resultOf(called.code, called.frame)];
  },
  givesRows: (run, routine) => codeOf(routine, run)?.returnsRows === true,
  columns: (run, routine) =>
    (codeOf(routine, run)?.parameters ?? []).flatMap(({ name, mode }) =>
      name !== undefined && (mode === 'table' || mode === 'out' || mode === 'inout') ? [name] : [],
    ),
};

interface Called {
  readonly code: RoutineCode;
  readonly frame: Frame;
}

/** Runs a routine of the schema as part of what calls it. */
function call(run: Run, routine: Routine, values: readonly Value[], names: readonly (string | undefined)[]): Called | undefined {
  const code = codeOf(routine, run);
  if (code === undefined || run.failure !== undefined) return undefined;
  if (run.depth >= DEEPEST) {
    exhaust(run);
    return undefined;
  }
  const frame = frameOf(code, values, names, run, routine.name);
  const { caller, here } = run;
  run.caller ??= here;
  run.depth++;
  runSteps(code.body, frame, run);
  run.depth--;
  run.caller = caller;
  run.here = here;
  return { code, frame };
}

/** Read once: most routines are never called, and some often. */
const readings = new WeakMap<Routine, RoutineCode | 'none'>();

function codeOf(routine: Routine, run: Run): RoutineCode | undefined {
  const known = readings.get(routine);
  if (known !== undefined) return known === 'none' ? undefined : known;
  const code = routine.definition === undefined ? undefined : run.language.routine(routine.definition);
  readings.set(routine, code ?? 'none');
  return code;
}

function frameOf(code: RoutineCode, values: readonly Value[], names: readonly (string | undefined)[], run: Run, label: string): Frame {
  const variables = newVariables(undefined, label);
  const frame = newFrame(variables, []);
  const inputs = code.parameters.filter(isInput);
  const parameters = inputs.map((parameter, i) => argument(parameter, i, values, names, frame, run));
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

/** The value of a parameter: given by place, by name, or by its default. */
function argument(
  parameter: Parameter,
  place: number,
  values: readonly Value[],
  names: readonly (string | undefined)[],
  frame: Frame,
  run: Run,
): Value {
  const byName = names.findIndex((name) => name !== undefined && name === parameter.name);
  const isPlaced = place < values.length && names[place] === undefined;
  if (parameter.mode === 'variadic' && isPlaced) return list(values.slice(place));
  const given = byName !== -1 ? values[byName] : isPlaced ? values[place] : undefined;
  if (given !== undefined) return castTo(parameter.type, given, run);
  return parameter.default === undefined ? UNKNOWN : castTo(parameter.type, evaluate(parameter.default, scopeOf(frame), run), run);
}

function resultOf({ parameters }: RoutineCode, frame: Frame): Value {
  const outputs = parameters.filter(({ mode }) => mode === 'out' || mode === 'inout');
  const [only] = outputs;
  if (only === undefined) return frame.result;
  const valueIn = ({ name }: Parameter): Value => frame.variables.values.get(name ?? '') ?? UNKNOWN;
  if (outputs.length === 1) return valueIn(only);
  return { kind: 'row', fields: outputs.map((output) => [output.name ?? '', valueIn(output)]) };
}
