import type { Lexer } from '../../sql/dialect';
import { isTrivia, type Token } from '../../sql/token';
import type { Span } from '../../text/span';

/** A comment that is addressed to the linter. */
export interface Directive {
  /** The whole comment. */
  readonly comment: Span;
  /** As written: `ignore`, `ignore-file`, or an unknown word. */
  readonly word: Span & { readonly text: string };
  /** Rule ids as written, in order. */
  readonly names: readonly (Span & { readonly text: string })[];
  /** Only white space and other comments stand before it on its line. */
  readonly alone: boolean;
  /** No SQL stands before it in the file. */
  readonly atTop: boolean;
  /** Offset of the first token of SQL after it; undefined at the end of the file. */
  readonly next?: number;
}

/** The directives of a file, in order. Only comments are read: a string that looks like a directive is none. */
export function directives(text: string, { tokenize }: Lexer): readonly Directive[] {
  if (!text.includes('migration-lens:')) return [];
  const tokens = tokenize(text);
  const firstSql = tokens.find((token) => !isTrivia(token))?.start ?? text.length;
  return tokens.flatMap((token, i) => {
    const parsed = isComment(token) ? parse(text, token) : undefined;
    if (parsed === undefined) return [];
    const next = tokens.slice(i).find((other) => !isTrivia(other))?.start;
    return [{ ...parsed, alone: isAlone(text, tokens, i), atTop: token.start < firstSql, ...(next === undefined ? {} : { next }) }];
  });
}

function isComment(token: Token): boolean {
  return token.kind === 'lineComment' || token.kind === 'blockComment';
}

/** `ignore a, b: reason`: the list of names ends where no comma follows, and the rest is the reason. */
function parse(text: string, token: Token): Pick<Directive, 'comment' | 'word' | 'names'> | undefined {
  const comment = text.slice(token.start, token.end);
  const head = /^(?:--|\/\*)[-*\s]*migration-lens:\s*([\w-]+)/.exec(comment);
  if (head === null) return undefined;
  const word = head[1]!;
  const names: (Span & { text: string })[] = [];
  const name = /\s*([a-z][\w-]*)\s*(,?)/iy;
  name.lastIndex = head[0].length;
  for (let match = name.exec(comment); match !== null; match = name.exec(comment)) {
    const start = token.start + match.index + match[0].indexOf(match[1]!);
    names.push({ text: match[1]!, start, end: start + match[1]!.length });
    if (match[2] === '') break;
  }
  const wordStart = token.start + head[0].length - word.length;
  return { comment: { start: token.start, end: token.end }, word: { text: word, start: wordStart, end: wordStart + word.length }, names };
}

function isAlone(text: string, tokens: readonly Token[], index: number): boolean {
  for (let i = index - 1; i >= 0; i--) {
    const token = tokens[i]!;
    if (text.slice(token.start, token.end).includes('\n')) return true;
    if (!isTrivia(token)) return false;
  }
  return true;
}
