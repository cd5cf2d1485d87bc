import type { Span } from '../../../text/span';

/** A text in a changelog. */
export interface WrittenText {
  readonly text: string;
  /** Its place in the file, without quotes, tags and block markers. */
  readonly span: Span;
  /** The file contains the text unescaped, so an offset in the span is an offset in the file. Only the indentation differs. */
  readonly isVerbatim: boolean;
}

/** An element of a changelog in any language. Attributes of XML and plain values of YAML are treated alike. */
export interface Element {
  /** Without a namespace prefix. */
  readonly name: string;
  readonly span: Span;
  /** The opening tag, or the key. */
  readonly head: Span;
  readonly attributes: ReadonlyMap<string, WrittenText>;
  /** In the order of the file. The items of a YAML list are children; the list itself is no element. */
  readonly children: readonly Element[];
  /** The text between the tags or after the key; undefined when it is blank. */
  readonly text?: WrittenText;
}

/** A syntax error of XML or YAML. */
export interface TreeProblem {
  readonly span: Span;
  /** The parser's message, without position and full stop. */
  readonly message: string;
}

export interface ChangelogTree {
  /** `databaseChangeLog`, as far as it could be read; undefined without one. */
  readonly root: Element | undefined;
  readonly problem?: TreeProblem;
}

/** Elements nested deeper than this are left out. No changelog needs them, and tree walks are recursive. */
export const DEEPEST = 60;

export const TOO_DEEP = 'it is nested too deeply';

/** An attribute, or a child element with only text: `<where>…</where>` is equivalent to `where: …`. */
export function attributeOf(element: Element, name: string): WrittenText | undefined {
  return element.attributes.get(name) ?? element.children.find((child) => child.name === name)?.text;
}

/** Undefined when the attribute is missing or blank. */
export function textAttribute(element: Element, name: string): string | undefined {
  const text = attributeOf(element, name)?.text.trim();
  return text === '' ? undefined : text;
}

/** A boolean as Java parses it: `true` in any case, everything else is false. Undefined when it is missing. */
export function flagOf(element: Element, name: string): boolean | undefined {
  const text = textAttribute(element, name);
  return text === undefined ? undefined : text.toLowerCase() === 'true';
}
