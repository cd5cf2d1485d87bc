import type { Span } from '../text/span';

export type TokenKind =
  | 'word'
  | 'quotedIdentifier'
  | 'string'
  | 'dollarString'
  | 'number'
  | 'parameter'
  | 'operator'
  | 'punctuation'
  | 'whitespace'
  | 'lineComment'
  | 'blockComment'
  | 'metaCommand'
  | 'copyData'
  | 'unknown';

/** One lexical element. Tokens cover their text without gap or overlap, white space and comments included. */
export interface Token extends Span {
  readonly kind: TokenKind;
  /** The closing quote, dollar tag or comment end is missing: the token runs to the end of the text. */
  readonly unterminated?: true;
}

/** True of white space and comments, which no grammar looks at. */
export function isTrivia(token: Token): boolean {
  return token.kind === 'whitespace' || token.kind === 'lineComment' || token.kind === 'blockComment';
}
