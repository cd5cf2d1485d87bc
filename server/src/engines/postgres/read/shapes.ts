import type { QueryShape, QuerySource } from '../../../sql/change';

/** Sources of a second branch, and queries nested in expressions, are read, but no star may expand to them. */
export function hidden(sources: readonly QuerySource[]): readonly QuerySource[] {
  return sources.length === 0 ? [] : [{ kind: 'query', query: { outputs: [], sources }, isLateral: true, columnAliases: [] }];
}

/** A query whose columns go by other names: WITH q (a, b) AS …. */
export function renamed(shape: QueryShape, columnAliases: readonly string[]): QueryShape {
  return columnAliases.length === 0 ? shape : { outputs: [{ kind: 'star' }], sources: [{ kind: 'query', query: shape, columnAliases }] };
}
