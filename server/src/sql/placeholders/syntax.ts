import type { Span } from '../../text/span';

/** The syntax of a tool's placeholders. */
export interface PlaceholderSyntax {
  /**
   * Global. Group `name`, or `bare`, is the name of the value, `fallback` the value without a setting, and `quote` the quotes that the tool
   * puts around the value. A match of group `other` is no placeholder. The value of a placeholder without a name is known to the tool
   * alone.
   */
  readonly pattern: RegExp;
  readonly ignoresCase?: boolean;
  /**
   * True when a placeholder without a value may be SQL of the same look (`'{1,2}'::int[]`, `a[1:n]`). It is left alone while it can be
   * read.
   */
  readonly isAmbiguous?: boolean;
  /** Text that the tool removes. */
  readonly blank?: RegExp;
}

/** The placeholder syntaxes of a folder's migrations, and the values. */
export interface Placeholders {
  readonly syntaxes: readonly PlaceholderSyntax[];
  readonly values: Readonly<Record<string, string>>;
}

/** A placeholder in a text. */
export interface Placeholder extends Span {
  /** Undefined when the value is known to the tool alone. */
  readonly name: string | undefined;
  /** Undefined when neither the project nor the tool gives one. */
  readonly value: string | undefined;
  readonly quote: string;
  readonly syntax: PlaceholderSyntax;
}

/** A syntax with a prefix and a suffix: `${name}`. */
export function delimited(prefix: string, suffix: string, options: Omit<PlaceholderSyntax, 'pattern'> = {}): PlaceholderSyntax {
  return { ...options, pattern: new RegExp(`${literal(prefix)}\\s*(?<name>[\\w.:-]+)\\s*${literal(suffix)}`, 'g') };
}

/**
 * Variables of psql (manual, psql, “SQL Interpolation”). They are not replaced in strings and comments, and a variable that is not set
 * stays as it is. A doubled quote counts as the end of one string and the start of another, which matches the same text.
 */
export const PSQL: PlaceholderSyntax = {
  pattern:
    /(?<other>'[^']*'|"[^"]*"|\$(?<tag>\w*)\$[\s\S]*?\$\k<tag>\$|--.*|\/\*[\s\S]*?\*\/)|(?<!:):(?<quote>['"]?)(?<name>[A-Za-z_]\w*)\k<quote>/g,
  isAmbiguous: true,
};

/** `$NAME`, `${NAME}` and `${NAME:-fallback}`, as in a shell. `$tag$` opens a string and is no placeholder. */
export const SHELL: PlaceholderSyntax = {
  pattern: /\$(?:\{(?<name>[A-Za-z_]\w*)(?::?-(?<fallback>[^}]*))?\}|(?<bare>[A-Za-z_]\w*)(?![\w$]))/g,
  isAmbiguous: true,
};

/** Go's text/template: `{{.name}}`. Conditions and loops are evaluated by the tool. Their ends, and comments, are removed. */
export const GO_TEMPLATE: PlaceholderSyntax = {
  pattern: /\{\{-?\s*(?:\.(?<name>\w+(?:\.\w+)*)|(?:(?!\}\})[\s\S])*?)\s*-?\}\}/g,
  blank: /^\{\{-?\s*(?:end\b|\/\*)/,
};

/** All placeholders of a text, in order. */
export function findPlaceholders(text: string, { syntaxes, values }: Placeholders): readonly Placeholder[] {
  const found = syntaxes.flatMap((syntax) =>
    [...text.matchAll(syntax.pattern)].flatMap((match): readonly Placeholder[] => {
      const { name: braced, bare, fallback, quote = '', other } = match.groups ?? {};
      if (other !== undefined) return [];
      const name = braced ?? bare;
      const blank = syntax.blank?.test(match[0]) === true ? '' : undefined;
      const value = name === undefined ? blank : (givenValue(name, values, syntax) ?? fallback);
      return [{ start: match.index, end: match.index + match[0].length, name, value, quote, syntax }];
    }),
  );
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return found.filter((one) => {
    const isFree = one.start >= end;
    if (isFree) end = one.end;
    return isFree;
  });
}

function givenValue(name: string, values: Placeholders['values'], { ignoresCase }: PlaceholderSyntax): string | undefined {
  if (Object.hasOwn(values, name)) return values[name];
  const wanted = name.toLowerCase();
  return ignoresCase === true ? Object.entries(values).find(([key]) => key.toLowerCase() === wanted)?.[1] : undefined;
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
