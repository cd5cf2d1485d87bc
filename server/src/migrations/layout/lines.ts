import type { Span } from '../../text/span';

/** A line without its line break. */
export interface Line extends Span {
  readonly text: string;
  /** Offset of the next line; the length of the text for the last line. */
  readonly next: number;
}

/** Lines as the tools see them: cut at `\n`, without one `\r` before it. A marker in a file with Windows line breaks is the same marker. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const at = text.indexOf('\n', start);
    const next = at === -1 ? text.length : at + 1;
    const stop = at === -1 ? text.length : at;
    const end = stop > start && text[stop - 1] === '\r' ? stop - 1 : stop;
    lines.push({ start, end, next, text: text.slice(start, end) });
    start = next;
  }
  return lines;
}

/** The line break of the first line. */
export function lineEnding(text: string): '\n' | '\r\n' {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** Where a problem of the whole file is shown: its first line that is not blank. Empty, at 0, in an empty file. */
export function headOf(text: string): Span {
  const line = linesOf(text).find((each) => each.text.trim() !== '');
  return line === undefined ? { start: 0, end: 0 } : trimmed(line);
}

/** A line without the blanks around it. */
export function trimmed(line: Line): Span {
  const start = line.start + line.text.length - line.text.trimStart().length;
  return { start, end: start + line.text.trim().length };
}

/**
 * Whether a line ends a statement for a tool that cuts at semicolons at the end of a line. The last word before a word that begins
 * with `--` decides: none of these tools knows strings or comments.
 */
export function endsStatement(line: string): boolean {
  if (!line.includes(';')) return false;
  if (!line.includes(';')) return false;
  const words = line.split(/\s+/).filter((word) => word !== '');
  const comment = words.findIndex((word) => word.startsWith('--'));
  const last = comment === -1 ? words.at(-1) : words[comment - 1];
  return last?.endsWith(';') ?? false;
}

/** The first line before an offset that holds more than blanks and comments: SQL that the tool skips. */
export function firstSql(text: string, end: number, isComment: (line: string) => boolean = isBlankOrComment): Span | undefined {
  const bare = text.slice(0, end).replace(/\/\*[\s\S]*?\*\//g, (block) => block.replace(/[^\n]/g, ' '));
  const line = linesOf(bare).find((each) => !isComment(each.text));
  return line && trimmed(line);
}

export function isBlankOrComment(line: string): boolean {
  const text = line.trim();
  return text === '' || text.startsWith('--');
}
