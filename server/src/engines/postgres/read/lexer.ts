import type { Lexer } from '../../../sql/dialect';
import { isTrivia, type Token, type TokenKind } from '../../../sql/token';
import { identifierText } from './identifier';

/**
 * The lexical structure of PostgreSQL (manual, section 4.1) and of psql around it: meta-commands and the data lines
 * after COPY … FROM stdin. Tokens cover the text without gap or overlap, and no text is refused.
 */
export const lexer: Lexer = { tokenize, identifier: identifierText };

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const copy = copyWatch(text, tokens);
  let position = 0;
  while (position < text.length) {
    const token = copy.dataAt(position) ?? scan(text, position);
    tokens.push(token);
    copy.saw(token);
    position = token.end;
  }
  return tokens;
}

const QUOTE = 39;
const DOUBLE_QUOTE = 34;
const BACKSLASH = 92;
const DOLLAR = 36;

function scan(text: string, start: number): Token {
  const code = text.charCodeAt(start);
  const next = text.charCodeAt(start + 1);
  if (isSpace(code)) return { kind: 'whitespace', start, end: skip(text, start, isSpace) };
  if (code === 45 && next === 45) return { kind: 'lineComment', start, end: lineEnd(text, start) };
  if (code === 47 && next === 42) return blockComment(text, start);
  if (code === QUOTE) return quoted(text, start, start, QUOTE, 'string', false);
  if (code === DOUBLE_QUOTE) return quoted(text, start, start, DOUBLE_QUOTE, 'quotedIdentifier', false);
  if (isWordStart(code)) return prefixedQuote(text, start) ?? { kind: 'word', start, end: skip(text, start + 1, isWordPart) };
  if (code === DOLLAR) return dollar(text, start);
  // PL/pgSQL's range: 1..10 is not 1 . .10 (DOT_DOT in scan.l).
  if (code === 46 && next === 46) return { kind: 'punctuation', start, end: start + 2 };
  if (isDigit(code) || (code === 46 && isDigit(next))) return number(text, start);
  if (code === BACKSLASH) return { kind: 'metaCommand', start, end: lineEnd(text, start) };
  if (code === 58 && next === 58) return { kind: 'operator', start, end: start + 2 };
  if ('()[],;.:{}'.includes(text[start]!)) return { kind: 'punctuation', start, end: start + 1 };
  if (isOperator(code)) return operator(text, start);
  return { kind: 'unknown', start, end: start + (code >= 0xd800 && code < 0xdc00 ? 2 : 1) };
}

/** Block comments nest, unlike those of the SQL standard's minimum (manual, 4.1.5). */
function blockComment(text: string, start: number): Token {
  let depth = 0;
  let i = start;
  while (i < text.length) {
    if (text.startsWith('/*', i)) {
      depth++;
      i += 2;
    } else if (text.startsWith('*/', i)) {
      depth--;
      i += 2;
      if (depth === 0) return { kind: 'blockComment', start, end: i };
    } else i++;
  }
  return { kind: 'blockComment', start, end: text.length, unterminated: true };
}

/** A doubled quote stands for itself; in E'' strings a backslash takes the next character with it. */
function quoted(text: string, start: number, quoteAt: number, quote: number, kind: TokenKind, backslash: boolean): Token {
  for (let i = quoteAt + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (backslash && code === BACKSLASH) i++;
    else if (code === quote) {
      if (text.charCodeAt(i + 1) !== quote) return { kind, start, end: i + 1 };
      i++;
    }
  }
  return { kind, start, end: text.length, unterminated: true };
}

/** E'…', B'…', X'…', N'…', U&'…' and U&"…": the prefix must touch the quote. */
function prefixedQuote(text: string, start: number): Token | undefined {
  const letter = text[start]!.toLowerCase();
  const next = text.charCodeAt(start + 1);
  if (next === QUOTE && 'ebxn'.includes(letter)) return quoted(text, start, start + 1, QUOTE, 'string', letter === 'e');
  if (letter !== 'u' || next !== 38) return undefined;
  const quote = text.charCodeAt(start + 2);
  if (quote === QUOTE) return quoted(text, start, start + 2, QUOTE, 'string', false);
  if (quote === DOUBLE_QUOTE) return quoted(text, start, start + 2, DOUBLE_QUOTE, 'quotedIdentifier', false);
  return undefined;
}

/** $1 is a parameter and $tag$ … $tag$ a string. A lone $ is no token of SQL. */
function dollar(text: string, start: number): Token {
  if (isDigit(text.charCodeAt(start + 1))) return { kind: 'parameter', start, end: skip(text, start + 1, isDigit) };
  let i = start + 1;
  if (isWordStart(text.charCodeAt(i))) i = skip(text, i + 1, isTagPart);
  if (text.charCodeAt(i) !== DOLLAR) return { kind: 'unknown', start, end: start + 1 };
  const tag = text.slice(start, i + 1);
  const close = text.indexOf(tag, i + 1);
  if (close === -1) return { kind: 'dollarString', start, end: text.length, unterminated: true };
  return { kind: 'dollarString', start, end: close + tag.length };
}

function number(text: string, start: number): Token {
  const match = /(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/y;
  match.lastIndex = start;
  return { kind: 'number', start, end: match.test(text) ? match.lastIndex : start + 1 };
}

/** Longest run of operator characters that no comment interrupts (manual, 4.1.3). */
function operator(text: string, start: number): Token {
  let end = start + 1;
  while (end < text.length && isOperator(text.charCodeAt(end)) && !text.startsWith('--', end) && !text.startsWith('/*', end)) end++;
  return { kind: 'operator', start, end };
}

/** Watches for `COPY … FROM stdin;`: up to the line `\.` the text that follows is data, not SQL. */
function copyWatch(text: string, tokens: readonly Token[]): { dataAt(position: number): Token | undefined; saw(token: Token): void } {
  let first = 0;
  let pending = false;
  return {
    saw(token) {
      if (token.kind !== 'punctuation' || text[token.end - 1] !== ';') return;
      pending = isCopyFromStdin(text, tokens, first);
      first = tokens.length;
    },
    dataAt(position) {
      if (!pending) return undefined;
      pending = false;
      const end = /^\\\.[ \t]*(?:\r?\n|$)/m;
      const start = text.indexOf('\n', position) + 1;
      if (start === 0) return undefined;
      const match = end.exec(text.slice(start));
      return match === null ? undefined : { kind: 'copyData', start: position, end: start + match.index + match[0].length };
    },
  };
}

function isCopyFromStdin(text: string, tokens: readonly Token[], first: number): boolean {
  const words: string[] = [];
  for (let i = first; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (isTrivia(token) || token.kind === 'metaCommand' || token.kind === 'copyData') continue;
    const word = text.slice(token.start, token.end).toLowerCase();
    if (words.length === 0 && word !== 'copy') return false;
    words.push(word);
  }
  return words.some((word, i) => word === 'stdin' && words[i - 1] === 'from');
}

function skip(text: string, from: number, test: (code: number) => boolean): number {
  let end = from;
  while (end < text.length && test(text.charCodeAt(end))) end++;
  return end;
}

function lineEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return i;
  }
  return text.length;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xfeff;
}
function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
function isWordStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || (code >= 128 && code !== 0xfeff);
}
function isTagPart(code: number): boolean {
  return isWordStart(code) || isDigit(code);
}
function isWordPart(code: number): boolean {
  return isWordStart(code) || isDigit(code) || code === DOLLAR;
}
function isOperator(code: number): boolean {
  return code < 128 && '+-*/<>=~!@#%^&|`?'.includes(String.fromCharCode(code));
}
