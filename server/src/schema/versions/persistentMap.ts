import { Map as ImmutableMap } from 'immutable';

/**
 * A map that never changes: `set` and `delete` return another one that shares all other entries (a hash array mapped trie, so
 * both take about constant time). Has only the methods that the code base uses, so that a watch can record each method exactly; a method
 * that is missing here cannot be called unrecorded. Null and undefined are no values: an absent entry is undefined.
 */
export interface PersistentMap<K, V> {
  get(key: K): V | undefined;
  has(key: K): boolean;
  /** The map itself when the entry has this value already. */
  set(key: K, value: V): PersistentMap<K, V>;
  /** The map itself when there is no such entry. */
  delete(key: K): PersistentMap<K, V>;

  // All of the following depend on every entry: under a watch, a change of any of them runs the statement again.
  readonly size: number;
  isEmpty(): boolean;
  keys(): IterableIterator<K>;
  values(): IterableIterator<V>;
  /** The first value for which `is` returns true. The order of the entries has no meaning. */
  find(is: (value: V, key: K) => boolean): V | undefined;
  some(is: (value: V, key: K) => boolean): boolean;
  [Symbol.iterator](): IterableIterator<[K, V]>;
}

/** The plain implementation is Immutable's map, as it is. */
export function persistentMap<K, V>(entries: Iterable<[K, V]> = []): PersistentMap<K, V> {
  return ImmutableMap(entries);
}
