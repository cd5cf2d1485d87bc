import type { Change, ChangeOf } from '../change';

/**
 * The constraints of a CREATE TABLE in the order in which PostgreSQL makes them, without redundant keys. Two keys on
 * the same columns make one index: the primary key stays, or the first; a name given to either goes to what stays
 * (transformIndexConstraints in parse_utilcmd.c).
 */
export function asCarriedOut(constraints: readonly Change[]): readonly Change[] {
  const kept: Change[] = [];
  for (const change of ordered(constraints)) {
    const twin = change.kind === 'addKey' ? kept.findIndex((other) => other.kind === 'addKey' && sameKey(other, change)) : -1;
    const earlier = kept[twin];
    if (change.kind !== 'addKey' || earlier?.kind !== 'addKey') kept.push(change);
    else if (earlier.name === undefined && change.name !== undefined) kept[twin] = { ...earlier, name: change.name };
  }
  return kept;
}

function sameKey(a: ChangeOf<'addKey'>, b: ChangeOf<'addKey'>): boolean {
  const shape = (key: ChangeOf<'addKey'>): string =>
    JSON.stringify([
      key.columns.map((column) => column.text),
      key.include.map((column) => column.text),
      key.nullsNotDistinct,
      key.deferrable,
      key.initiallyDeferred,
    ]);
  return shape(a) === shape(b);
}

/** Checks come with the table; of the keys the primary one is made first; foreign keys come last. */
function ordered(constraints: readonly Change[]): readonly Change[] {
  const rank = (change: Change): number => {
    if (change.kind === 'addCheck') return 0;
    if (change.kind === 'addKey') return change.primary ? 1 : 2;
    return change.kind === 'addExclusion' ? 2 : 3;
  };
  return [...constraints].sort((a, b) => rank(a) - rank(b));
}
