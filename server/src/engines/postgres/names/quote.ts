import { FUNCTION_NAME_KEYWORDS, RESERVED_KEYWORDS } from './keywords';

/** An identifier as it must be written: in quotes unless it is a plain lower-case word that can stand as the name of a column or a table. */
export function quoteIdentifier(identifier: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(identifier) && !isReservedWord(identifier) ? identifier : `"${identifier.replaceAll('"', '""')}"`;
}

/** Is the word, in any case, a keyword that has to stand in quotes to be a name? */
export function isReservedWord(word: string): boolean {
  const folded = word.toLowerCase();
  return RESERVED_KEYWORDS.has(folded) || FUNCTION_NAME_KEYWORDS.has(folded);
}
