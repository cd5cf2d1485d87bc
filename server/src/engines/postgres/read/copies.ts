import type { Change, LikeClause, OnTable } from '../../../sql/change';

/** The changes that copy checks and indexes for the LIKE clauses of a CREATE TABLE. */
export function copies(likes: readonly LikeClause[], on: OnTable): readonly Change[] {
  return likes
    .filter(({ including }) => including.includes('indexes') || including.includes('constraints'))
    .map((like) => ({ kind: 'copyLike', ...on, like }));
}
