import type { Change } from '../sql/change';
import type { Formula } from '../sql/code/formula';
import { changeShape } from '../sql/shapes/change';
import { type Frame, lookUp, named, scopeOf } from './scope';
import { supposed, type Value } from './value';

/** A change of rows, with constants for variables and parameters whose values are known or likely. */
export function withConstants(change: Change, frame: Frame): Change {
  return change.kind === 'modifyRows' ? changeShape.map(change, { formula: (part) => constantFor(part, frame) }) : change;
}

/** The constant for a name or parameter; undefined for other formulas, and when the value is unknown or no scalar. */
function constantFor(formula: Formula, frame: Frame): Formula | undefined {
  const value = valueAt(formula, frame);
  const constant = value === undefined ? undefined : supposed(value);
  return constant === undefined || (typeof constant === 'object' && constant !== null) ? undefined : { kind: 'constant', value: constant };
}

function valueAt(formula: Formula, frame: Frame): Value | undefined {
  if (formula.kind === 'parameter') return frame.parameters[formula.number - 1];
  if (formula.kind !== 'name' || lookUp(frame.variables, formula.path[0] ?? '') === undefined) return undefined;
  return named(formula.path, scopeOf(frame), true);
}
