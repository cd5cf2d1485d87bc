import { type Document, isAlias, isMap, isPair, isScalar, isSeq, parseDocument, type Scalar, visit, type YAMLMap } from 'yaml';
import { isTooDeep } from '../../layout/nesting';
import { rangeOf, scalarText } from '../../layout/yamlText';
import { type ChangelogTree, DEEPEST, type Element, TOO_DEEP, type WrittenText } from './tree';

/** Limit on elements: aliases can expand exponentially. No changelog has this many. */
const MOST_ELEMENTS = 100_000;

/** Reads YAML and its subset JSON. All values stay text; the change type decides what a number or a date is. */
export function readYaml(text: string): ChangelogTree {
  if (isTooDeep(text)) return { root: undefined, problem: { span: { start: 0, end: 0 }, message: TOO_DEEP } };
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const [error] = document.errors;
  const root = isMap(document.contents) ? documentRoot(document.contents, { anchors: anchorsOf(document), text, elements: 0 }) : undefined;
  if (error === undefined) return { root };
  const [start, end] = error.pos;
  const span = { start: Math.min(start, text.length), end: Math.min(Math.max(start, end), text.length) };
  return { root, problem: { span, message: error.message.replace(/\.$/, '') } };
}

interface Reading {
  readonly anchors: ReadonlyMap<string, unknown>;
  readonly text: string;
  elements: number;
}

/** Anchors by name. The parser's own lookup searches the whole document for each alias. */
function anchorsOf(document: Document): ReadonlyMap<string, unknown> {
  const anchors = new Map<string, unknown>();
  visit(document, {
    Value: (_, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return anchors;
}

/** An element while it is read. */
interface Content {
  readonly attributes: Map<string, WrittenText>;
  readonly children: Element[];
  text?: WrittenText;
}

function documentRoot(map: YAMLMap, reading: Reading): Element | undefined {
  return contentOf(map, reading, 0).children.find(({ name }) => name === 'databaseChangeLog');
}

function contentOf(value: unknown, reading: Reading, depth: number): Content {
  const content: Content = { attributes: new Map(), children: [] };
  collect(value, content, reading, depth);
  return content;
}

function collect(value: unknown, into: Content, reading: Reading, depth: number): void {
  if (depth > DEEPEST || ++reading.elements > MOST_ELEMENTS) return;
  const node = isAlias(value) ? reading.anchors.get(value.source) : value;
  if (isScalar(node)) into.text ??= scalarText(node, reading.text);
  else if (isSeq(node)) for (const item of node.items) collect(item, into, reading, depth + 1);
  else if (isMap(node)) {
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key) || typeof pair.key.value !== 'string') continue;
      addPair(pair.key, pair.value, into, reading, depth);
    }
  }
}

function addPair(key: Scalar, value: unknown, into: Content, reading: Reading, depth: number): void {
  const name = String(key.value);
  const node = isAlias(value) ? reading.anchors.get(value.source) : value;
  if (name === '<<') {
    collect(node, into, reading, depth + 1);
    return;
  }
  if (isScalar(node) && !into.attributes.has(name)) into.attributes.set(name, scalarText(node, reading.text));
  const content = contentOf(node, reading, depth + 1);
  const head = rangeOf(key) ?? { start: 0, end: 0 };
  const end = rangeOf(node)?.end ?? head.end;
  into.children.push({
    name,
    head,
    // The element's place is that of the alias, not of the anchor.
    span: { start: head.start, end: isAlias(value) || end < head.end ? head.end : trimmedEnd(reading.text, head.start, end) },
    attributes: content.attributes,
    children: content.children,
    ...(content.text === undefined || content.text.text.trim() === '' ? {} : { text: content.text }),
  });
}

/** A YAML collection ends where the next one begins, so its span is cut at its last text. */
function trimmedEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}
