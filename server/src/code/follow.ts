import type { ChangeStep } from '../sql/change';
import type { Formula } from '../sql/code/formula';
import { aggregate } from './aggregates';
import type { CatalogView } from './catalogView';
import { type Machine, newExecution } from './execution';
import type { Raised, Refused } from './failure';
import { evaluate } from './formulas';
import { runQuery } from './queries';
import { routineRows, routineValue } from './routines';
import { type Bound, newFrame, newVariables } from './scope';
import { runSteps } from './steps';
import type { Tuple } from './tuple';
import type { Value } from './value';

/*
 * The entry of this folder: follows code that runs at migration time, without a database. A step that can be followed changes the view, and
 * any other leaves a gap in it.
 */

const MACHINE: Machine = { steps: runSteps, query: runQuery, aggregate, routineValue, routineRows };

export type Followed =
  /** The database after the code. */
  | { readonly kind: 'done'; readonly view: CatalogView }
  /** The code ends with an error, so the statement that runs it has no effect. */
  | { readonly kind: 'failed'; readonly failure: Raised | Refused };

/** Runs the code of one statement. */
export function follow(body: readonly ChangeStep[], view: CatalogView): Followed {
  const run = newExecution(view, MACHINE);
  runSteps(body, newFrame(newVariables(), []), run);
  if (run.failure === undefined) return { kind: 'done', view: run.view };
  if (run.failure.kind !== 'given up') return { kind: 'failed', failure: run.failure };
  // All of the code is in doubt. A second run, in which nothing changes, leaves the gaps of all objects that the code may touch.
  const again = newExecution(view, MACHINE, run.failure.doubt);
  runSteps(body, newFrame(newVariables(), []), again);
  return { kind: 'done', view: again.view };
}

/** A row whose columns a formula may name. */
export interface NamedRow {
  readonly alias: string;
  readonly columns: readonly string[];
  readonly row: Tuple;
}

/** The value of a formula outside of code, such as a value of INSERT or a condition of UPDATE. */
export function formulaValue(formula: Formula, view: CatalogView, of?: NamedRow): Value {
  const bound: readonly Bound[] =
    of === undefined ? [] : [{ table: { alias: of.alias, columns: of.columns, rows: [], ghosts: [] }, row: of.row }];
  return evaluate(formula, { variables: undefined, parameters: [], bound }, newExecution(view, MACHINE));
}
