import type { Gap } from '../model/gap';
import type { Schema } from '../model/schema';
import { type Bits, type BloomFilter, bitsOf, bloomFilter, mayMeet } from './bloomFilter';
import { ALL_GAPS, type Entries, MAP_PARTS, type MapPart, type Patch, type SchemaPart } from './patch';
import type { PersistentMap } from './persistentMap';
import { type AccessLog, TrackedMap } from './trackedMap';

/** Which entries of a schema somebody has looked at or changed. */
export interface Footprint {
  readonly touched: Entries;
  /** The same, coarsely. */
  readonly filter: BloomFilter;
  /** Parts that were looked at as a whole: every entry of theirs counts as touched. */
  readonly wholes: ReadonlySet<SchemaPart>;
  /** What was changed. */
  readonly written: Entries;
}

/** Has anything changed that was looked at or written? */
export function isTouched({ touched, filter, wholes }: Footprint, changed: Entries | Patch): boolean {
  if (changed.size === 0) return false;
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
    written: mergedEntries(all.map(({ written }) => written)),
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
  /** The plain schema of one that was made from the watched one. The same object each time. */
  plain(made: Schema): Schema;
  /** What was read and written so far. */
  footprint(): Footprint;
}

/** Records what is read of a schema and how it is changed, so that the result can be reused as long as none of that is different. */
export function watch(schema: Schema): Watch {
  const log = new Log();
  const gaps = trackedGaps(schema.gaps, log);
  const start: Schema = { ...schema, ...mapParts((part) => new TrackedMap(schema[part] as AnyMap, part, log)), gaps };
  const known = new Map<Schema, Schema>([[start, schema]]);
  const plain = (made: Schema): Schema => {
    if (made.gaps !== gaps) log.write('gaps', ALL_GAPS);
    const maps = mapParts((part) => TrackedMap.plain(made[part] as AnyMap));
    return { ...made, ...maps, gaps: made.gaps === gaps ? schema.gaps : made.gaps };
  };
  return {
    schema: start,
    plain(made) {
      const result = known.get(made) ?? plain(made);
      known.set(made, result);
      return result;
    },
    footprint: () => ({ touched: log.touched, filter: bloomFilter(log.touched), wholes: log.wholes, written: log.written }),
  };
}

type AnyMap = PersistentMap<unknown, unknown>;

function mapParts(map: (part: MapPart) => AnyMap): Pick<Schema, MapPart> {
  return Object.fromEntries(MAP_PARTS.map((part) => [part, map(part)])) as unknown as Pick<Schema, MapPart>;
}

class Log implements AccessLog {
  readonly touched = new Map<SchemaPart, Set<unknown>>();
  readonly written = new Map<SchemaPart, Set<unknown>>();
  readonly wholes = new Set<SchemaPart>();

  read(part: SchemaPart, key: unknown): void {
    add(this.touched, part, key);
  }
  readWholly(part: SchemaPart): void {
    this.wholes.add(part);
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

/** The list of gaps is one entry, so it does not matter which of its members is read: a proxy is enough, and stays an array. */
function trackedGaps(gaps: readonly Gap[], log: Log): readonly Gap[] {
  return new Proxy(gaps, {
    get(target, name) {
      log.read('gaps', ALL_GAPS);
      return Reflect.get(target, name);
    },
  });
}
