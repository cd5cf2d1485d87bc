import { hash } from 'immutable';

/**
 * A Bloom filter of entries, with one bit for each: two sets without a common bit have no common entry. Most of the thousands
 * of statements of a long file have nothing to do with an edit, and a few bits tell so.
 */
export type BloomFilter = Uint32Array;

/** Positions of the bits of some entries. */
export type Bits = readonly number[];

const WORDS = 16;

/** Sets of keys, or maps with these keys, by part. */
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

/** False when none of the entries of these bits is in the set. */
export function mayMeet(filter: BloomFilter, bits: Bits): boolean {
  for (const bit of bits) if ((filter[bit >>> 5]! & (1 << (bit & 31))) !== 0) return true;
  return false;
}

/** The position of one entry's bit. Many ids are multiples of 16, so the higher bits of the hash are mixed into the lowest ones. */
function bitOf(seed: number, key: unknown): number {
  const mixed = Math.imul(seed ^ hash(key), 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) & (WORDS * 32 - 1);
}
