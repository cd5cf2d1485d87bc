import type { Order } from '../sql/code/formula';
import { compareValues, type Value } from './value';

/** The items in the order of ORDER BY. Items that cannot be compared keep their order. */
export function ordered<T>(items: readonly T[], order: readonly Order[], keyOf: (item: T, by: Order['by']) => Value): readonly T[] {
  if (order.length === 0) return items;
  const keyed = items.map((item) => ({ item, keys: order.map(({ by }) => keyOf(item, by)) }));
  keyed.sort((a, b) => {
    for (const [i, { descending, nullsFirst }] of order.entries()) {
      const [left, right] = [a.keys[i]!, b.keys[i]!];
      if (left === null || right === null) {
        if (left !== right) return (left === null) === nullsFirst ? -1 : 1;
        continue;
      }
      const difference = compareValues(left, right) ?? 0;
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}

/** The first of all items with the same keys. NULL is the same as NULL here. */
export function distinct<T>(items: readonly T[], keysOf: (item: T) => readonly Value[]): readonly T[] {
  const kept: { readonly item: T; readonly keys: readonly Value[] }[] = [];
  for (const item of items) {
    const keys = keysOf(item);
    if (!kept.some((other) => areSame(other.keys, keys))) kept.push({ item, keys });
  }
  return kept.map(({ item }) => item);
}

export function areSame(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((value, i) => isSame(value, b[i] ?? null));
}

function isSame(a: Value, b: Value): boolean {
  return a === null || b === null ? a === b : compareValues(a, b) === 0;
}
