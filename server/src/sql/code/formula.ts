/*
 * Expressions and queries in code that runs at migration time, as trees that can be evaluated against a schema. The trees are the same for
 * all dialects: the engine gives functions, operators and catalogs their meaning.
 */

export type Formula =
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null }
  /** A variable, a column, or a field of one: `x`, `r.x`. */
  | { readonly kind: 'name'; readonly path: readonly string[] }
  /** `$1` */
  | { readonly kind: 'parameter'; readonly number: number }
  | {
      readonly kind: 'call';
      readonly schema?: string;
      readonly name: string;
      readonly arguments: readonly Formula[];
      /** One for each argument: its name in `name => value`, else undefined. */
      readonly argumentNames: readonly (string | undefined)[];
      /** The result type of a built-in function that has the same one for all arguments. */
      readonly returns?: string;
      /** The rows that an aggregate reads; absent for other functions. */
      readonly rows?: AggregatedRows;
      /** OVER: a window function, which is not followed. */
      readonly isWindowed?: true;
    }
  | {
      readonly kind: 'operator';
      readonly operator: string;
      readonly operands: readonly Formula[];
      /** The right operand is a list: `= ANY (…)`, `<> ALL (…)`. */
      readonly over?: 'any' | 'all';
    }
  | { readonly kind: 'and' | 'or' | 'list' | 'coalesce'; readonly of: readonly Formula[] }
  | { readonly kind: 'not' | 'isNull' | 'isTrue'; readonly of: Formula }
  | { readonly kind: 'element'; readonly of: Formula; readonly index: Formula }
  | { readonly kind: 'field'; readonly of: Formula; readonly name: string }
  | {
      readonly kind: 'case';
      readonly branches: readonly (readonly [condition: Formula, value: Formula])[];
      readonly otherwise: Formula;
      /** The right operand of the NULLIF that the CASE stands for. */
      readonly nullif?: Formula;
    }
  /** The type as the grammar names it: `text`, `int4`, `regclass[]`. */
  | { readonly kind: 'cast'; readonly of: Formula; readonly type: string }
  | { readonly kind: 'exists' | 'value of' | 'values of'; readonly query: Query }
  /** A value that is known only at run time. */
  | { readonly kind: 'unknown' };

export type Call = Extract<Formula, { readonly kind: 'call' }>;

/** FILTER, DISTINCT and ORDER BY of an aggregate. */
export interface AggregatedRows {
  readonly filter?: Formula;
  readonly distinct: boolean;
  readonly order: readonly Order[];
}

export interface Order {
  readonly by: Formula;
  readonly descending: boolean;
  /** NULLs come last by default, and first in descending order. */
  readonly nullsFirst: boolean;
}

export interface Query {
  readonly outputs: readonly Output[];
  readonly sources: readonly FromItem[];
  /** The conditions of WHERE and of inner joins. All of them must hold. */
  readonly conditions: readonly Formula[];
  readonly groupBy?: readonly Formula[];
  readonly having?: Formula;
  readonly order: readonly Order[];
  readonly limit?: Formula;
  readonly offset?: Formula;
  readonly distinct: boolean;
  /** DISTINCT ON: only the first row for each combination of these values is kept. */
  readonly distinctOn?: readonly Formula[];
  /** UNION, INTERSECT or EXCEPT of two queries; sources and conditions are empty then. */
  readonly combined?: { readonly operator: 'union' | 'intersect' | 'except'; readonly all: boolean; readonly of: readonly [Query, Query] };
  /** True when the query uses a feature that is not followed (recursion, full joins, grouping sets): its rows are unknown. */
  readonly unclear: boolean;
}

export type Output =
  | { readonly kind: 'star'; readonly qualifier?: string }
  | { readonly kind: 'formula'; readonly name: string; readonly formula: Formula };

/** One item of FROM. */
export type FromItem = {
  readonly alias: string;
  readonly columnAliases: readonly string[];
  /** LEFT JOIN … ON: when no row fulfils these conditions, a row of NULLs takes its place. */
  readonly optional?: readonly Formula[];
} & (
  | { readonly kind: 'relation'; readonly schema?: string; readonly name: string }
  /** `unnest(…)`, `generate_series(…)`: one column for each call. */
  | { readonly kind: 'calls'; readonly calls: readonly Formula[]; readonly ordinality: boolean }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly Formula[])[] }
  | { readonly kind: 'query'; readonly query: Query }
);
