import type { Span } from '../../text/span';
import type { Formula, Query } from './formula';

/*
 * Code that runs at migration time: the body of a DO block or of a routine, as steps that `code/` follows without a database.
 *
 * This vocabulary stands in sql/ and not in code/, because a Change holds steps, a step holds Changes and a reader makes both.
 * The types take the statement's changes as the parameter `C`, and `sql/change.ts` defines `ChangeStep` as `CodeStep<Change>`.
 */

export type CodeStep<C> =
  /** One SQL statement that stands in the code itself. */
  | { readonly kind: 'statement'; readonly changes: readonly C[]; readonly into: Target }
  /** SELECT, PERFORM, CALL: calls functions and assigns variables. */
  | { readonly kind: 'query'; readonly query: Query; readonly span: Span; readonly into: Target }
  /** EXECUTE of SQL text. */
  | {
      readonly kind: 'execute';
      readonly text: Formula;
      readonly using: readonly Formula[];
      readonly span: Span;
      readonly into: Target;
    }
  /** With an index, one element of an array gets the value. */
  | { readonly kind: 'assign'; readonly variable: string; readonly index?: Formula; readonly value: Formula }
  | {
      readonly kind: 'block';
      readonly label?: string;
      readonly variables: readonly Variable[];
      readonly body: readonly CodeStep<C>[];
      readonly handlers: readonly Handler<C>[];
    }
  | { readonly kind: 'if'; readonly branches: readonly Branch<C>[]; readonly otherwise: readonly CodeStep<C>[] }
  | { readonly kind: 'loop'; readonly label?: string; readonly over: LoopOver; readonly body: readonly CodeStep<C>[] }
  | { readonly kind: 'leave'; readonly how: 'exit' | 'continue'; readonly label?: string; readonly when?: Formula }
  | { readonly kind: 'return'; readonly value?: Formula }
  /** RETURN NEXT; without a value it returns a row of the output parameters. */
  | { readonly kind: 'return next'; readonly value?: Formula }
  /** RETURN QUERY. */
  | { readonly kind: 'return rows'; readonly rows: RowsOf }
  /** RAISE EXCEPTION; without a condition, it raises the handled error again. */
  | { readonly kind: 'raise'; readonly condition?: string; readonly message: string; readonly span: Span }
  /** GET DIAGNOSTICS, FETCH: the variables get values that are known only at run time. */
  | { readonly kind: 'fill'; readonly variables: readonly string[] }
  /** SQL or code that cannot be read. */
  | { readonly kind: 'unread'; readonly text: string; readonly span: Span };

/** The variables that take the values of a row. */
export interface Target {
  readonly variables: readonly string[];
  /** The only variable takes the row as a whole. */
  readonly isRecord: boolean;
  /** STRICT: the query must give exactly one row. */
  readonly isStrict: boolean;
}

export interface Variable {
  readonly name: string;
  readonly type: string;
  readonly value?: Formula;
}

/** WHEN … THEN of an EXCEPTION clause. */
export interface Handler<C> {
  /** Names of conditions (manual, appendix A), SQLSTATEs, or `others`. */
  readonly conditions: readonly string[];
  readonly body: readonly CodeStep<C>[];
}

export interface Branch<C> {
  readonly condition: Formula;
  /** The condition as written. */
  readonly text: string;
  readonly span: Span;
  readonly body: readonly CodeStep<C>[];
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
  /** FOR … IN EXECUTE. */
  | { readonly kind: 'rows of text'; readonly into: Target; readonly query: QueryText; readonly text: string; readonly span: Span };

export type RowsOf = { readonly kind: 'query'; readonly query: Query } | QueryText;

/** A query whose text the code assembles, with the values of USING. */
export interface QueryText {
  readonly kind: 'text';
  readonly text: Formula;
  readonly using: readonly Formula[];
}
