import type { Span } from '../../../text/span';

/** A text in a changelog. */
export interface WrittenText {
  readonly text: string;
  /** Where it stands in the file, without quotes, tags and block markers. */
  readonly span: Span;
  /** The file holds it as it is read, but for indentation: an offset into the span is an offset into the text of the file. */
  readonly isVerbatim: boolean;
}

/** One element of a changelog, whichever language it is written in. XML's attributes and YAML's plain values are the same thing. */
export interface Element {
  /** Without a namespace prefix. */
  readonly name: string;
  readonly span: Span;
  /** The opening tag, or the key. */
  readonly head: Span;
  readonly attributes: ReadonlyMap<string, WrittenText>;
  /** In the order of the file. A list of YAML is no element: its items stand here. */
  readonly children: readonly Element[];
  /** What stands between the tags, or behind the key; undefined when that is blank. */
  readonly text?: WrittenText;
}

/** What is wrong with a file as XML or YAML. */
export interface TreeProblem {
  readonly span: Span;
  /** The parser's words, without a position and without a full stop. */
  readonly message: string;
}

export interface ChangelogTree {
  /** `databaseChangeLog`, as far as it could be read; undefined when there is none. */
  readonly root: Element | undefined;
  readonly problem?: TreeProblem;
}

/** Elements nested deeper than this are left out: no changelog needs them, and a reader of trees calls itself. */
export const DEEPEST = 60;

export const TOO_DEEP = 'it is nested too deeply';

/** An attribute, or a child element with nothing but a text: `<where>…</where>` says the same as `where: …`. */
export function attributeOf(element: Element, name: string): WrittenText | undefined {
  return element.attributes.get(name) ?? element.children.find((child) => child.name === name)?.text;
}

/** Undefined when the attribute is missing or blank. */
export function textAttribute(element: Element, name: string): string | undefined {
  const text = attributeOf(element, name)?.text.trim();
  return text === '' ? undefined : text;
}

/** As Java reads a boolean: `true` in any case, everything else is false. Undefined when it is not said. */
export function flagOf(element: Element, name: string): boolean | undefined {
  const text = textAttribute(element, name);
  return text === undefined ? undefined : text.toLowerCase() === 'true';
}
