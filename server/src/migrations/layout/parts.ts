import type { Span } from '../../text/span';
import type { SourceFile } from '../tool';
import type { Direction, Part, TransactionMode } from '../unit';
import { endsStatement, isBlankOrComment, type Line, linesOf, trimmed } from './lines';

/** A file that holds one direction and nothing else. */
export function wholeFile(direction: Direction, file: SourceFile, transaction: TransactionMode): Part {
  return { direction, file: file.path, span: { start: 0, end: file.text.length }, transaction };
}

/** A line that opens a section. */
export interface Opening {
  readonly line: Line;
  readonly direction: Direction;
}

/** Sections, each from the line after a marker to the next marker or the end of the text. */
export function sectionsBetween(
  text: string,
  openings: readonly Opening[],
): readonly { readonly direction: Direction; readonly span: Span; readonly marker: Span }[] {
  return openings.map(({ line, direction }, i) => ({
    direction,
    span: { start: line.next, end: openings[i + 1]?.line.start ?? text.length },
    marker: trimmed(line),
  }));
}

/** A section between two markers. */
export interface Section {
  readonly direction: Direction;
  readonly span: Span;
  readonly transaction: TransactionMode;
  readonly marker?: Span;
}

/**
 * The parts of a section, usually one. Some tools end a statement at a marker, so that its semicolon may be missing; the section is cut
 * at such a marker only if the statements on both sides would otherwise be read as one. `cuts` are the offsets of the markers, in order.
 */
export function partsOf(file: SourceFile, section: Section, cuts: readonly number[]): readonly Part[] {
  const parts: Part[] = [];
  let start = section.span.start;
  const { end } = section.span;
  for (const cut of cuts) {
    if (cut <= start || cut >= end || isFinished(file.text.slice(start, cut)) || lastSqlLine(file.text.slice(cut, end)) === undefined)
      continue;
    parts.push(partOf(file, section, { start, end: cut }, parts.length === 0));
    start = cut;
  }
  parts.push(partOf(file, section, { start, end }, parts.length === 0));
  return parts;
}

function partOf(file: SourceFile, section: Section, span: Span, isFirst: boolean): Part {
  const { direction, transaction, marker } = section;
  return { direction, file: file.path, span, transaction, ...(isFirst && marker !== undefined ? { marker } : {}) };
}

function isFinished(sql: string): boolean {
  const last = lastSqlLine(sql);
  return last === undefined || endsStatement(last);
}

/** Undefined when there are only comments. */
function lastSqlLine(sql: string): string | undefined {
  return linesOf(sql)
    .filter(({ text }) => !isBlankOrComment(text))
    .at(-1)?.text;
}
