import type { Span } from '../../../text/span';
import { parentFolder } from '../../layout/folder';
import type { FindIncludes, Include } from '../../layout/includes';
import type { SourceFile } from '../../tool';

/** A template action that inserts another file: `{{ template "shared/v1.sql" . }}`. */
const ACTION = /\{\{-?\s*(?!\.)(?:template\s+(?:"([^"\n]*)"|`([^`\n]*)`))?(?:(?!\}\})[\s\S])*\}\}/g;

/**
 * Finds actions between statements, so that the statement after one is read by itself. Files in subfolders are templates, named by their
 * paths below the migrations folder.
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

/** After a semicolon, another action or nothing. A template within a statement is no statement of its own. */
function standsBetweenStatements(text: string, at: Span): boolean {
  const before = text
    .slice(0, at.start)
    .replace(/--[^\n]*/g, '')
    .trimEnd();
  return before === '' || before.endsWith(';') || before.endsWith('}}');
}
