import { type LineIndex, lineIndex } from '../../text/lineIndex';
import type { Span } from '../../text/span';

/** A range as compilers print it: lines and columns count from 1, columns in UTF-16 units, the end is exclusive. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Converts spans to regions. Each text is indexed once. */
export function regions(text: (file: string) => string): (file: string, span: Span) => Region {
  const known = new Map<string, LineIndex>();
  const linesOf = (file: string): LineIndex => {
    const lines = known.get(file) ?? lineIndex(text(file));
    known.set(file, lines);
    return lines;
  };
  return (file, { start, end }) => {
    const first = linesOf(file).positionAt(start);
    const last = linesOf(file).positionAt(end);
    return { line: first.line + 1, column: first.character + 1, endLine: last.line + 1, endColumn: last.character + 1 };
  };
}

/** `file:line:column`, which terminals make clickable. */
export function terminalLink(file: string, { line, column }: Region): string {
  return `${file}:${line}:${column}`;
}
