import type { Span } from '../../../text/span';
import { parentFolder } from '../../layout/folder';
import type { FindIncludes, Include } from '../../layout/includes';
import type { SourceFile } from '../../tool';

/** An action of a template that is no value: `{{ template "shared/v1.sql" . }}` puts another file in its place. */
const ACTION = /\{\{-?\s*(?!\.)(?:template\s+(?:"([^"\n]*)"|`([^`\n]*)`))?(?:(?!\}\})[\s\S])*\}\}/g;

/**
 * Finds actions that stand between statements, so that a statement behind one is read by itself. Files in folders below the
 * migrations are templates; their names are paths below the migrations.
 */
export function ternIncludes(files: readonly { readonly name: string; readonly file: SourceFile }[]): FindIncludes {
  const templates = new Map(files.flatMap(({ name, file }) => (parentFolder(name) === '' ? [] : [[name, file] as const])));
  return ({ text }, span) =>
    [...text.slice(span.start, span.end).matchAll(ACTION)].flatMap((match): readonly Include[] => {
      const file = templates.get(match[1] ?? match[2] ?? '');
      const start = span.start + match.index;
      const at = { start, end: start + match[0].length };
      if (!standsBetweenStatements(text, at)) return [];
      return file === undefined ? [{ at }] : [{ at, file }];
    });
}

/** Behind a semicolon, another action or nothing at all. Within a statement a template is no SQL of its own. */
function standsBetweenStatements(text: string, at: Span): boolean {
  const before = text
    .slice(0, at.start)
    .replace(/--[^\n]*/g, '')
    .trimEnd();
  return before === '' || before.endsWith(';') || before.endsWith('}}');
}
