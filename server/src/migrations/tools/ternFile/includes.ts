import type { Span } from '../../../text/span';
import { folderOf } from '../../layout/folder';
import { type Section, wholeFile } from '../../layout/parts';
import type { SourceFile } from '../../tool';
import type { Part } from '../../unit';

/** Files in folders below the migrations, which are templates, by their paths below the migrations folder. */
export type Templates = ReadonlyMap<string, SourceFile>;

/** `{{ template "shared/v1.sql" . }}`, which puts another file in its place. */
const INCLUDE = /\{\{-?\s*template\s+(?:"([^"\n]*)"|`([^`\n]*)`)[^}\n]*\}\}/g;

/**
 * The parts of a section: what stands between includes, and the files that they name, with the includes in them. Where an include
 * stands within a statement, or its file is not there, it is left as it is.
 */
export function withIncludes(file: SourceFile, section: Section, templates: Templates, within: readonly string[] = []): readonly Part[] {
  const parts: Part[] = [];
  const { direction, transaction, span } = section;
  const add = (start: number, end: number): void => {
    if (end > start) parts.push({ direction, transaction, file: file.path, span: { start, end } });
  };
  let start = span.start;
  for (const { at, template } of includesIn(file.text, span, templates)) {
    if (within.includes(template.path) || !standsAlone(file.text, at)) continue;
    add(start, at.start);
    const whole = wholeFile(direction, template, transaction);
    parts.push(...withIncludes(template, whole, templates, [...within, template.path]));
    start = at.end;
  }
  if (parts.length === 0 || file.text.slice(start, span.end).trim() !== '') add(start, span.end);
  return parts.length === 0 ? [{ direction, transaction, file: file.path, span }] : parts;
}

function includesIn(text: string, span: Span, templates: Templates): readonly { readonly at: Span; readonly template: SourceFile }[] {
  return [...text.slice(span.start, span.end).matchAll(INCLUDE)].flatMap((match) => {
    const template = templates.get(match[1] ?? match[2] ?? '');
    const start = span.start + match.index;
    return template === undefined ? [] : [{ at: { start, end: start + match[0].length }, template }];
  });
}

/** On lines of its own, that is: behind a semicolon or nothing at all. Within a statement its file is no SQL of its own. */
function standsAlone(text: string, at: Span): boolean {
  const before = text
    .slice(0, at.start)
    .replace(/--[^\n]*/g, '')
    .trimEnd();
  return before === '' || before.endsWith(';') || before.endsWith('}}');
}

/** The templates of a migrations folder. */
export function templatesOf(files: readonly { readonly name: string; readonly file: SourceFile }[]): Templates {
  return new Map(files.flatMap(({ name, file }) => (folderOf(name) === '' ? [] : [[name, file] as const])));
}
