import type { Formula } from '../sql/code/formula';
import type { Execution } from './execution';
import { evaluate } from './formulas';
import type { Scope } from './scope';
import type { Value } from './value';

/** True of a call that returns several rows. */
export function givesSeries(formula: Formula, { view }: Execution): boolean {
  if (formula.kind !== 'call') return false;
  if (formula.schema === undefined && view.givesRows(formula.name)) return true;
  return view.routine(formula, [])?.code()?.returnsRows === true;
}

/** The rows of a set-returning function, in order; undefined when they are unknown, and for other formulas. */
export function series(call: Formula, scope: Scope, run: Execution): readonly Value[] | undefined {
  if (call.kind !== 'call') return undefined;
  const values = call.arguments.map((argument) => evaluate(argument, scope, run));
  const routine = run.view.routine(call, values);
  if (routine !== undefined) return run.machine.routineRows(routine, values, call.argumentNames, run);
  return call.schema === undefined ? run.view.rows(call.name, values) : undefined;
}
