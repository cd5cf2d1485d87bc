import type { Node } from 'jsonc-parser';
import type { Span } from '../text/span';

/** A member of a JSON object: its key and the node of its value. */
export interface Property {
  readonly name: string;
  readonly key: Span;
  readonly value: Node;
}

/** The members of an object node that have a value. A half-typed member has none. */
export function membersOf(node: Node): readonly Property[] {
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key === undefined || value === undefined ? [] : [{ name: String(key.value), key: nodeSpan(key), value }];
  });
}

export function nodeSpan(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}
