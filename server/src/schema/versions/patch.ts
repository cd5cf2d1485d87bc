import type { Schema } from '../model/schema';
import { type AnyMap, type Entries, entryOf, isList, LIST, type Lookup, NO_ENTRIES, type SchemaPart } from './entries';

/** New values of some entries, by part; undefined: the entry is removed. A part without entries is absent. */
export type Patch = ReadonlyMap<SchemaPart, ReadonlyMap<unknown, unknown>>;

export const NO_PATCH: Patch = new Map();

/** A schema that is made when it is first needed: `base` with the entries of `patch`. */
export interface PatchedSchema {
  readonly base: Schema;
  readonly patch: Patch;
}

export function unpatched(base: Schema): PatchedSchema {
  return { base, patch: NO_PATCH };
}

/** Makes the schema. The time depends on the entries of the patch, not on the size of the schema. */
export function schemaOf({ base, patch }: PatchedSchema): Schema {
  if (patch.size === 0) return base;
  const known = latest.get(base);
  if (known?.patch === patch) return known.schema;
  const parts = [...patch].map(([part, entries]) => [part, isList(part) ? entries.get(LIST) : withEntries(base[part] as AnyMap, entries)]);
  const schema: Schema = { ...base, ...Object.fromEntries(parts) };
  latest.set(base, { patch, schema });
  return schema;
}

/** Cached: the schema after one change is the one before the next, so each is needed at least twice. */
const latest = new WeakMap<Schema, { readonly patch: Patch; readonly schema: Schema }>();

function withEntries(map: AnyMap, entries: ReadonlyMap<unknown, unknown>): AnyMap {
  let result = map;
  for (const [key, value] of entries) result = value === undefined ? result.delete(key) : result.set(key, value);
  return result;
}

/** The value of one entry, without making the schema. */
export function patchedEntry({ base, patch }: PatchedSchema, part: SchemaPart, key: unknown): unknown {
  const entries = patch.get(part);
  return entries?.has(key) === true ? entries.get(key) : entryOf(base, part, key);
}

export function lookupIn(schema: PatchedSchema): Lookup {
  return (part, key) => patchedEntry(schema, part, key);
}

/** The entries of a patch, without the values. */
export function entriesOf(patch: Patch): Entries {
  return new Map([...patch].map(([part, entries]) => [part, new Set(entries.keys())]));
}

/** The patch that gives the entries of `from` the values that they have in `to`. */
export function patchAt(entries: Entries, from: Schema, to: Lookup): Patch {
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

/** The entries in which a schema under patch `a` may differ from the same schema under patch `b`. */
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

/** Cached, because hundreds of statements in a row have the same patch now, and had the same one before. */
const differences = new WeakMap<Patch, WeakMap<Patch, Entries>>();
