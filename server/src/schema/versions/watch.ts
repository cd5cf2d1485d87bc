import { Map as ImmutableMap } from 'immutable';
import type { Gap } from '../model/gap';
import type { Schema } from '../model/schema';
import { type Bits, type BloomFilter, bitsOf, bloomFilter, mayMeet } from './bloomFilter';
import { ALL_GAPS, type Entries, type Patch, partsOf, type SchemaPart } from './patch';

/** Which entries of a schema somebody has looked at or changed. */
export interface Footprint {
  readonly touched: Entries;
  /** The same, coarsely. */
  readonly filter: BloomFilter;
  /** Parts that were looked at as a whole: every entry of theirs counts as touched. */
  readonly wholes: ReadonlySet<SchemaPart>;
  /** What was changed; undefined when that cannot be told entry by entry. */
  readonly written: Entries | undefined;
}

/** Has anything changed that was looked at or written? */
export function isTouched({ touched, filter, wholes, written }: Footprint, changed: Entries | Patch): boolean {
  if (changed.size === 0) return false;
  if (written === undefined) return true;
  if (wholes.size > 0) for (const part of changed.keys()) if (wholes.has(part)) return true;
  if (!mayMeet(filter, knownBits(changed))) return false;
  for (const [part, entries] of changed) {
    const keys = touched.get(part);
    if (keys !== undefined) for (const key of entries.keys()) if (keys.has(key)) return true;
  }
  return false;
}

function knownBits(changed: Entries | Patch): Bits {
  const known = bits.get(changed) ?? bitsOf(changed);
  bits.set(changed, known);
  return known;
}

/** Thousands of statements are asked about the same changes. */
const bits = new WeakMap<Entries | Patch, Bits>();

/** What several watches have seen; undefined when nothing was looked at. */
export function merged(footprints: readonly Footprint[]): Footprint | undefined {
  const [first, ...rest] = footprints.filter(({ touched, wholes }) => touched.size > 0 || wholes.size > 0);
  if (first === undefined || rest.length === 0) return first;
  const all = [first, ...rest];
  const touched = mergedEntries(all.map((one) => one.touched));
  return {
    touched,
    filter: bloomFilter(touched),
    wholes: new Set(all.flatMap(({ wholes }) => [...wholes])),
    written: all.some(({ written }) => written === undefined) ? undefined : mergedEntries(all.map(({ written }) => written!)),
  };
}

function mergedEntries(all: readonly Entries[]): Entries {
  const result = new Map<SchemaPart, Set<unknown>>();
  for (const entries of all) for (const [part, keys] of entries) for (const key of keys) add(result, part, key);
  return result;
}

export interface Watch {
  /** Answers as the schema does, and so do the schemas that are made from it. */
  readonly schema: Schema;
  /** A schema that was made from the watched one, as if nobody had watched. */
  bare(schema: Schema): Schema;
  /** What has happened so far. */
  footprint(): Footprint;
}

type AnyMap = ImmutableMap<unknown, unknown>;

/** Watches what is done with a schema, so that it need not be done again as long as nothing of that has changed. */
export function watch(schema: Schema): Watch {
  const log = new Log();
  const watched = partsOf(schema).map((part) => [
    part,
    part === 'gaps' ? watchGaps(schema.gaps, log) : watchMap(part, schema[part] as unknown as AnyMap, log),
  ]);
  const start: Schema = { ...schema, ...Object.fromEntries(watched) };
  const bared = new Map<Schema, Schema>([[start, schema]]);
  return {
    schema: start,
    bare(made) {
      const known = bared.get(made) ?? bare(made, log);
      bared.set(made, known);
      return known;
    },
    footprint: () => ({
      touched: log.touched,
      filter: bloomFilter(log.touched),
      wholes: log.wholes,
      written: log.isWritingAnywhere ? undefined : log.written,
    }),
  };
}

function bare(made: Schema, log: Log): Schema {
  if (!log.originals.has(made.gaps)) log.write('gaps', ALL_GAPS);
  if (partsOf(made).some((part) => log.untold.has(made[part]))) log.isWritingAnywhere = true;
  return { ...made, ...Object.fromEntries(partsOf(made).map((part) => [part, log.originals.get(made[part]) ?? made[part]])) };
}

class Log {
  readonly touched = new Map<SchemaPart, Set<unknown>>();
  readonly written = new Map<SchemaPart, Set<unknown>>();
  readonly wholes = new Set<SchemaPart>();
  /** What stands behind the watched objects. */
  readonly originals = new Map<unknown, unknown>();
  /** Maps that differ from their originals in ways that were not noted. */
  readonly untold = new Set<unknown>();
  isWritingAnywhere = false;

  touch(part: SchemaPart, key: unknown): void {
    add(this.touched, part, key);
  }
  write(part: SchemaPart, key: unknown): void {
    add(this.touched, part, key);
    add(this.written, part, key);
  }
}

function add(entries: Map<SchemaPart, Set<unknown>>, part: SchemaPart, key: unknown): void {
  const keys = entries.get(part);
  if (keys === undefined) entries.set(part, new Set([key]));
  else keys.add(key);
}

function watchGaps(gaps: readonly Gap[], log: Log): readonly Gap[] {
  const proxy = new Proxy(gaps, {
    get(target, name) {
      log.touch('gaps', ALL_GAPS);
      return Reflect.get(target, name);
    },
  });
  log.originals.set(proxy, gaps);
  return proxy;
}

function watchMap(part: SchemaPart, map: AnyMap, log: Log, isTold = true): AnyMap {
  const proxy: AnyMap = new Proxy(map, {
    get(target, name) {
      switch (name) {
        case 'get':
        case 'has':
          return (key: unknown) => {
            log.touch(part, key);
            return target[name](key);
          };
        case 'set':
        case 'delete':
          return (key: unknown, value: unknown) => {
            log.write(part, key);
            return watchMap(part, name === 'set' ? target.set(key, value) : target.delete(key), log, isTold);
          };
        case 'withMutations':
          return (mutate: (mutable: AnyMap) => void) =>
            watchMap(
              part,
              target.withMutations((mutable) => mutate(watchMutable(part, mutable, log))),
              log,
              isTold,
            );
        default:
          return wholly(part, target, name, log);
      }
    },
  });
  log.originals.set(proxy, map);
  if (!isTold) log.untold.add(proxy);
  return proxy;
}

/** Within withMutations only single entries are looked at or changed; the key comes first in all of these methods. */
function watchMutable(part: SchemaPart, mutable: AnyMap, log: Log): AnyMap {
  return new Proxy(mutable, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (key: unknown, ...rest: unknown[]) => {
        log.write(part, key);
        return Reflect.apply(method, target, [key, ...rest]);
      };
    },
  });
}

/** Whatever else a map can do: it looks at all of it, and where it makes another map, nobody notes in what that one differs. */
function wholly(part: SchemaPart, target: AnyMap, name: string | symbol, log: Log): unknown {
  log.wholes.add(part);
  const member: unknown = Reflect.get(target, name);
  if (typeof member !== 'function') return member;
  return (...values: unknown[]) => {
    const result: unknown = Reflect.apply(member, target, values);
    return isMap(result) ? watchMap(part, result, log, false) : result;
  };
}

function isMap(value: unknown): value is AnyMap {
  return ImmutableMap.isMap(value);
}
