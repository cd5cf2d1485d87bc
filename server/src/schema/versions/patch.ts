import type { Schema } from '../model/schema';
import type { PersistentMap } from './persistentMap';

/*
 * The difference between two schemas, entry by entry. An entry is one key of one of the schema's maps; the list of gaps is
 * an entry of its own. `nextId` and the search path are none: schemas that differ in their search path are not compared.
 */

/** The maps of a schema, and its list of gaps. */
export type SchemaPart = MapPart | 'gaps';

export type MapPart = { [K in keyof Schema]: Schema[K] extends PersistentMap<infer _K, infer _V> ? K : never }[keyof Schema];

/** All of them by name: a map of the schema that is missing here does not compile. */
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

export const MAP_PARTS = Object.keys(maps) as readonly MapPart[];

const PARTS: readonly SchemaPart[] = [...MAP_PARTS, 'gaps'];

/** Entries, by part. */
export type Entries = ReadonlyMap<SchemaPart, ReadonlySet<unknown>>;

/** Entries with what they are to be; undefined: absent. Never a part without an entry. */
export type Patch = ReadonlyMap<SchemaPart, ReadonlyMap<unknown, unknown>>;

export const NO_PATCH: Patch = new Map();

export const NO_ENTRIES: Entries = new Map();

/** The key of the one entry that the list of gaps is. */
export const ALL_GAPS = 'gaps';

type AnyMap = PersistentMap<unknown, unknown>;

/** What the schema has at an entry; undefined when it has nothing there. */
export function entryOf(schema: Schema, part: SchemaPart, key: unknown): unknown {
  return part === 'gaps' ? schema.gaps : (schema[part] as AnyMap).get(key);
}

/** What the patched schema has at an entry. */
export function patchedEntry(schema: Schema, patch: Patch, part: SchemaPart, key: unknown): unknown {
  const entries = patch.get(part);
  return entries?.has(key) === true ? entries.get(key) : entryOf(schema, part, key);
}

export function patched(schema: Schema, patch: Patch): Schema {
  if (patch.size === 0) return schema;
  const known = latest.get(schema);
  if (known?.patch === patch) return known.schema;
  const parts = [...patch].map(([part, entries]) => [
    part,
    part === 'gaps' ? entries.get(ALL_GAPS) : withEntries(schema[part] as AnyMap, entries),
  ]);
  const result: Schema = { ...schema, ...Object.fromEntries(parts) };
  latest.set(schema, { patch, schema: result });
  return result;
}

/** The schema after one step is that before the next: each is asked for twice. */
const latest = new WeakMap<Schema, { readonly patch: Patch; readonly schema: Schema }>();

function withEntries(map: AnyMap, entries: ReadonlyMap<unknown, unknown>): AnyMap {
  let result = map;
  for (const [key, value] of entries) result = value === undefined ? result.delete(key) : result.set(key, value);
  return result;
}

/** The entries of a patch, without what they are to be. */
export function entriesOf(patch: Patch): Entries {
  return new Map([...patch].map(([part, entries]) => [part, new Set(entries.keys())]));
}

export function union(a: Entries, b: Entries): Entries {
  if (b.size === 0) return a;
  const result = new Map(a);
  for (const [part, keys] of b) result.set(part, new Set([...(a.get(part) ?? []), ...keys]));
  return result;
}

/** Number of entries. */
export function sizeOf(entries: Entries | Patch): number {
  let size = 0;
  for (const keys of entries.values()) size += keys.size;
  return size;
}

/** What a schema has at an entry; undefined: nothing. */
export type Lookup = (part: SchemaPart, key: unknown) => unknown;

/** Those of the entries at which two schemas have different values. */
export function differingAt(entries: Entries, a: Lookup, b: Lookup): Entries {
  const result = new Map<SchemaPart, Set<unknown>>();
  for (const [part, keys] of entries) {
    const different = new Set([...keys].filter((key) => a(part, key) !== b(part, key)));
    if (different.size > 0) result.set(part, different);
  }
  return result.size === 0 ? NO_ENTRIES : result;
}

/** Those of the entries in which two schemas differ, with what `to` has there. */
export function differenceAt(entries: Entries, from: Schema, to: Lookup): Patch {
  const patch = new Map<SchemaPart, Map<unknown, unknown>>();
  for (const [part, keys] of entries)
    for (const key of keys) {
      const value = to(part, key);
      if (value === entryOf(from, part, key)) continue;
      const values = patch.get(part) ?? new Map<unknown, unknown>();
      patch.set(part, values.set(key, value));
    }
  return patch.size === 0 ? NO_PATCH : patch;
}

/** Entries in which one schema differs from itself under two patches. */
export function patchDifference(a: Patch, b: Patch): Entries {
  if (a === b) return NO_ENTRIES;
  const known = differences.get(a)?.get(b);
  if (known !== undefined) return known;
  const found = new Map<SchemaPart, Set<unknown>>();
  for (const part of new Set([...a.keys(), ...b.keys()])) {
    const [inA, inB] = [a.get(part), b.get(part)];
    const keys = new Set([...(inA?.keys() ?? []), ...(inB?.keys() ?? [])]);
    const different = [...keys].filter((key) => inA?.has(key) !== inB?.has(key) || inA!.get(key) !== inB!.get(key));
    if (different.length > 0) found.set(part, new Set(different));
  }
  const ofA = differences.get(a) ?? new WeakMap<Patch, Entries>();
  differences.set(a, ofA.set(b, found));
  return found;
}

/** Hundreds of statements in a row have the same patch, and had the same one before. */
const differences = new WeakMap<Patch, WeakMap<Patch, Entries>>();

/** All entries in which two schemas differ. Takes as long as the schemas are large, but for maps that they share. */
export function differingEntries(from: Schema, to: Schema): Entries {
  return fewDifferingEntries(from, to, Number.POSITIVE_INFINITY)!;
}

/** The same; undefined as soon as a part is found in which there are more than `most`. */
export function fewDifferingEntries(from: Schema, to: Schema, most: number): Entries | undefined {
  const found = new Map<SchemaPart, Set<unknown>>();
  for (const part of PARTS) {
    if (from[part] === to[part]) continue;
    const keys = part === 'gaps' ? new Set([ALL_GAPS]) : differingKeys(from[part] as AnyMap, to[part] as AnyMap, most);
    if (keys.size > most) return undefined;
    if (keys.size > 0) found.set(part, keys);
  }
  return found;
}

/** Stops when it has found more than `most`. */
function differingKeys(from: AnyMap, to: AnyMap, most: number): Set<unknown> {
  const found = new Set<unknown>();
  for (const [key, value] of from) {
    if (to.get(key) !== value) found.add(key);
    if (found.size > most) return found;
  }
  for (const key of to.keys()) if (!from.has(key)) found.add(key);
  return found;
}
