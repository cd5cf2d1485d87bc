import type { Span } from '../text/span';
import type { Change } from './change';
import type { Formula, Query } from './formula';

/*
 * Code that runs at migration time: the body of a DO block or of a routine, as steps that can be followed without a
 * database as far as the schema and constants tell.
 */

export type CodeStep =
  /** One SQL statement that is written out. */
  | { readonly kind: 'statement'; readonly changes: readonly Change[]; readonly into: Target }
  /** SELECT, PERFORM, CALL: of interest for what its functions do and for the variables that it fills. */
  | { readonly kind: 'query'; readonly query: Query; readonly span: Span; readonly into: Target }
  /** EXECUTE of a text. */
  | {
      readonly kind: 'execute';
      readonly text: Formula;
      readonly using: readonly Formula[];
      readonly span: Span;
      readonly into: Target;
    }
  | { readonly kind: 'assign'; readonly variable: string; readonly index?: Formula; readonly value: Formula }
  | {
      readonly kind: 'block';
      readonly label?: string;
      readonly variables: readonly Variable[];
      readonly body: readonly CodeStep[];
      readonly handlers: readonly Handler[];
    }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: readonly CodeStep[] }
  | { readonly kind: 'loop'; readonly label?: string; readonly over: LoopOver; readonly body: readonly CodeStep[] }
  | { readonly kind: 'leave'; readonly how: 'exit' | 'continue'; readonly label?: string; readonly when?: Formula }
  | { readonly kind: 'return'; readonly value?: Formula }
  /** RETURN NEXT; without a value it returns a row of the parameters that are results. */
  | { readonly kind: 'return next'; readonly value?: Formula }
  /** RETURN QUERY, with the query as it stands or as a text that is put together. */
  | { readonly kind: 'return rows'; readonly rows: RowsOf }
  /** RAISE EXCEPTION; without a condition it raises again what is being handled. */
  | { readonly kind: 'raise'; readonly condition?: string; readonly message: string; readonly span: Span }
  /** GET DIAGNOSTICS, FETCH: these variables get what only a run would tell. */
  | { readonly kind: 'fill'; readonly variables: readonly string[] }
  /** SQL or code that cannot be read. */
  | { readonly kind: 'unread'; readonly text: string; readonly span: Span };

/** What takes the values of a row. */
export interface Target {
  readonly variables: readonly string[];
  /** The only variable takes the row as a whole. */
  readonly isRecord: boolean;
  /** STRICT: there has to be exactly one row. */
  readonly isStrict: boolean;
}

export interface Variable {
  readonly name: string;
  readonly type: string;
  readonly value?: Formula;
}

/** WHEN … THEN of a block whose failures are caught. */
export interface Handler {
  /** Names of conditions (manual, appendix A), SQLSTATEs, or `others`. */
  readonly conditions: readonly string[];
  readonly body: readonly CodeStep[];
}

export interface Branch {
  readonly condition: Formula;
  /** As written. */
  readonly text: string;
  readonly span: Span;
  readonly body: readonly CodeStep[];
}

export type LoopOver =
  | { readonly kind: 'ever' }
  | { readonly kind: 'condition'; readonly condition: Formula; readonly text: string; readonly span: Span }
  | {
      readonly kind: 'range';
      readonly variable: string;
      readonly from: Formula;
      readonly to: Formula;
      readonly by: Formula;
      readonly reverse: boolean;
      readonly text: string;
      readonly span: Span;
    }
  | { readonly kind: 'elements'; readonly variable: string; readonly of: Formula; readonly text: string; readonly span: Span }
  | { readonly kind: 'rows'; readonly into: Target; readonly query: Query; readonly text: string; readonly span: Span }
  /** Rows of a query whose text is put together. */
  | {
      readonly kind: 'rows of text';
      readonly into: Target;
      readonly query: Extract<RowsOf, { readonly kind: 'text' }>;
      readonly text: string;
      readonly span: Span;
    };

/** A query as it stands, or its text with what USING gives it. */
export type RowsOf =
  | { readonly kind: 'query'; readonly query: Query }
  | { readonly kind: 'text'; readonly text: Formula; readonly using: readonly Formula[] };

/** A function or procedure as it can be called. */
export interface RoutineCode {
  readonly parameters: readonly Parameter[];
  readonly body: readonly CodeStep[];
  /** RETURNS SETOF or TABLE. */
  readonly returnsRows: boolean;
}

export interface Parameter {
  readonly name?: string;
  readonly type: string;
  readonly mode: 'in' | 'out' | 'inout' | 'variadic' | 'table';
  readonly default?: Formula;
}

/** The language of code, for what becomes known of it while other code runs. */
export interface CodeLanguage {
  /** SQL statements, as EXECUTE runs them; undefined when they cannot be read. */
  script(sql: string): readonly CodeStep[] | undefined;
  /** A query that is put together; undefined when it cannot be read, or is none. */
  query(sql: string): Query | undefined;
  /** A routine by the statement that creates it; undefined for languages that nobody here follows. */
  routine(definition: string): RoutineCode | undefined;
  /** An identifier as it must be written. */
  quote(identifier: string): string;
}
