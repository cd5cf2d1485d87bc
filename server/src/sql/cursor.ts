import type { Span } from '../text/span';
import type { Lexer } from './dialect';
import { isTrivia, type Token } from './token';

/**
 * The tokens of one statement, to find places that the parser's tree does not hold: libpg-query gives start offsets
 * only, and none at all for ALTER TABLE commands, key columns, DROP targets and many names.
 */
export interface Cursor {
  readonly text: string;
  /** Without trivia. */
  readonly tokens: readonly Token[];
  /** Index of the first token that starts at or after an offset; tokens.length when there is none. */
  indexAt(offset: number): number;
  /** The token as the grammar sees it: a keyword in lower case, any other token as written. */
  word(index: number): string;
  /** Index of the first token in [from, to) that is this keyword or punctuation; -1 when there is none. */
  find(word: string, from: number, to?: number): number;
  /** Like find, but only outside parentheses that open at or after `from`. */
  findTop(words: string | readonly string[], from: number, to?: number): number;
  /** Index of the first token in [from, to) that is this identifier once folded; -1 when there is none. */
  findName(name: string, from: number, to?: number): number;
  /** Index of the token that closes the parenthesis at `open`; the last token when it is never closed. */
  matching(open: number): number;
  /** Ranges of tokens [start, end) between the commas of [from, to) that stand outside parentheses. */
  items(from: number, to: number): readonly { readonly start: number; readonly end: number }[];
  /** The name that a token of the statement means; undefined when it is no identifier. */
  identifier(token: Token): string | undefined;
  /** From the first to the last token of [from, to). Empty, at the end of the statement, when the range is. */
  spanOf(from: number, to: number): Span;
}

export function cursorOver(text: string, { tokenize, identifier }: Lexer): Cursor {
  const tokens = tokenize(text).filter((token) => !isTrivia(token));
  const words = tokens.map((token) =>
    token.kind === 'word' ? text.slice(token.start, token.end).toLowerCase() : text.slice(token.start, token.end),
  );
  const depthChange = (index: number): number => {
    const word = words[index];
    return word === '(' || word === '[' ? 1 : word === ')' || word === ']' ? -1 : 0;
  };
  const findTop = (wanted: string | readonly string[], from: number, to = tokens.length): number => {
    let depth = 0;
    for (let i = from; i < to; i++) {
      if (depth === 0 && (typeof wanted === 'string' ? words[i] === wanted : wanted.includes(words[i]!))) return i;
      depth += depthChange(i);
    }
    return -1;
  };
  const search = (from: number, to: number, test: (index: number) => boolean): number => {
    for (let i = Math.max(from, 0); i < to; i++) if (test(i)) return i;
    return -1;
  };
  return {
    text,
    tokens,
    identifier: (token) => identifier(text, token),
    word: (index) => words[index] ?? '',
    indexAt: (offset) => {
      const index = tokens.findIndex((token) => token.start >= offset);
      return index === -1 ? tokens.length : index;
    },
    find: (word, from, to = tokens.length) => search(from, to, (i) => words[i] === word),
    findTop,
    findName: (name, from, to = tokens.length) => search(from, to, (i) => identifier(text, tokens[i]!) === name),
    matching(open) {
      let depth = 0;
      for (let i = open; i < tokens.length; i++) {
        depth += depthChange(i);
        if (depth === 0) return i;
      }
      return tokens.length - 1;
    },
    items(from, to) {
      const items: { start: number; end: number }[] = [];
      let start = from;
      while (start < to) {
        const comma = findTop(',', start, to);
        const end = comma === -1 ? to : comma;
        items.push({ start, end });
        start = end + 1;
      }
      return items;
    },
    spanOf(from, to) {
      const first = tokens[from];
      const last = tokens[to - 1];
      return first === undefined || last === undefined || to <= from
        ? { start: text.length, end: text.length }
        : { start: first.start, end: last.end };
    },
  };
}
