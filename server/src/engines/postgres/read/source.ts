import type { Name, QualifiedName } from '../../../sql/change';
import type { Cursor } from '../../../sql/cursor';
import type { Span } from '../../../text/span';
import { cursor } from './cursor';
import { identifierText, truncate } from './identifier';

/** The text of a statement beside its tree. Converts the parser's byte offsets into UTF-16 ones and finds names. */
export interface Source {
  readonly text: string;
  readonly cursor: Cursor;
  /** Index of the token at a location of the tree. */
  tokenAt(location: number | undefined): number;
  /** A name within [from, to). Its span is the whole range when it cannot be found. */
  name(text: string, from: number, to?: number): Name;
  /** `a.b.c` written from token `from` on; a database name in front is left out. */
  qualified(parts: readonly string[], from: number, to?: number): QualifiedName;
  /** The name that tokens [from, to) spell; undefined when they spell none. */
  written(from: number, to: number): QualifiedName | undefined;
  spanOf(from: number, to: number): Span;
}

export function source(text: string): Source {
  const tokens = cursor(text);
  const toUtf16 = byteOffsets(text);
  const name = (wanted: string, from: number, to = tokens.tokens.length): Name => {
    const folded = truncate(wanted);
    const index = tokens.findName(folded, from, to);
    return { text: folded, span: index === -1 ? tokens.spanOf(from, Math.min(to, from + 1)) : tokens.spanOf(index, index + 1) };
  };
  return {
    text,
    cursor: tokens,
    tokenAt: (location) => tokens.indexAt(toUtf16(location ?? 0)),
    name,
    qualified(parts, from, to) {
      const [last, schema] = [...parts].reverse();
      if (schema === undefined) return { name: name(last ?? '', from, to) };
      const schemaName = name(schema, from, to);
      return { schema: schemaName, name: name(last!, tokens.indexAt(schemaName.span.end), to) };
    },
    written(from, to) {
      const names = tokens.tokens.slice(from, to).flatMap((token): Name[] => {
        const name = identifierText(text, token);
        return name === undefined ? [] : [{ text: name, span: { start: token.start, end: token.end } }];
      });
      const [last, schema] = names.reverse();
      return last === undefined ? undefined : { ...(schema === undefined ? {} : { schema }), name: last };
    },
    spanOf: tokens.spanOf,
  };
}

/** Names in the order written. Each is searched for behind the one before it. */
export function names(texts: readonly string[], source: Source, from: number, to: number): Name[] {
  let next = from;
  return texts.map((text) => {
    const name = source.name(text, next, to);
    next = source.cursor.indexAt(name.span.end);
    return name;
  });
}

/** Maps an offset in the UTF-8 bytes of a text to one in its UTF-16 units. */
function byteOffsets(text: string): (byte: number) => number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII, where both offsets are the same.
  if (/^[\x00-\x7f]*$/.test(text)) return (byte) => byte;
  const starts: number[] = [];
  for (let i = 0; i < text.length; ) {
    const point = text.codePointAt(i)!;
    const bytes = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (let b = 0; b < bytes; b++) starts.push(i);
    i += point > 0xffff ? 2 : 1;
  }
  return (byte) => starts[byte] ?? text.length;
}

/** Maps an offset in the code points of a text, as in error positions, to one in its UTF-16 units. */
export function codePointOffset(text: string, points: number): number {
  let offset = 0;
  for (let i = 0; i < points && offset < text.length; i++) offset += text.codePointAt(offset)! > 0xffff ? 2 : 1;
  return offset;
}
