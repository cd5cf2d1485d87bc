import type { ChangeStep } from '../sql/change';
import type { Call, Query } from '../sql/code/formula';
import type { Span } from '../text/span';
import type { Callable, CatalogView, Hidden, Unfollowed } from './catalogView';
import type { Doubt, Failure } from './failure';
import { FAILED, type Outcome } from './outcome';
import type { Frame, Scope } from './scope';
import type { Row, Value } from './value';

/** One execution of code, begun by one statement of a migration. Holds everything that changes while code runs, except variables. */
export interface Execution {
  readonly machine: Machine;
  view: CatalogView;
  /** The span of the step that runs assembled SQL or a routine; undefined otherwise. It stands for all places in that code. */
  caller: Span | undefined;
  /** The place of the current step, as far as it is known. */
  here: Span;
  /** Number of steps that may still run: code may loop for ever. */
  steps: number;
  /** Number of rows that queries may still read. */
  looks: number;
  /** Number of calls of routines that have not returned. */
  depth: number;
  /** Number of formulas and lists of steps within each other that are being followed, over all of these calls. */
  nested: number;
  /** Set while it is unknown whether the current step runs at all. The step then leaves gaps and changes nothing. */
  doubt: Doubt | undefined;
  /** Set while an error is on its way to a handler. */
  failure: Failure | undefined;
}

/**
 * The functions that are mutually recursive by nature: formulas hold queries and call routines, queries are made of formulas, and
 * routines and compound steps run steps. Files further down call them through this record, which `follow.ts` fills.
 */
export interface Machine {
  steps(steps: readonly ChangeStep[], frame: Frame, run: Execution): Outcome;
  query(query: Query, scope: Scope, run: Execution): QueryRows;
  /** The result over the rows of a group, each as a scope; undefined when the function is no aggregate. */
  aggregate(call: Call, group: readonly Scope[], run: Execution): Value | undefined;
  /** The result of a routine; UNKNOWN when its code cannot be followed. */
  routineValue(routine: Callable, values: readonly Value[], names: ArgumentNames, run: Execution): Value;
  /** Each row that a routine returns; undefined when the rows are unknown. */
  routineRows(routine: Callable, values: readonly Value[], names: ArgumentNames, run: Execution): readonly Value[] | undefined;
}

/** One for each argument: its name in `name => value`, else undefined. */
export type ArgumentNames = readonly (string | undefined)[];

/** The result of a query. */
export interface QueryRows {
  readonly rows: readonly Row[];
  /** Rows that may exist besides, as far as they are known. One may stand for many. */
  readonly possible: readonly Row[];
}

/** The most steps of one statement, so that an answer comes while the user types. */
const MOST_STEPS = 50_000;
/**
 * The most formulas and lists of steps within each other. The stack holds about 600, if each of them is a query. A statement or a routine alone is
 * never that deep (its reader sees to that), but one that calls others may be.
 */
export const MOST_NESTED = 300;
/** The most rows that the queries of one statement may read. */
const MOST_LOOKS = 3_000_000;

export function newExecution(view: CatalogView, machine: Machine, doubt?: Doubt): Execution {
  return {
    machine,
    view,
    caller: undefined,
    here: { start: 0, end: 0 },
    steps: MOST_STEPS,
    looks: MOST_LOOKS,
    depth: 0,
    nested: 0,
    doubt,
    failure: undefined,
  };
}

/** Raises an error, unless it is unknown whether the code runs. The first error counts. */
export function fail(run: Execution, condition: string, message: string, span?: Span): void {
  if (run.doubt !== undefined || run.failure !== undefined) return;
  run.failure = { kind: 'raised', condition, message, span: run.caller ?? span ?? { start: 0, end: 0 } };
}

/** Stops following: the effect of the whole code is unknown. */
export function giveUp(run: Execution, hidden: Hidden): Outcome {
  run.failure = { kind: 'given up', doubt: { hidden, span: run.caller ?? run.here } };
  run.doubt = undefined;
  return FAILED;
}

/** Stops following code that takes too many steps, or calls routines too deeply. */
export function exhaust(run: Execution): Outcome {
  return giveUp(run, { kind: 'length', text: '' });
}

/** Runs code that may not run in the database. It changes nothing but leaves gaps. */
export function inDoubt<T>(run: Execution, doubt: Doubt, what: () => T): T {
  const before = run.doubt;
  run.doubt = doubt;
  const result = what();
  run.doubt = before;
  return result;
}

/** Leaves a gap for a statement that is not followed. */
export function note(run: Execution, statement: Unfollowed, hidden: Hidden, span: Span): void {
  run.view = run.view.note(statement, hidden, run.caller ?? span);
}
