import type { CreateTable } from '../../sql/change';
import type { TextEdit } from '../../text/edit';
import type { StepContext } from '../engine/context';
import { indentAt, keywords, newlineOf } from './insertion';

/** Adds a column after the last column of a CREATE TABLE, in the layout of that column. Undefined when the statement has no column. */
export function columnInsertion(change: CreateTable, step: StepContext<unknown>, name: string, definition: string): TextEdit | undefined {
  const last = change.columns.at(-1);
  if (last === undefined || change.elementsEnd === undefined) return undefined;
  const text = step.uncached.text(step.located.file);
  const { start, end } = step.at(last.span);
  const line = indentAt(text, start);
  const ownLine = line !== '' || text[start - 1] === '\n' || start === 0;
  const column = `${name} ${keywords(definition, step.located.statement.text)}`;
  const separator = ownLine ? `${newlineOf(text)}${line}` : ' ';
  return placed(text, end, column, separator, ownLine);
}

/** A comment after the last column stays on the line of that column. */
function placed(text: string, end: number, column: string, separator: string, ownLine: boolean): TextEdit {
  const rest = /^([^\S\r\n]*)(,?)([^\S\r\n]*--[^\r\n]*)?/.exec(text.slice(end))!;
  const [whole, , comma, comment] = rest;
  if (comma === ',') {
    const at = end + (ownLine ? (comment === undefined ? whole.trimEnd().length : whole.length) : rest[1]!.length + 1);
    return { span: { start: at, end: at }, newText: `${separator}${column},` };
  }
  if (comment === undefined) return { span: { start: end, end }, newText: `,${separator}${column}` };
  return { span: { start: end, end: end + whole.length }, newText: `,${rest[1]}${comment}${separator}${column}` };
}
