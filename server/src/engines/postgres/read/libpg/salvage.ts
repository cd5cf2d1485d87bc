import type { Change } from '../../../../sql/change';
import { cursor } from '../cursor';

/** The changes of a text; undefined when it cannot be read. */
type Read = (text: string) => readonly Change[] | undefined;

/**
 * The readable part of a CREATE TABLE with a mistake at `at`. The element with the mistake is left out. Where elements cannot be separated,
 * because a quote or a parenthesis does not match, the line of the mistake is. Undefined when neither can be read.
 */
export function salvage(text: string, at: number, read: Read): readonly Change[] | undefined {
  const tokens = cursor(text);
  if (tokens.word(0) !== 'create' || tokens.find('table', 0, 5) === -1) return undefined;
  const open = tokens.find('(', 0);
  if (open === -1) return undefined;
  const [elements, lines] = [withoutElement(text, at, open), withoutLine(text, at, tokens.tokens[open]!.end)];
  // When a parenthesis stays open, an element may extend over the rest of the statement.
  const words = tokens.tokens.map((_, i) => tokens.word(i));
  const isBalanced = words.filter((word) => word === '(').length === words.filter((word) => word === ')').length;
  for (const candidate of isBalanced ? [...elements, ...lines] : [...lines, ...elements]) {
    const changes = read(candidate);
    if (changes?.[0]?.kind === 'createTable') return changes;
  }
  return undefined;
}

function withoutElement(text: string, at: number, open: number): readonly string[] {
  const tokens = cursor(text);
  const close = tokens.matching(open);
  const isClosed = tokens.word(close) === ')';
  const elements = tokens.items(open + 1, isClosed ? close : tokens.tokens.length);
  const hit = elements.findIndex(
    ({ start, end }) => (tokens.tokens[start]?.start ?? 0) <= at && at <= (tokens.tokens[end]?.end ?? text.length),
  );
  // The parser often notices an error one element late: a missing type at the comma behind it.
  return [hit, hit - 1].flatMap((index) => {
    const element = elements[index];
    if (element === undefined || elements.length < 2) return [];
    const [from, to] = index === 0 ? [element.start, element.end + 1] : [element.start - 1, element.end];
    const blank = tokens.spanOf(from, to);
    return `${blanked(text, blank.start, blank.end)}${isClosed ? '' : ')'}`;
  });
}

/** The most lines that are tried, so that a long statement does not make a keystroke slow. */
const MOST_LINES = 40;

/** Copies of the text, each without one of the lines behind the opening parenthesis. The lines nearest to the mistake come first. */
function withoutLine(text: string, at: number, open: number): readonly string[] {
  const lines: { readonly start: number; readonly end: number }[] = [];
  for (let start = text.indexOf('\n', open) + 1; start > 0; start = text.indexOf('\n', start) + 1) {
    const end = text.indexOf('\n', start);
    lines.push({ start, end: end === -1 ? text.length : end });
    if (end === -1) break;
  }
  const distance = ({ start, end }: { readonly start: number; readonly end: number }): number =>
    at < start ? start - at : at > end ? at - end : 0;
  return lines
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, MOST_LINES)
    .map(({ start, end }) => withoutLastComma(blanked(text, start, end)));
}

/** Replaces a span by blanks, so that the offsets behind it stay the same. */
function blanked(text: string, start: number, end: number): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}

/** Removes a last comma without an element behind it, after the line of the element was removed. */
function withoutLastComma(text: string): string {
  return text.replace(/,(\s*\)[\s;]*)$/, ' $1');
}
