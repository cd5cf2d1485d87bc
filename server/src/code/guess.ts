import type { Formula } from '../sql/formula';
import { evaluate } from './formulas';
import type { Outcome } from './outcome';
import type { Run } from './run';
import type { Scope } from './scope';
import { isUnknown, type Value } from './value';

/*
 * What nobody can tell may still be likely: that a table is empty which no migration fills, that a setting has no value which
 * none sets, and that what the model lacks is not there. Code goes on from what is likely, and leaves a gap for all else.
 */

/** Works something out from what is likely. It leaves no trace. */
export function supposing<T>(run: Run, what: () => T): T {
  const { schema, failure, here, supposes } = run;
  run.supposes = true;
  const result = what();
  run.supposes = supposes;
  run.schema = schema;
  run.failure = failure;
  run.here = here;
  return result;
}

/** The value of an expression, and where nobody can tell it what it is likely to be. */
export function estimate(formula: Formula, scope: Scope, run: Run): Value {
  const value = evaluate(formula, scope, run);
  if (!isUnknown(value) || run.supposes || run.doubt !== undefined || run.failure !== undefined) return value;
  const likely = supposing(run, () => evaluate(formula, scope, run));
  return isUnknown(likely) ? value : { ...value, likely };
}

/** What a value is likely to be; undefined when not even that is known. */
export function likelyOf(value: Value): Value | undefined {
  return isUnknown(value) ? value.likely : value;
}

/** Does what is likely done. Undefined: it fails, so it was not, as the migration stands in a history. */
export function attempt(run: Run, what: () => Outcome): Outcome | undefined {
  const { schema } = run;
  const outcome = what();
  if (run.failure === undefined || run.failure.doubt !== undefined) return outcome;
  run.schema = schema;
  run.failure = undefined;
  return undefined;
}
