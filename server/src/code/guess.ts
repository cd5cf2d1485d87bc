import type { Formula } from '../sql/code/formula';
import type { Execution } from './execution';
import { evaluate } from './formulas';
import type { Outcome } from './outcome';
import type { Scope } from './scope';
import { isUnknown, type Value } from './value';

/*
 * An unknown answer may still have a likely value: a table that no migration fills is empty, a setting that none sets has no value, and an
 * object that the model lacks does not exist. Code continues with the likely value, and leaves a gap for the other possibilities.
 */

/** Runs `what` with likely answers as known ones, and undoes its effects. */
export function supposing<T>(run: Execution, what: () => T): T {
  const { view, failure, here } = run;
  run.view = view.supposing();
  const result = what();
  run.view = view;
  run.failure = failure;
  run.here = here;
  return result;
}

/** The value of an expression. An unknown value comes with its likely value, if it has one. */
export function estimate(formula: Formula, scope: Scope, run: Execution): Value {
  const value = evaluate(formula, scope, run);
  if (!isUnknown(value) || run.view.supposes || run.doubt !== undefined || run.failure !== undefined) return value;
  const likely = supposing(run, () => evaluate(formula, scope, run));
  return isUnknown(likely) ? value : { ...value, likely };
}

/** The known or likely value; undefined when there is neither. */
export function likelyOf(value: Value): Value | undefined {
  return isUnknown(value) ? value.likely : value;
}

/** Runs code that likely ran. Undefined when it fails: it did not run then, because the migration stands in a history. */
export function attempt(run: Execution, what: () => Outcome): Outcome | undefined {
  const { view } = run;
  const outcome = what();
  if (run.failure === undefined || run.failure.kind === 'given up') return outcome;
  run.view = view;
  run.failure = undefined;
  return undefined;
}
