import { FUNCTION_NAME_KEYWORDS, RESERVED_KEYWORDS } from './keywords';

/** An identifier as a statement must write it: quoted unless it is a plain lower-case word that may name a column or a table. */
export function quoteIdentifier(identifier: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(identifier) && !isReservedWord(identifier) ? identifier : `"${identifier.replaceAll('"', '""')}"`;
}

/** True of a keyword, in any case, that must be quoted to name a column or a table. */
export function isReservedWord(word: string): boolean {
  const folded = word.toLowerCase();
  return RESERVED_KEYWORDS.has(folded) || FUNCTION_NAME_KEYWORDS.has(folded);
}
