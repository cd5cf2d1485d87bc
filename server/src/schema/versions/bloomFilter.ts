import { hash } from 'immutable';

/**
 * A Bloom filter of entries, with a bit for each: two sets that have no bit in common have no entry in common. Most of the
 * thousands of statements of a long file have nothing to do with an edit, and this is how that is seen at once.
 */
export type BloomFilter = Uint32Array;

/** Where in a filter the bits of some entries are. */
export type Bits = readonly number[];

const WORDS = 16;

/** Part by part: sets of keys, or maps from them. */
type Entries = ReadonlyMap<unknown, { keys(): Iterable<unknown> }>;

export function bloomFilter(entries: Entries): BloomFilter {
  const filter = new Uint32Array(WORDS);
  for (const bit of bitsOf(entries)) filter[bit >>> 5]! |= 1 << (bit & 31);
  return filter;
}

export function bitsOf(entries: Entries): Bits {
  const bits: number[] = [];
  for (const [part, keys] of entries) {
    const seed = hash(part);
    for (const key of keys.keys()) bits.push(bitOf(seed, key));
  }
  return bits;
}

/** False: none of the entries of these bits is in the set. */
export function mayMeet(filter: BloomFilter, bits: Bits): boolean {
  for (const bit of bits) if ((filter[bit >>> 5]! & (1 << (bit & 31))) !== 0) return true;
  return false;
}

/** Ids differ by multiples of sixteen: what tells them apart has to come down to the lowest bits. */
function bitOf(seed: number, key: unknown): number {
  const mixed = Math.imul(seed ^ hash(key), 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) & (WORDS * 32 - 1);
}
