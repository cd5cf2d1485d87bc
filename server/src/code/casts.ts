import { isFailedCast } from './catalogView';
import { type Execution, fail } from './execution';
import { UNKNOWN, type Value } from './value';

/** The result of `value::type`. A cast that the database refuses is an error of the code. */
export function castTo(type: string, value: Value, run: Execution): Value {
  if (value === null) return null;
  const cast = run.view.cast(type, value);
  if (!isFailedCast(cast)) return cast;
  fail(run, cast.condition, cast.message);
  return UNKNOWN;
}
