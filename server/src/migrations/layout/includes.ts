import type { Span } from '../../text/span';
import type { SourceFile } from '../tool';
import type { Part } from '../unit';
import { type Section, wholeFile } from './parts';

/** A place in a file at which the tool inserts another file. */
export interface Include {
  readonly at: Span;
  /** Undefined when only the tool knows what it inserts. */
  readonly file?: SourceFile;
}

/** The includes of a file within a span, in order. */
export type FindIncludes = (file: SourceFile, span: Span) => readonly Include[];

/** The parts of a section: the text between includes, and the included files with their own includes. A circular include is left out. */
export function withIncludes(file: SourceFile, section: Section, find: FindIncludes, within: readonly string[] = []): readonly Part[] {
  const { direction, transaction, span } = section;
  const parts: Part[] = [];
  const part = (start: number, end: number): Part => ({ direction, transaction, file: file.path, span: { start, end } });
  let start = span.start;
  for (const include of find(file, span)) {
    if (include.file !== undefined && [...within, file.path].includes(include.file.path)) continue;
    if (file.text.slice(start, include.at.start).trim() !== '') parts.push(part(start, include.at.start));
    if (include.file === undefined) parts.push(part(include.at.start, include.at.end));
    else parts.push(...withIncludes(include.file, wholeFile(direction, include.file, transaction), find, [...within, file.path]));
    start = include.at.end;
  }
  if (parts.length === 0 || file.text.slice(start, span.end).trim() !== '') parts.push(part(start, span.end));
  return parts;
}
