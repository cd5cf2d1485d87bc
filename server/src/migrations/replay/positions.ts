/**
 * The index of an item by its key, -1 where there is none. `expected` is looked at first: items are asked for in their order,
 * but for the few that an edit has moved.
 */
export function positions<T, K>(items: readonly T[], keyOf: (item: T) => K): (key: K, expected: number) => number {
  let index: Map<K, number> | undefined;
  return (key, expected) => {
    const item = items[expected];
    if (item !== undefined && keyOf(item) === key) return expected;
    index ??= new Map(items.map((one, i) => [keyOf(one), i]));
    return index.get(key) ?? -1;
  };
}
