/*
 * Texts and names of which only a part is known: `orders_‹8 digits›`. What stands for the rest are characters of the private
 * use area, which PostgreSQL and its grammar take for letters.
 */

/** Any text, of any length. */
export const HOLE = '\uE000';
/** One digit. */
export const DIGIT = '\uE001';

const UNKNOWN = /[\uE000\uE001]/;

export function isWhole(text: string): boolean {
  return !UNKNOWN.test(text);
}

/** True when a text may be what a partly known one turns out to be. */
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

/** For people: `orders_…`. */
export function shownText(text: string): string {
  return text.replace(/[\uE000\uE001]+/g, '…');
}
