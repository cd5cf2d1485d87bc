import type { Change, LikeClause, OnTable } from '../../../sql/change';

/** What the LIKE clauses of a CREATE TABLE take over besides columns. */
export function copies(likes: readonly LikeClause[], on: OnTable): readonly Change[] {
  return likes
    .filter(({ including }) => including.includes('indexes') || including.includes('constraints'))
    .map((like) => ({ kind: 'copyLike', ...on, like }));
}
