/** Characters per comparison: JavaScript compares two slices much faster than a loop compares characters. */
const BLOCK = 1024;

/** Lengths of the common prefix and suffix of two texts. They do not overlap in the shorter text. */
export function commonEnds(a: string, b: string): { readonly head: number; readonly tail: number } {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head + BLOCK <= shorter && a.slice(head, head + BLOCK) === b.slice(head, head + BLOCK)) head += BLOCK;
  while (head < shorter && a.charCodeAt(head) === b.charCodeAt(head)) head++;
  const rest = shorter - head;
  let tail = 0;
  while (tail + BLOCK <= rest && blockBefore(a, tail) === blockBefore(b, tail)) tail += BLOCK;
  while (tail < rest && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)) tail++;
  return { head, tail };
}

/** The block that ends `tail` characters before the end of a text. */
function blockBefore(text: string, tail: number): string {
  return text.slice(text.length - tail - BLOCK, text.length - tail);
}
