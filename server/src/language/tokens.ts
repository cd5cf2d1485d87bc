import type { LocatedStatement } from '../migrations/unit';
import type { Lexer } from '../sql/dialect';
import { isTrivia, type Token } from '../sql/token';

/** Tokens of a statement without white space and comments; offsets count from the start of its text. */
export function tokensOf({ statement }: LocatedStatement, { tokenize }: Lexer): readonly Token[] {
  const known = remembered.get(statement);
  if (known !== undefined) return known;
  const tokens = tokenize(statement.text).filter((token) => !isTrivia(token));
  remembered.set(statement, tokens);
  return tokens;
}

/** Few statements are ever looked into; those that are, for each name in them. */
const remembered = new WeakMap<LocatedStatement['statement'], readonly Token[]>();
