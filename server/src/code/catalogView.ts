import type { Change, ChangeStep } from '../sql/change';
import type { Call, Query } from '../sql/code/formula';
import type { RoutineCode } from '../sql/code/language';
import type { Span } from '../text/span';
import type { Tuple } from './tuple';
import type { Value } from './value';

/**
 * The database as code sees it at one moment. This folder knows nothing else of a database: `schema/` implements this interface
 * over the schema model, and the engine supplies its catalogs, types, functions and conditions.
 *
 * A view is an immutable value. A method that changes the database returns another view.
 */
export interface CatalogView {
  /** True when likely answers count as known: the database has seen these migrations and nothing else. */
  readonly supposes: boolean;
  /** The same database, in which likely answers count as known. */
  supposing(): CatalogView;

  /** The rows of a catalog or a table. */
  relation(name: string, inSchema: string | undefined): RelationRows;
  /** The routine of the migrations that a call means; undefined when there is none. */
  routine(call: Pick<Call, 'schema' | 'name'>, values: readonly Value[]): Callable | undefined;

  /** The result of `value::type`. */
  cast(type: string, value: Value): Value | FailedCast;
  /** The result of a built-in function; undefined for any other function, and for one that is not known here. */
  call(name: string, values: readonly Value[]): Value | undefined;
  /** The result of an operator other than comparisons and arithmetic, such as `||` and LIKE; undefined when it is not known here. */
  operate(operator: string, left: Value, right: Value): Value | undefined;
  /** True of built-in functions that return several rows. */
  givesRows(name: string): boolean;
  /** The rows of such a function; undefined when they are unknown. */
  rows(name: string, values: readonly Value[]): readonly Value[] | undefined;

  /** True of built-in aggregates. */
  isAggregate(name: string): boolean;
  /** The result of an aggregate over the values of a group, in their order. `separator` is the second argument as text. */
  aggregate(name: string, values: readonly Value[], separator: string): Value;

  /** The name of a condition that is written as a name or as an SQLSTATE. */
  conditionName(written: string): string;
  /** True when a handler of the condition `caught`, as written, handles an error of the condition `raised`. */
  handles(caught: string, raised: string): boolean;

  /** SQL statements that the code has assembled as text; undefined when they cannot be read. */
  script(sql: string): readonly ChangeStep[] | undefined;
  /** A query that the code has assembled as text; undefined when it cannot be read or is no query. */
  query(sql: string): Query | undefined;

  /** Performs the changes of one statement. `place` maps a span of a change to the span that the statement counts from. */
  perform(changes: readonly Change[], place: (span: Span) => Span): Performed;
  /** Notes a gap: from here on the schema may lack the effects of a statement. */
  note(statement: Unfollowed, hidden: Hidden, span: Span): CatalogView;
}

export interface RelationRows {
  /** Undefined when the columns are unknown. */
  readonly columns: readonly string[] | undefined;
  /** The same array for as long as nothing changes: indexes are cached by it. */
  readonly rows: readonly Tuple[];
  /** True of a catalog. It also has rows about the server's own objects, which `rows` leaves out. */
  readonly isCatalog: boolean;
  /** Rows that may exist besides, because a gap may hide their objects. Expensive: call it only when the rows are read. */
  possible(): readonly Tuple[];
}

/** A routine that migrations made. */
export interface Callable {
  readonly name: string;
  /** Undefined when the code of the routine cannot be read or is not followed. */
  code(): RoutineCode | undefined;
}

/** A cast that is an error, such as `'no_table'::regclass`. */
export interface FailedCast {
  readonly kind: 'failed cast';
  readonly condition: string;
  readonly message: string;
}

export type Performed =
  | { readonly kind: 'done'; readonly view: CatalogView }
  /** The database refuses the changes with an error of this condition. `report` reports that as a problem of the migration. */
  | { readonly kind: 'refused'; readonly condition: string; report(): void }
  /** The table of this name is unknown, which may be due to a gap. */
  | { readonly kind: 'missing'; readonly name: string };

/** A statement that may or may not run, or a text that is known in part only or cannot be read. */
export type Unfollowed =
  | { readonly kind: 'changes'; readonly changes: readonly Change[] }
  | { readonly kind: 'text'; readonly text: string };

/** Why the effect of code is unknown. `text` is as written, with `…` for its unknown parts. */
export interface Hidden {
  readonly kind: 'statement' | 'condition' | 'rows' | 'object' | 'unreadable' | 'length';
  readonly text: string;
}

export function isFailedCast(cast: Value | FailedCast): cast is FailedCast {
  return typeof cast === 'object' && cast !== null && cast.kind === 'failed cast';
}
