/** PostgreSQL's own short names for the types that SQL spells in several words (manual, table 8.1). */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/^character varying\b/, 'varchar'],
  [/^character\b/, 'char'],
  [/^bit varying\b/, 'varbit'],
  [/^(time(?:stamp)?)(\(\d\))? without time zone\b/, '$1$2'],
  [/^(time(?:stamp)?)(\(\d\))? with time zone\b/, '$1tz$2'],
];

/** A type as people write it in a migration: a box stays narrow with `timestamptz`, not with `timestamp with time zone`. */
export function shortType(type: string): string {
  return SHORT.reduce((text, [long, short]) => text.replace(long, short), type);
}
