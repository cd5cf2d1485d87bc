import type { DownScaffold, FileLookup } from '../tool';
import type { Part } from '../unit';
import { lineEnding } from './lines';

/** A down in a file of its own, with the line breaks of its up file. */
export function newDownFile(file: string, upFile: string, body: string, lookup: FileLookup): DownScaffold {
  return { kind: 'createFile', file, text: fullLines(body, lineEnding(lookup(upFile) ?? '')) };
}

/** A down section at the end of a file. Undefined when the file is gone. */
export function newDownSection(file: string, marker: string, body: string, lookup: FileLookup): DownScaffold | undefined {
  const text = lookup(file);
  if (text === undefined) return undefined;
  const newline = lineEnding(text);
  const start = text.trimEnd().length;
  const newText = `${start === 0 ? '' : newline + newline}${marker}${newline}${fullLines(body, newline)}`;
  return { kind: 'edit', file, edit: { span: { start, end: text.length }, newText } };
}

/** SQL appended to an existing down. Undefined when the file is gone. */
export function filledDown(part: Part, body: string, lookup: FileLookup): DownScaffold | undefined {
  const text = lookup(part.file);
  if (text === undefined) return undefined;
  const newline = lineEnding(text);
  const held = text.slice(part.span.start, part.span.end);
  const start = part.span.start + held.trimEnd().length;
  const end = part.span.end === text.length ? text.length : start;
  const needsBreak = start > 0 && text[start - 1] !== '\n';
  const added = `${needsBreak ? newline : ''}${fullLines(body, newline)}`;
  return { kind: 'edit', file: part.file, edit: { span: { start, end }, newText: end < text.length ? added.trimEnd() : added } };
}

/** The lines with the given line breaks, including one at the end. */
function fullLines(body: string, newline: string): string {
  return `${body.trimEnd().split(/\r?\n/).join(newline)}${newline}`;
}
