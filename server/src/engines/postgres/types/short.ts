/** Aliases for the types that the SQL standard spells in several words (manual, table 8.1). */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/^character varying\b/, 'varchar'],
  [/^character\b/, 'char'],
  [/^bit varying\b/, 'varbit'],
  [/^(time(?:stamp)?)(\(\d\))? without time zone\b/, '$1$2'],
  [/^(time(?:stamp)?)(\(\d\))? with time zone\b/, '$1tz$2'],
];

/** A type by its short alias: `timestamptz` rather than `timestamp with time zone`. */
export function shortType(type: string): string {
  return SHORT.reduce((text, [long, short]) => text.replace(long, short), type);
}
