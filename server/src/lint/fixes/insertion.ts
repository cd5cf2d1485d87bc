import type { LocatedStatement } from '../../migrations/unit';
import type { TextEdit } from '../../text/edit';

/** The line ending that a text uses. */
export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Keywords in the letter case of the statement `like`: in lower case where it begins with a lower-case letter. SQL with quotes is left as it is. */
export function keywords(sql: string, like: string): string {
  return /^[a-z]/.test(like) && !/['"$]/.test(sql) ? sql.toLowerCase() : sql;
}

/** Adds a statement (given without semicolon) on a line of its own after another statement and the comment that follows it on its line. */
export function insertAfter(text: string, located: LocatedStatement, sql: string): TextEdit {
  const end = located.offset + located.statement.text.length;
  const semicolon = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*;/.exec(text.slice(end));
  const newline = newlineOf(text);
  if (semicolon === null) return { span: { start: end, end }, newText: `;${newline}${indentAt(text, located.offset)}${sql};` };
  const behind = end + semicolon[0].length;
  const comment = /^[^\S\r\n]*--[^\r\n]*/.exec(text.slice(behind))?.[0].length ?? 0;
  const at = behind + comment;
  return { span: { start: at, end: at }, newText: `${newline}${indentAt(text, located.offset)}${sql};` };
}

/** Adds a statement (given without semicolon) on a line of its own before another statement. */
export function insertBefore(text: string, located: LocatedStatement, sql: string): TextEdit {
  const { offset } = located;
  const indent = indentAt(text, offset);
  return { span: { start: offset, end: offset }, newText: `${sql};${newlineOf(text)}${indent}` };
}

/** The white space between the start of the line and the offset; '' when anything else stands there. */
export function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^\s*$/.test(line) ? line : '';
}
