/*
 * How tools put versions in order. The same two names stand in another order with another tool: `10_x` comes after `9_x` for
 * one that reads numbers, and before it for one that reads text.
 */

/** Digits as a number of any length: timestamps with a counter are longer than what a double holds exactly. */
export function compareIntegers(a: string, b: string): number {
  return sign(BigInt(a), BigInt(b));
}

/** Dotted versions part by part, as Flyway reads them: `_` is a dot, a part that is not there counts as zero. */
export function compareDotted(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = sign(left[i] ?? 0n, right[i] ?? 0n);
    if (order !== 0) return order;
  }
  return 0;
}

/** Dotted versions as Evolve reads them: a part that is not there comes before one that is, so that `1` is before `1.0`. */
export function compareDottedStrictly(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  return compareDotted(left.slice(0, right.length).join('.'), right.slice(0, left.length).join('.')) || left.length - right.length;
}

/** One spelling for all dotted versions that are equal: `1`, `1.0` and `01_0` are all `1`. */
export function normalDotted(version: string): string {
  const numbers = parts(version);
  while (numbers.length > 1 && numbers.at(-1) === 0n) numbers.pop();
  return numbers.join('.');
}

/** Numbers with a fraction or without one, of any length. */
export function compareDecimals(a: string, b: string): number {
  const [[left = '0', leftFraction = ''], [right = '0', rightFraction = '']] = [a.split('.'), b.split('.')];
  const length = Math.max(leftFraction.length, rightFraction.length);
  return compareIntegers(left + leftFraction.padEnd(length, '0'), right + rightFraction.padEnd(length, '0'));
}

/** Names with a number in front by that number, then by the whole name; those without one come last. */
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

/** Order of the UTF-8 bytes, which is the order of code points: what a directory listing in Go or Rust gives. */
export function compareBytes(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** What `localeCompare` says where nobody chose a language. English is named, so that it says the same on every machine. */
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
