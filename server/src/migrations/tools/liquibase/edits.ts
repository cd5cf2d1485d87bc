import type { TextEdit } from '../../../text/edit';
import { lineEnding } from '../../layout/lines';
import type { DownScaffold, FileLookup } from '../../tool';
import type { Migration, Part } from '../../unit';
import type { Element } from './tree';
import { readXml } from './xml';
import { readYaml } from './yaml';

type Edited = { readonly file: string; readonly edit: TextEdit };

/** Writes the rollback of a change set after its changes. Undefined when the language has no place for SQL of several lines. */
export function newRollback({ up, down }: Migration, body: string, lookup: FileLookup): DownScaffold | undefined {
  const [first] = up;
  const last = up.at(-1);
  const text = first && lookup(first.file);
  if (first === undefined || last === undefined || text === undefined || down.length > 0 || last.file !== first.file) return undefined;
  const lines = body.trimEnd().split(/\r?\n/);
  const edit = first.marker === undefined ? rollbackElement(text, first, lines) : rollbackLines(text, last, lines);
  return edit && { kind: 'edit', file: first.file, edit };
}

/** The edit that makes a change set run outside a transaction. */
export function withoutTransaction({ up }: Migration, lookup: FileLookup): Edited | undefined {
  const [first] = up;
  const text = first && lookup(first.file);
  if (first === undefined || text === undefined || first.transaction === 'off') return undefined;
  const at = (offset: number, newText: string): Edited => ({ file: first.file, edit: { span: { start: offset, end: offset }, newText } });
  if (first.marker !== undefined) return at(first.marker.end, ' runInTransaction:false');
  const element = changeSetAround(text, first);
  if (element === undefined || element.attributes.has('runInTransaction')) return undefined;
  if (/\.xml$/i.test(first.file)) return at(element.head.end - 1, ' runInTransaction="false"');
  const indent = childIndent(text, element);
  return indent === undefined ? undefined : at(element.children[0]!.head.start, `runInTransaction: false${lineEnding(text)}${indent}`);
}

function rollbackLines(text: string, { span }: Part, lines: readonly string[]): TextEdit {
  const newline = lineEnding(text);
  const end = span.start + text.slice(span.start, span.end).trimEnd().length;
  const says = lines.every((line) => /^\s*(?:--|$)/.test(line)) ? ['empty'] : lines;
  return { span: { start: end, end }, newText: says.map((line) => `${newline}--rollback ${line}`).join('') };
}

function rollbackElement(text: string, part: Part, lines: readonly string[]): TextEdit | undefined {
  const element = changeSetAround(text, part);
  if (element === undefined) return undefined;
  const newline = lineEnding(text);
  if (!/\.xml$/i.test(part.file)) {
    const indent = childIndent(text, element);
    if (indent === undefined) return undefined;
    const body = lines.map((line) => `${indent}    ${line}`.trimEnd());
    const { end } = element.span;
    return { span: { start: end, end }, newText: [``, `${indent}rollback:`, `${indent}- sql: |`, ...body].join(newline) };
  }
  const at = text.lastIndexOf('</', element.span.end);
  if (at <= element.head.end || lines.some((line) => line.includes(']]>'))) return undefined;
  const indent = /(?:^|\n)([ \t]*)$/.exec(text.slice(0, at))?.[1];
  const written = ['<rollback><![CDATA[', ...lines, ']]></rollback>'].join(newline);
  return { span: { start: at, end: at }, newText: indent === undefined ? written : `  ${written}${newline}${indent}` };
}

function changeSetAround(text: string, { file, span }: Part): Element | undefined {
  if (!/\.(?:xml|ya?ml)$/i.test(file)) return undefined;
  const { root } = /\.xml$/i.test(file) ? readXml(text) : readYaml(text);
  return root?.children.find((child) => child.name === 'changeSet' && child.span.start <= span.start && span.end <= child.span.end + 1);
}

/** The indentation of a change set's keys; undefined when they have no lines of their own. */
function childIndent(text: string, { children }: Element): string | undefined {
  const start = children[0]?.head.start;
  return start === undefined ? undefined : /(?:^|\n)([ \t]*)$/.exec(text.slice(0, start))?.[1];
}
