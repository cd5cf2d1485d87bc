import type { QueryShape, QuerySource } from '../../../sql/change';

/** Marks sources that a query reads but its stars do not expand to: those of a second branch, and queries nested in expressions. */
export function hidden(sources: readonly QuerySource[]): readonly QuerySource[] {
  return sources.length === 0 ? [] : [{ kind: 'query', query: { outputs: [], sources }, isLateral: true, columnAliases: [] }];
}

/** A query with other names for its columns: WITH q (a, b) AS …. */
export function renamed(shape: QueryShape, columnAliases: readonly string[]): QueryShape {
  return columnAliases.length === 0 ? shape : { outputs: [{ kind: 'star' }], sources: [{ kind: 'query', query: shape, columnAliases }] };
}
