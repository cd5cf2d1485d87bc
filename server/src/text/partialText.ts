/*
 * Texts and names of which only a part is known: `orders_‹8 digits›`. Characters of the private use area stand for the rest,
 * because PostgreSQL and its grammar take them for letters.
 */

/** Any text, of any length. */
export const HOLE = '\uE000';
/** One digit. */
export const DIGIT = '\uE001';

const UNKNOWN = /[\uE000\uE001]/;

export function isWhole(text: string): boolean {
  return !UNKNOWN.test(text);
}

/** True when a partly known text may turn out to be the other one. */
export function fits(partial: string, text: string): boolean {
  const known = partial.search(UNKNOWN);
  if (known === -1) return partial === text;
  return text.startsWith(partial.slice(0, known)) && patternOf(partial).test(text);
}

function patternOf(partial: string): RegExp {
  if (lastPattern?.partial !== partial) {
    const source = partial
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll(HOLE, '[^]*')
      .replaceAll(DIGIT, '\\d');
    lastPattern = { partial, pattern: new RegExp(`^${source}$`) };
  }
  return lastPattern.pattern;
}

/** One partial text is compared with many others in a row. */
let lastPattern: { readonly partial: string; readonly pattern: RegExp } | undefined;

/** The text as messages show it: `orders_…`. */
export function shownText(text: string): string {
  return text.replace(/[\uE000\uE001]+/g, '…');
}
