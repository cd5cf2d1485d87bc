/*
 * Expressions and queries in code that runs at migration time, as trees that can be worked out from a schema. They are
 * written once for all dialects: what a function or a catalog means is said where they are worked out.
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
      /** Names of those that are given by `name => value`, beside the arguments. */
      readonly argumentNames: readonly (string | undefined)[];
      /** The type that it gives whatever it is given; only of functions that the database brings. */
      readonly returns?: string;
      /** Which rows it looks at; only of aggregates. */
      readonly rows?: AggregatedRows;
      /** OVER: it looks at rows around the one at hand, which is not followed. */
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
      readonly otherwise: Formula /** What it is compared with, of a CASE that NULLIF stands for. */;
      readonly nullif?: Formula;
    }
  /** The type as the grammar names it: `text`, `int4`, `regclass[]`. */
  | { readonly kind: 'cast'; readonly of: Formula; readonly type: string }
  | { readonly kind: 'exists' | 'value of' | 'values of'; readonly query: Query }
  /** What only a run would tell. */
  | { readonly kind: 'unknown' };

/** FILTER, DISTINCT and ORDER BY of an aggregate. */
export interface AggregatedRows {
  readonly filter?: Formula;
  readonly distinct: boolean;
  readonly order: readonly Order[];
}

export interface Order {
  readonly by: Formula;
  readonly descending: boolean;
  /** Where NULLs come; as the last, if nothing is said, and as the first when descending. */
  readonly nullsFirst: boolean;
}

export interface Query {
  readonly outputs: readonly Output[];
  readonly sources: readonly Source[];
  /** All of them must hold: those of WHERE and of joins. */
  readonly conditions: readonly Formula[];
  readonly groupBy?: readonly Formula[];
  readonly having?: Formula;
  readonly order: readonly Order[];
  readonly limit?: Formula;
  readonly offset?: Formula;
  readonly distinct: boolean;
  /** DISTINCT ON: the first row for each of these. */
  readonly distinctOn?: readonly Formula[];
  /** UNION and its like of two queries, which stands for sources and conditions. */
  readonly combined?: { readonly operator: 'union' | 'intersect' | 'except'; readonly all: boolean; readonly of: readonly [Query, Query] };
  /** Reads in a way that is not followed (recursion, full joins, grouping sets): its rows are not known. */
  readonly unclear: boolean;
}

export type Output =
  | { readonly kind: 'star'; readonly qualifier?: string }
  | { readonly kind: 'formula'; readonly name: string; readonly formula: Formula };

export type Source = {
  readonly alias: string;
  readonly columnAliases: readonly string[];
  /** LEFT JOIN … ON: a row of NULLs stands for it where none fulfils these. */
  readonly optional?: readonly Formula[];
} & (
  | { readonly kind: 'relation'; readonly schema?: string; readonly name: string }
  /** `unnest(…)`, `generate_series(…)`: one column for each call. */
  | { readonly kind: 'calls'; readonly calls: readonly Formula[]; readonly ordinality: boolean }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly Formula[])[] }
  | { readonly kind: 'query'; readonly query: Query }
);
