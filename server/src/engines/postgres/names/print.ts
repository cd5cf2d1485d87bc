import { COLUMN_NAME_KEYWORDS, FUNCTION_NAME_KEYWORDS, RESERVED_KEYWORDS } from './keywords';

/** A name as PostgreSQL prints it: quoted if it is no plain word or any keyword but an unreserved one (quote_identifier in ruleutils.c). */
export function printIdentifier(name: string): string {
  const isKeyword = RESERVED_KEYWORDS.has(name) || FUNCTION_NAME_KEYWORDS.has(name) || COLUMN_NAME_KEYWORDS.has(name);
  return /^[a-z_][a-z0-9_]*$/.test(name) && !isKeyword ? name : `"${name.replaceAll('"', '""')}"`;
}
