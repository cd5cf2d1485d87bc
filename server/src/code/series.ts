import { findRoutineByCall } from '../engines/postgres/code/callable';
import { isWhole } from '../schema/partialText';
import type { Formula } from '../sql/formula';
import { evaluate } from './formulas';
import type { Run } from './run';
import type { Scope } from './scope';
import { isList, textOf, type Value } from './value';

const SERIES: ReadonlySet<string> = new Set([
  'unnest',
  'generate_series',
  'generate_subscripts',
  'string_to_table',
  'regexp_split_to_table',
]);

/** True of functions that give several rows. */
export function givesSeries(formula: Formula, run: Run): boolean {
  if (formula.kind !== 'call') return false;
  if (formula.schema === undefined && SERIES.has(formula.name)) return true;
  const routine = findRoutineByCall(run.schema, formula, []);
  return routine !== undefined && run.routines.givesRows(run, routine);
}

/** Longer series are not counted out. */
const LONGEST_SERIES = 10_000;

/** What unnest() and its like give, in order, and functions of migrations; undefined for what cannot be told and for other functions. */
export function series(call: Formula, scope: Scope, run: Run): readonly Value[] | undefined {
  if (call.kind !== 'call') return undefined;
  const values = call.arguments.map((argument) => evaluate(argument, scope, run));
  const routine = findRoutineByCall(run.schema, call, values);
  if (routine !== undefined) return run.routines.rows(run, routine, values, call.argumentNames);
  const [first = null, second = null, step = 1] = values;
  switch (call.schema === undefined ? call.name : '') {
    case 'unnest':
      return first === null ? [] : isList(first) ? first.items : undefined;
    case 'generate_series':
      return numbers(first, second, step);
    case 'generate_subscripts':
      return isList(first) ? first.items.map((_, i) => i + 1) : undefined;
    case 'string_to_table':
    case 'regexp_split_to_table': {
      const [text, by] = [textOf(first), textOf(second)];
      return text === null || by === null || !isWhole(text + by) || /[\\[\](){}.*+?|^$]/.test(by) ? undefined : text.split(by);
    }
    default:
      return undefined;
  }
}

function numbers(from: Value, to: Value, step: Value): readonly Value[] | undefined {
  if (typeof from !== 'number' || typeof to !== 'number' || typeof step !== 'number' || step === 0) return undefined;
  const length = Math.max(0, Math.floor((to - from) / step) + 1);
  return length > LONGEST_SERIES ? undefined : Array.from({ length }, (_, i) => from + i * step);
}
