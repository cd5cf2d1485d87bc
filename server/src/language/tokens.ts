import type { LocatedStatement } from '../migrations/unit';
import type { Lexer } from '../sql/dialect';
import { isTrivia, type Token } from '../sql/token';

/** Tokens of a statement without white space and comments. Offsets count from the start of the statement. */
export function tokensOf({ statement }: LocatedStatement, { tokenize }: Lexer): readonly Token[] {
  const known = remembered.get(statement);
  if (known !== undefined) return known;
  const tokens = tokenize(statement.text).filter((token) => !isTrivia(token));
  remembered.set(statement, tokens);
  return tokens;
}

/** Memo by statement. Few statements are looked into, but those are asked again for each of their names. */
const remembered = new WeakMap<LocatedStatement['statement'], readonly Token[]>();
