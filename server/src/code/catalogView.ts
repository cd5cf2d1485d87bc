import type { Change, ChangeStep } from '../sql/change';
import type { Call, Query } from '../sql/code/formula';
import type { RoutineCode } from '../sql/code/language';
import type { Span } from '../text/span';
import type { Tuple } from './tuple';
import type { Value } from './value';

/**
 * The database as code sees it at one moment. The machine knows nothing else of a database: `schema/` implements this interface
 * over the schema model, and the engine answers what its catalogs, types, functions and conditions are.
 *
 * A view is an immutable value. What changes the database returns another view.
 */
export interface CatalogView {
  /** True of a view that takes what is likely for known: a database that has seen these migrations and nothing else. */
  readonly supposes: boolean;
  /** The same database, taking what is likely for known. */
  supposing(): CatalogView;

  /** A catalog or a table. */
  relation(name: string, inSchema: string | undefined): RelationRows;
  /** The routine of the migrations that a call means; undefined when there is none. */
  routine(call: Pick<Call, 'schema' | 'name'>, values: readonly Value[]): Callable | undefined;

  /** `value::type` */
  cast(type: string, value: Value): Value | FailedCast;
  /** A function that the database brings; undefined when it is none, or none that is known here. */
  call(name: string, values: readonly Value[]): Value | undefined;
  /** An operator other than comparisons and arithmetic, such as `||` and LIKE; undefined when it is not known here. */
  operate(operator: string, left: Value, right: Value): Value | undefined;
  /** True of functions that the database brings and that give several rows. */
  givesRows(name: string): boolean;
  /** The rows of such a function; undefined when they cannot be told. */
  rows(name: string, values: readonly Value[]): readonly Value[] | undefined;

  /** The name of a condition that is written as a name or as an SQLSTATE. */
  conditionName(written: string): string;
  /** True when a handler of the condition `caught`, as written, handles an error of the condition `raised`. */
  handles(caught: string, raised: string): boolean;

  /** SQL statements that the code has assembled; undefined when they cannot be read. */
  script(sql: string): readonly ChangeStep[] | undefined;
  /** A query that the code has assembled; undefined when it cannot be read or is none. */
  query(sql: string): Query | undefined;

  /** Performs the changes of one statement. `place` maps a span of a change to the span that the statement counts from. */
  perform(changes: readonly Change[], place: (span: Span) => Span): Performed;
  /** Notes a gap: from here on the schema may lack the effects of a statement. */
  note(statement: Unfollowed, hidden: Hidden, span: Span): CatalogView;
}

export interface RelationRows {
  /** Undefined when not even they are known. */
  readonly columns: readonly string[] | undefined;
  /** The same array for as long as nothing changes: indexes are kept by it. */
  readonly rows: readonly Tuple[];
  /** True of a catalog, which also has rows about the server's own objects. They are left out of `rows`. */
  readonly isCatalog: boolean;
  /** Rows that may be there besides, because a gap may hide their objects. Costly: call it only where they are looked at. */
  possible(): readonly Tuple[];
}

/** A routine that migrations made. */
export interface Callable {
  readonly name: string;
  /** Undefined when its code cannot be read or is not followed. */
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
  /** The database refuses it with an error of this condition. `report` reports that as a problem of the migration. */
  | { readonly kind: 'refused'; readonly condition: string; report(): void }
  /** The table of this name is not known, which may be due to a gap. */
  | { readonly kind: 'missing'; readonly name: string };

/** A statement that may run or may not, or a text of which only a part is known or that cannot be read. */
export type Unfollowed =
  | { readonly kind: 'changes'; readonly changes: readonly Change[] }
  | { readonly kind: 'text'; readonly text: string };

/** Why it cannot be told what code does. `text` is as written, with `…` for what is not known. */
export interface Hidden {
  readonly kind: 'statement' | 'condition' | 'rows' | 'object' | 'unreadable' | 'length';
  readonly text: string;
}

export function isFailedCast(cast: Value | FailedCast): cast is FailedCast {
  return typeof cast === 'object' && cast !== null && cast.kind === 'failed cast';
}
