import type { Change, ChangeOf } from '../../../sql/change';

/**
 * The constraints of a CREATE TABLE in the order in which PostgreSQL makes them, without redundant keys. Two keys on the same columns, or
 * two equal exclusions, make one index (transformIndexConstraints in parse_utilcmd.c). The primary key is kept, or else the first one; it
 * takes the name of the other when it has none.
 */
export function asCarriedOut(constraints: readonly Change[]): readonly Change[] {
  const kept: Change[] = [];
  for (const change of ordered(constraints)) {
    const twin = kept.findIndex((other) => isTwin(other, change));
    const earlier = kept[twin];
    if (earlier === undefined) kept.push(change);
    else if (isIndexed(earlier) && isIndexed(change) && earlier.name === undefined && change.name !== undefined)
      kept[twin] = { ...earlier, name: change.name };
  }
  return kept;
}

type Indexed = ChangeOf<'addKey'> | ChangeOf<'addExclusion'>;

function isIndexed(change: Change): change is Indexed {
  return change.kind === 'addKey' || change.kind === 'addExclusion';
}

function isTwin(a: Change, b: Change): boolean {
  // A second primary key is refused, even one on the same columns.
  if (a.kind === 'addKey' && b.kind === 'addKey') return !(a.primary && b.primary) && keyShape(a) === keyShape(b);
  return a.kind === 'addExclusion' && b.kind === 'addExclusion' && exclusionShape(a) === exclusionShape(b);
}

function keyShape(key: ChangeOf<'addKey'>): string {
  return JSON.stringify([
    key.columns.map((column) => column.text),
    key.include.map((column) => column.text),
    key.nullsNotDistinct,
    key.deferrable,
    key.initiallyDeferred,
  ]);
}

function exclusionShape({ index, operators, deferrable, initiallyDeferred }: ChangeOf<'addExclusion'>): string {
  return JSON.stringify([
    index.keys.map(({ column, expression, ...rest }) => ({ ...rest, column: column?.text, expression: expression?.text })),
    index.include.map(({ text }) => text),
    index.method,
    index.predicate?.text,
    operators,
    deferrable,
    initiallyDeferred,
  ]);
}

/** The order of creation: checks, the primary key, other keys, the parts that LIKE copies, foreign keys. */
function ordered(constraints: readonly Change[]): readonly Change[] {
  const rank = (change: Change): number => {
    if (change.kind === 'addCheck') return 0;
    if (change.kind === 'addKey') return change.primary ? 1 : 2;
    if (change.kind === 'addExclusion') return 2;
    return change.kind === 'copyLike' ? 3 : 4;
  };
  return [...constraints].sort((a, b) => rank(a) - rank(b));
}
