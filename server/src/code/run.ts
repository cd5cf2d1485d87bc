import type { Context } from '../schema/apply/context';
import type { Applied } from '../schema/engine';
import type { Hidden } from '../schema/model/gap';
import type { Routine } from '../schema/model/routine';
import type { Schema } from '../schema/model/schema';
import type { Problem } from '../schema/problem';
import type { Change } from '../sql/change';
import type { CodeLanguage } from '../sql/code';
import type { Span } from '../text/span';
import { FAILED, type Outcome } from './outcome';
import type { Value } from './value';

/** How a single change is applied: handed in, because code stands below what dispatches changes. */
export type Apply = (schema: Schema, change: Change, at: Context['at']) => Applied<Schema>;

/** One run of code, from the statement of the migration that starts it on. What changes while it runs is kept here. */
export interface Run {
  schema: Schema;
  readonly language: CodeLanguage;
  readonly apply: Apply;
  readonly context: Context;
  /** Set while code runs that stands elsewhere, in a text or in a routine: all of it counts as what runs it. */
  caller: Span | undefined;
  /** The step that runs now, as far as its place is known. */
  here: Span;
  /** How many steps may still be taken: code may loop for ever. */
  steps: number;
  /** How many rows queries may still look at. */
  looks: number;
  /** How many routines are being called. */
  depth: number;
  /** Set while something is worked out as it is in a database that has seen these migrations and nothing else. */
  supposes: boolean;
  /** Set while nobody can tell whether what runs now runs at all: it leaves gaps and changes nothing. */
  doubt: Doubt | undefined;
  /** Set while an error is on its way to a handler. */
  failure: Failure | undefined;
  readonly routines: RoutineCalls;
}

type Call<T> = (run: Run, routine: Routine, values: readonly Value[], names: readonly (string | undefined)[]) => T;

/** Runs routines that the schema holds: handed in, because their code stands above what calls them. */
export interface RoutineCalls {
  readonly value: Call<Value>;
  /** Each row of what it returns; undefined when nobody can tell them. */
  readonly rows: Call<readonly Value[] | undefined>;
  /** What it returns are rows, not one value. */
  givesRows(run: Run, routine: Routine): boolean;
  /** Names of the columns of these rows, as far as it gives them names. */
  columns(run: Run, routine: Routine): readonly string[];
}

/** Why nobody can tell, and where that is written. */
export interface Doubt {
  readonly hidden: Hidden;
  readonly span: Span;
}

/** An error as a handler sees it: the name of its condition (manual, appendix A). */
export interface Failure {
  readonly condition: string;
  /** What is said when nothing catches it. */
  readonly problems: readonly Problem[];
  /** Nobody can tell whether there is one: then all of the code is in doubt. */
  readonly doubt?: Doubt;
}

/** The values of the names of some code; the innermost block stands first. */
export interface Variables {
  readonly label?: string;
  readonly values: Map<string, Value>;
  readonly types: Map<string, string>;
  readonly outer?: Variables;
}

export function lookUp(variables: Variables | undefined, name: string): Value | undefined {
  for (let scope = variables; scope !== undefined; scope = scope.outer) {
    const value = scope.values.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** An error, if what runs now runs at all. The first one counts. */
export function fail(run: Run, condition: string, message: string, span?: Span): void {
  if (run.doubt !== undefined || run.failure !== undefined) return;
  const place = run.caller ?? span ?? { start: 0, end: 0 };
  run.failure = { condition, problems: [{ kind: 'raised', span: place, condition, message }] };
}

/** Gives up following: nobody can tell what any of the code does, and no handler catches that. */
export function giveUp(run: Run, hidden: Hidden): Outcome {
  const doubt = { hidden, span: run.caller ?? run.here };
  run.failure = { condition: '', problems: [], doubt };
  run.doubt = undefined;
  return FAILED;
}

/** Too many steps, or routines that call each other too deeply. */
export function exhaust(run: Run): Outcome {
  return giveUp(run, { kind: 'length', text: '' });
}

/** Runs what may not run at all: it changes nothing, but leaves a gap. */
export function inDoubt<T>(run: Run, doubt: Doubt, what: () => T): T {
  const before = run.doubt;
  run.doubt = doubt;
  const result = what();
  run.doubt = before;
  return result;
}
