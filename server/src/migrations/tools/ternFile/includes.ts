import type { Span } from '../../../text/span';
import { folderOf } from '../../layout/folder';
import type { FindIncludes } from '../../layout/includes';
import type { SourceFile } from '../../tool';

/** `{{ template "shared/v1.sql" . }}`, which puts another file in its place. */
const INCLUDE = /\{\{-?\s*template\s+(?:"([^"\n]*)"|`([^`\n]*)`)[^}\n]*\}\}/g;

/** Finds includes that stand between statements. Files in folders below the migrations are templates; names are paths below the migrations. */
export function ternIncludes(files: readonly { readonly name: string; readonly file: SourceFile }[]): FindIncludes {
  const templates = new Map(files.flatMap(({ name, file }) => (folderOf(name) === '' ? [] : [[name, file] as const])));
  return ({ text }, span) =>
    [...text.slice(span.start, span.end).matchAll(INCLUDE)].flatMap((match) => {
      const file = templates.get(match[1] ?? match[2] ?? '');
      const start = span.start + match.index;
      const at = { start, end: start + match[0].length };
      return file === undefined || !standsBetweenStatements(text, at) ? [] : [{ at, file }];
    });
}

/** Behind a semicolon, another include or nothing at all. Within a statement the template is no SQL of its own. */
function standsBetweenStatements(text: string, at: Span): boolean {
  const before = text
    .slice(0, at.start)
    .replace(/--[^\n]*/g, '')
    .trimEnd();
  return before === '' || before.endsWith(';') || before.endsWith('}}');
}
