import { COLUMN_NAME_KEYWORDS, FUNCTION_NAME_KEYWORDS, RESERVED_KEYWORDS } from './keywords';

/** A name as PostgreSQL prints it: quoted unless it is a plain word and no keyword, or an unreserved one (quote_identifier in ruleutils.c). */
export function printIdentifier(name: string): string {
  const isKeyword = RESERVED_KEYWORDS.has(name) || FUNCTION_NAME_KEYWORDS.has(name) || COLUMN_NAME_KEYWORDS.has(name);
  return /^[a-z_][a-z0-9_]*$/.test(name) && !isKeyword ? name : `"${name.replaceAll('"', '""')}"`;
}
