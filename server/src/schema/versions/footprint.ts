import { type Bits, type BloomFilter, bitsOf, bloomFilter, mayMeet } from './bloomFilter';
import { type Entries, isList, LIST, NO_ENTRIES, type SchemaPart } from './entries';
import type { Patch } from './patch';
import type { AccessLog } from './trackedMap';

/** The entries of a schema that a piece of work has read or written. The work does the same for each schema that is equal there. */
export interface Footprint {
  /** Entries that were read or written one by one. */
  readonly touched: Entries;
  /** The same entries, as a Bloom filter. */
  readonly filter: BloomFilter;
  /** Parts that were read wholly, as by a loop over all tables: each of their entries counts as touched. */
  readonly wholes: ReadonlySet<SchemaPart>;
  readonly written: Entries;
}

/** True when one of the changed entries was read or written. Asked of thousands of statements at each keystroke. */
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

/** Cached, because thousands of statements are asked about the same changes. */
const bits = new WeakMap<Entries | Patch, Bits>();

/** The footprint of several pieces of work; undefined when none of them has touched anything. */
export function merged(footprints: readonly Footprint[]): Footprint | undefined {
  const [first, ...rest] = footprints.filter(({ touched, wholes }) => touched.size > 0 || wholes.size > 0);
  if (first === undefined || rest.length === 0) return first;
  const all = [first, ...rest];
  const log = new FootprintLog();
  for (const { touched, wholes, written } of all) {
    for (const [part, keys] of touched) for (const key of keys) log.read(part, key);
    for (const [part, keys] of written) for (const key of keys) log.write(part, key);
    for (const part of wholes) log.readWholly(part);
  }
  return log.footprint();
}

/** True when two pieces of work have touched the same entries, so that the same changes concern both. */
export function isSameReading(a: Footprint, b: Footprint): boolean {
  return (
    isSameSet(a.wholes, b.wholes) &&
    a.touched.size === b.touched.size &&
    [...a.touched].every(([part, keys]) => isSameSet(keys, b.touched.get(part)))
  );
}

function isSameSet(a: ReadonlySet<unknown>, b: ReadonlySet<unknown> | undefined): boolean {
  return a.size === b?.size && [...a].every((key) => b.has(key));
}

/** Collects a footprint. */
export class FootprintLog implements AccessLog {
  readonly #touched = new Map<SchemaPart, Set<unknown>>();
  readonly #written = new Map<SchemaPart, Set<unknown>>();
  readonly #wholes = new Set<SchemaPart>();

  read(part: SchemaPart, key: unknown): void {
    add(this.#touched, part, key);
  }
  readWholly(part: SchemaPart): void {
    this.#wholes.add(part);
  }
  write(part: SchemaPart, key: unknown): void {
    add(this.#touched, part, key);
    add(this.#written, part, key);
  }
  footprint(): Footprint {
    return {
      touched: this.#touched,
      filter: bloomFilter(this.#touched),
      wholes: this.#wholes.size === 0 ? NO_PARTS : this.#wholes,
      written: this.#written.size === 0 ? NO_ENTRIES : this.#written,
    };
  }
}

// Every statement has a footprint, so what most of them have in common is one object.
const NO_PARTS: ReadonlySet<SchemaPart> = new Set();
/** The keys of any list. */
const ONLY_LIST = new Set<unknown>([LIST]);

function add(entries: Map<SchemaPart, Set<unknown>>, part: SchemaPart, key: unknown): void {
  const keys = entries.get(part);
  if (keys === undefined) entries.set(part, isList(part) ? ONLY_LIST : new Set([key]));
  else if (keys !== ONLY_LIST) keys.add(key);
}
