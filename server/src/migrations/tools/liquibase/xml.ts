import { SaxesParser } from 'saxes';
import type { Span } from '../../../text/span';
import { DEEPEST_FILE } from '../../layout/nesting';
import { type ChangelogTree, DEEPEST, type Element, TOO_DEEP, type TreeProblem, type WrittenText } from './tree';

class TooDeep extends Error {}

interface Open {
  readonly name: string;
  readonly start: number;
  readonly head: Span;
  readonly attributes: ReadonlyMap<string, WrittenText>;
  readonly children: Element[];
  readonly texts: WrittenText[];
}

/** Reads XML. Continues after an error as far as possible, and reports the first one. */
export function readXml(text: string): ChangelogTree {
  const parser = new SaxesParser({ position: false, xmlns: false });
  const open: Open[] = [];
  let root: Element | undefined;
  let problem: TreeProblem | undefined;
  /** End of the last tag, comment or CDATA section. */
  let ended = 0;

  const close = (end: number): void => {
    const element = open.pop();
    if (element === undefined) return;
    const closed = elementOf(element, text, end);
    if (open.length === 0) root ??= closed;
    else if (open.length < DEEPEST) open.at(-1)!.children.push(closed);
  };
  parser.on('error', (error) => {
    problem ??= { span: lineAt(text, parser.position), message: error.message.replace(/^[\d:]+ /, '').replace(/\.$/, '') };
  });
  parser.on('opentag', (tag) => {
    if (open.length >= DEEPEST_FILE) throw new TooDeep();
    const start = text.lastIndexOf(`<${tag.name}`, parser.position - 1);
    const head = { start: Math.max(start, ended), end: parser.position };
    const attributes = attributesOf(tag.attributes, text, head);
    open.push({ name: localName(tag.name), start: head.start, head, attributes, children: [], texts: [] });
    ended = parser.position;
  });
  parser.on('closetag', () => {
    ended = parser.position;
    close(ended);
  });
  parser.on('text', (content) => {
    const next = text.indexOf('<', ended);
    open.at(-1)?.texts.push(valueAt(text, { start: ended, end: next === -1 ? text.length : next }, content));
  });
  parser.on('cdata', (content) => {
    const start = text.indexOf('<![CDATA[', ended) + '<![CDATA['.length;
    open.at(-1)?.texts.push(valueAt(text, { start, end: parser.position - ']]>'.length }, content));
    ended = parser.position;
  });
  for (const event of ['comment', 'processinginstruction', 'doctype'] as const) {
    parser.on(event, () => {
      ended = parser.position;
    });
  }
  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    problem ??= { span: lineAt(text, parser.position), message: TOO_DEEP };
  }
  while (open.length > 0) close(text.length);
  return { root: root?.name === 'databaseChangeLog' ? root : undefined, ...(problem === undefined ? {} : { problem }) };
}

function elementOf({ name, start, head, attributes, children, texts }: Open, text: string, end: number): Element {
  const content = joined(texts, text);
  return { name, span: { start, end }, head, attributes, children, ...(content === undefined ? {} : { text: content }) };
}

/** Joins the pieces around comments and CDATA sections. The text is in the file as such if only one piece is not blank. */
function joined(pieces: readonly WrittenText[], text: string): WrittenText | undefined {
  const filled = pieces.filter((piece) => piece.text.trim() !== '');
  const [first] = filled;
  if (first === undefined) return undefined;
  if (filled.length === 1) return first;
  return valueAt(text, { start: first.span.start, end: filled.at(-1)!.span.end }, pieces.map((piece) => piece.text).join(''));
}

/** Line breaks, which XML normalises to `\n`, are the only difference between a verbatim text and the file. */
function valueAt(text: string, span: Span, content: string): WrittenText {
  return { text: content, span, isVerbatim: text.slice(span.start, span.end).replace(/\r\n?/g, '\n') === content };
}

function attributesOf(values: Readonly<Record<string, string>>, text: string, head: Span): ReadonlyMap<string, WrittenText> {
  const tag = text.slice(head.start, head.end);
  const places = new Map<string, Span>();
  for (const match of tag.matchAll(/([^\s=<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const end = head.start + match.index + match[0].length - 1;
    const name = match[1]!;
    if (!places.has(name)) places.set(name, { start: end - (match[2] ?? match[3]!).length, end });
  }
  return new Map(
    Object.entries(values).map(([name, value]) => [localName(name), { text: value, span: places.get(name) ?? head, isVerbatim: false }]),
  );
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function lineAt(text: string, offset: number): Span {
  const at = Math.min(Math.max(offset - 1, 0), text.length);
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  const next = text.indexOf('\n', at);
  const line = text.slice(start, next === -1 ? text.length : next);
  const lead = line.length - line.trimStart().length;
  return { start: start + lead, end: start + Math.max(line.trimEnd().length, lead) };
}
