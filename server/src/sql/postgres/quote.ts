/** Keywords that cannot stand as a column or table name without quotes (manual, appendix C: reserved, and reserved but for functions or types). */
const RESERVED = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column concurrently constraint create
  cross current_catalog current_date current_role current_schema current_time current_timestamp current_user default deferrable desc distinct do else end
  except false fetch for foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like
  limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning right select
  session_user similar some symmetric system_user table tablesample then to trailing true union unique user using variadic verbose when where window with`.split(
    /\s+/,
  ),
);

/** An identifier as it must be written: in quotes unless it is a plain lower-case word that is no reserved keyword. */
export function quoteIdentifier(identifier: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(identifier) && !RESERVED.has(identifier) ? identifier : `"${identifier.replaceAll('"', '""')}"`;
}

/** Is the word, in any case, a keyword that has to stand in quotes to be a name? */
export function isReservedWord(word: string): boolean {
  return RESERVED.has(word.toLowerCase());
}
