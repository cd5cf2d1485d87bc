import type { Span } from '../../../text/span';

/** The delimiters of statements other than semicolons. */
export interface Splitting {
  /** `endDelimiter` as written. Undefined means a semicolon, or a line with only `/` or `GO`. */
  readonly delimiter: string | undefined;
}

/** The pieces of a text between its delimiters, without blank ones. */
export function pieces(text: string, { start, end }: Span, { delimiter }: Splitting): readonly Span[] {
  const pattern = delimiter === undefined ? /^[ \t]*(?:\/|go)[ \t]*\r?$/gim : patternOf(delimiter);
  if (pattern === undefined) return [{ start, end }];
  const found: Span[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(pattern)) {
    if (match[0] === '') continue;
    found.push({ start: from, end: start + match.index });
    from = start + match.index + match[0].length;
  }
  found.push({ start: from, end });
  const filled = found.filter((piece) => text.slice(piece.start, piece.end).trim() !== '');
  return filled.length === 0 ? [{ start, end }] : filled;
}

/** The same pieces with semicolons between them. */
export function withSemicolons(text: string, splitting: Splitting): string {
  const cut = pieces(text, { start: 0, end: text.length }, splitting);
  return cut.length === 1 ? text.slice(cut[0]!.start, cut[0]!.end) : cut.map(({ start, end }) => text.slice(start, end).trim()).join(';\n');
}

/** Length above which a text is no delimiter. */
const LONGEST = 60;
const MOST_BLANKS = 4;

/** Liquibase reads it as a regular expression. Only line breaks, blanks, line ends and alternatives are supported here. */
function patternOf(delimiter: string): RegExp | undefined {
  // Adjacent repeated blanks would backtrack exponentially.
  const written = delimiter
    .trim()
    .replace(/\\[nrt]\*/g, '\\s*')
    .replace(/(?:\\s\*)+/g, '\\s*');
  if (written === '' || written === ';' || written.length > LONGEST || written.split('\\s*').length > MOST_BLANKS) return undefined;
  const source = written
    .split(/(\\[nrts]\*?|[$^|])/)
    .map((token, i) => (i % 2 === 1 ? token.replace('\\n', '\\r?\\n') : token.replace(/[.*+?()[\]{}\\]/g, '\\$&')))
    .join('');
  return new RegExp(source, 'gim');
}
