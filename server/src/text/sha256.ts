import { utf8Bytes } from './utf8';

/** The state of a hash. It is immutable, so several texts can be hashed on from one state. */
export interface Sha256 {
  readonly words: Int32Array;
  /** Bytes after the last full block. */
  readonly rest: readonly number[];
  /** Number of bytes hashed so far. */
  readonly length: number;
}

/** SHA-256 (FIPS 180-4) before the first byte. */
export const sha256: Sha256 = {
  words: Int32Array.of(0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19),
  rest: [],
  length: 0,
};

/** The hash after further text, as UTF-8. */
export function hashOn(from: Sha256, text: string): Sha256 {
  return withBytes(from, utf8Bytes(text));
}

/** The hash of all bytes as base64. */
export function base64Digest(hash: Sha256): string {
  const zeros = (119 - hash.rest.length) % 64;
  const bits = hash.length * 8;
  const length = [...wordBytes(Math.floor(bits / 2 ** 32)), ...wordBytes(bits | 0)];
  const { words } = withBytes(hash, [0x80, ...new Array<number>(zeros).fill(0), ...length]);
  return base64([...words].flatMap(wordBytes));
}

function withBytes({ words, rest, length }: Sha256, added: readonly number[]): Sha256 {
  const bytes = rest.length === 0 ? added : [...rest, ...added];
  const next = Int32Array.from(words);
  const schedule = new Int32Array(64);
  let start = 0;
  for (; start + 64 <= bytes.length; start += 64) addBlock(next, bytes, start, schedule);
  return { words: next, rest: bytes.slice(start), length: length + added.length };
}

/** Round constants: fractional parts of the cube roots of the first 64 primes. */
const ROUNDS = Int32Array.of(
  ...[0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be],
  ...[0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa],
  ...[0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85],
  ...[0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3],
  ...[0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f],
  ...[0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2],
);

function addBlock(words: Int32Array, bytes: readonly number[], start: number, schedule: Int32Array): void {
  for (let i = 0; i < 16; i++) {
    const at = start + i * 4;
    schedule[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  }
  for (let i = 16; i < 64; i++) {
    const [early, late] = [schedule[i - 15]!, schedule[i - 2]!];
    const sigma0 = rotateRight(early, 7) ^ rotateRight(early, 18) ^ (early >>> 3);
    const sigma1 = rotateRight(late, 17) ^ rotateRight(late, 19) ^ (late >>> 10);
    schedule[i] = schedule[i - 16]! + sigma0 + schedule[i - 7]! + sigma1;
  }
  let [a, b, c, d, e, f, g, h] = words as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first = (h + (rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25)) + choice + ROUNDS[i]! + schedule[i]!) | 0;
    const second = ((rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22)) + majority) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) words[i] = words[i]! + word;
}

function rotateRight(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function wordBytes(word: number): number[] {
  return [(word >>> 24) & 255, (word >>> 16) & 255, (word >>> 8) & 255, word & 255];
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.slice(i, i + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += DIGITS[bits >> 18]! + DIGITS[(bits >> 12) & 63]!;
    text += (b === undefined ? '=' : DIGITS[(bits >> 6) & 63]!) + (c === undefined ? '=' : DIGITS[bits & 63]!);
  }
  return text;
}
