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
      /** FILTER, ORDER BY, DISTINCT or OVER say which rows it looks at. */
      readonly isSelective?: true;
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
  | { readonly kind: 'case'; readonly branches: readonly (readonly [condition: Formula, value: Formula])[]; readonly otherwise: Formula }
  /** The type as the grammar names it: `text`, `int4`, `regclass[]`. */
  | { readonly kind: 'cast'; readonly of: Formula; readonly type: string }
  | { readonly kind: 'exists' | 'value of' | 'values of'; readonly query: Query }
  /** What only a run would tell. */
  | { readonly kind: 'unknown' };

export interface Query {
  readonly outputs: readonly Output[];
  readonly sources: readonly Source[];
  /** All of them must hold: those of WHERE and of joins. */
  readonly conditions: readonly Formula[];
  readonly order: readonly { readonly by: Formula; readonly descending: boolean }[];
  readonly limit?: Formula;
  readonly distinct: boolean;
  /** Reads in a way that is not followed (grouping, outer joins, set operations): its rows are not known. */
  readonly unclear: boolean;
}

export type Output =
  | { readonly kind: 'star'; readonly qualifier?: string }
  | { readonly kind: 'formula'; readonly name: string; readonly formula: Formula };

export type Source = { readonly alias: string; readonly columnAliases: readonly string[] } & (
  | { readonly kind: 'relation'; readonly schema?: string; readonly name: string }
  /** `unnest(…)`, `generate_series(…)`: one column for each call. */
  | { readonly kind: 'calls'; readonly calls: readonly Formula[]; readonly ordinality: boolean }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly Formula[])[] }
  | { readonly kind: 'query'; readonly query: Query }
);
