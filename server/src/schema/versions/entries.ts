import type { Schema } from '../model/schema';
import type { PersistentMap } from './persistentMap';

/*
 * Schemas are compared entry by entry. An entry is one key of one map of the schema, or a whole list: the gaps, the search path.
 */

/** A part of the schema that consists of entries. */
export type SchemaPart = MapPart | ListPart;

export type MapPart = { [K in keyof Schema]: Schema[K] extends PersistentMap<infer _K, infer _V> ? K : never }[keyof Schema];
export type ListPart = { [K in keyof Schema]: Schema[K] extends readonly unknown[] ? K : never }[keyof Schema];

/** Every map and every list of the schema: a new one that is missing here does not compile. */
const maps: Readonly<Record<MapPart, true>> = {
  namespaces: true,
  extensions: true,
  tables: true,
  views: true,
  sequences: true,
  types: true,
  routines: true,
  relationNames: true,
  typeNames: true,
  constraintNames: true,
  children: true,
  dependents: true,
  rows: true,
};

const lists: Readonly<Record<ListPart, true>> = { searchPath: true, gaps: true };

export const MAP_PARTS = Object.keys(maps) as readonly MapPart[];
export const LIST_PARTS = Object.keys(lists) as readonly ListPart[];

/** Keys, by part. A part without keys is absent. */
export type Entries = ReadonlyMap<SchemaPart, ReadonlySet<unknown>>;

export const NO_ENTRIES: Entries = new Map();

/** The keys of a map among the entries. */
export function keysIn<P extends MapPart>(entries: Entries, part: P): ReadonlySet<KeyOf<P>> {
  return (entries.get(part) ?? NO_KEYS) as ReadonlySet<KeyOf<P>>;
}

type KeyOf<P extends MapPart> = Schema[P] extends PersistentMap<infer K, infer _V> ? K : never;

const NO_KEYS: ReadonlySet<never> = new Set();

/** The key of the one entry of a list. */
export const LIST = 'list';

/** A map of any part. */
export type AnyMap = PersistentMap<unknown, unknown>;

/** The value of one entry of a schema; undefined when it has no such entry. */
export type Lookup = (part: SchemaPart, key: unknown) => unknown;

export function entryOf(schema: Schema, part: SchemaPart, key: unknown): unknown {
  return isList(part) ? schema[part] : (schema[part] as AnyMap).get(key);
}

export function isList(part: SchemaPart): part is ListPart {
  return part in lists;
}

export function union(a: Entries, b: Entries): Entries {
  if (b.size === 0) return a;
  const result = new Map(a);
  for (const [part, keys] of b) result.set(part, new Set([...(a.get(part) ?? []), ...keys]));
  return result;
}

/** Number of entries. */
export function sizeOf(entries: ReadonlyMap<SchemaPart, { readonly size: number }>): number {
  let size = 0;
  for (const keys of entries.values()) size += keys.size;
  return size;
}

/** The entries that have different values in two schemas. */
export function differingAt(entries: Entries, a: Lookup, b: Lookup): Entries {
  const result = new Map<SchemaPart, Set<unknown>>();
  for (const [part, keys] of entries) {
    const different = new Set([...keys].filter((key) => a(part, key) !== b(part, key)));
    if (different.size > 0) result.set(part, different);
  }
  return result.size === 0 ? NO_ENTRIES : result;
}

/** All entries in which two schemas differ. Walks over every map that they do not share. */
export function differingEntries(from: Schema, to: Schema): Entries {
  return fewDifferingEntries(from, to, Number.POSITIVE_INFINITY)!;
}

/** Like `differingEntries`, but undefined as soon as one part has more than `most` of them. */
export function fewDifferingEntries(from: Schema, to: Schema, most: number): Entries | undefined {
  const found = new Map<SchemaPart, Set<unknown>>();
  for (const part of MAP_PARTS) {
    if (from[part] === to[part]) continue;
    const keys = differingKeys(from[part] as AnyMap, to[part] as AnyMap, most);
    if (keys.size > most) return undefined;
    if (keys.size > 0) found.set(part, keys);
  }
  for (const part of LIST_PARTS) if (from[part] !== to[part]) found.set(part, new Set([LIST]));
  return found;
}

/** The keys with different values; stops when there are more than `most`. */
function differingKeys(from: AnyMap, to: AnyMap, most: number): Set<unknown> {
  const found = new Set<unknown>();
  for (const [key, value] of from) {
    if (to.get(key) !== value) found.add(key);
    if (found.size > most) return found;
  }
  for (const key of to.keys()) if (!from.has(key)) found.add(key);
  return found;
}
