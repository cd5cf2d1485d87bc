/*
 * The orders in which tools run versions. Tools differ: `10_x` comes after `9_x` for a tool that compares numbers, and before it for
 * one that compares text.
 */

/** Compares digits as numbers of any length: a timestamp with a counter exceeds what a double holds exactly. */
export function compareIntegers(a: string, b: string): number {
  return sign(BigInt(a), BigInt(b));
}

/** Compares dotted versions part by part, as Flyway does: `_` is a dot, and a missing part is zero. */
export function compareDotted(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = sign(left[i] ?? 0n, right[i] ?? 0n);
    if (order !== 0) return order;
  }
  return 0;
}

/** Compares dotted versions as Evolve does: a missing part comes first, so that `1` is before `1.0`. */
export function compareDottedStrictly(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  return compareDotted(left.slice(0, right.length).join('.'), right.slice(0, left.length).join('.')) || left.length - right.length;
}

/** One spelling for equal dotted versions: `1`, `1.0` and `01_0` are all `1`. */
export function normalDotted(version: string): string {
  const numbers = parts(version);
  while (numbers.length > 1 && numbers.at(-1) === 0n) numbers.pop();
  return numbers.join('.');
}

/** Compares decimal numbers of any length. */
export function compareDecimals(a: string, b: string): number {
  const [[left = '0', leftFraction = ''], [right = '0', rightFraction = '']] = [a.split('.'), b.split('.')];
  const length = Math.max(leftFraction.length, rightFraction.length);
  return compareIntegers(left + leftFraction.padEnd(length, '0'), right + rightFraction.padEnd(length, '0'));
}

/** Compares names by the number that they begin with, then by the whole name. Names without a number come last. */
export function compareNumbersFirst(a: string, b: string): number {
  const [left, right] = [/^\d+/.exec(a)?.[0], /^\d+/.exec(b)?.[0]];
  if (left === undefined || right === undefined) return left === right ? compareBytes(a, b) : left === undefined ? 1 : -1;
  return compareIntegers(left, right) || compareBytes(a, b);
}

/** As `compareLocale`, but numbers within names count as numbers and punctuation does not count. */
const numericCollator = new Intl.Collator('en', { numeric: true, ignorePunctuation: true });
export function compareLocaleNumeric(a: string, b: string): number {
  return numericCollator.compare(a, b) || compareBytes(a, b);
}

/** Compares UTF-8 bytes, which is the order of code points and that of a directory listing in Go or Rust. */
export function compareBytes(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** The order of `localeCompare` without a language. English is named so that the order is the same on every machine. */
const collator = new Intl.Collator('en');
export function compareLocale(a: string, b: string): number {
  return collator.compare(a, b) || compareBytes(a, b);
}

function parts(version: string): bigint[] {
  return version.split(/[._]/).map((part) => BigInt(part));
}

function sign(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
