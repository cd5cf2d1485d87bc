import type { Span } from '../../text/span';

/** What placeholders look like to a tool. */
export interface PlaceholderSyntax {
  /**
   * Global. Group `name`, or `bare`, is the name of the value; `fallback` is what holds without one; `quote` is the kind of quotes
   * that the tool puts around it. What matches as `other` is no placeholder; without a name it is something that only the tool
   * can work out.
   */
  readonly pattern: RegExp;
  readonly ignoresCase?: boolean;
  /** Without a value it may be SQL that only looks like a placeholder (`'{1,2}'::int[]`, `a[1:n]`): left alone while it can be read. */
  readonly isAmbiguous?: boolean;
  /** What the tool takes out of the text without putting anything in its place. */
  readonly blank?: RegExp;
}

/** What stands for placeholders in the migrations of a folder. */
export interface Placeholders {
  readonly syntaxes: readonly PlaceholderSyntax[];
  readonly values: Readonly<Record<string, string>>;
}

/** A placeholder in a text. */
export interface Placeholder extends Span {
  /** Undefined: only the tool knows what comes in its place. */
  readonly name: string | undefined;
  /** Undefined when neither the project nor the tool gives one. */
  readonly value: string | undefined;
  readonly quote: string;
  readonly syntax: PlaceholderSyntax;
}

/** Between a prefix and a suffix: `${name}`. */
export function delimited(prefix: string, suffix: string, options: Omit<PlaceholderSyntax, 'pattern'> = {}): PlaceholderSyntax {
  return { ...options, pattern: new RegExp(`${literal(prefix)}\\s*(?<name>[\\w.:-]+)\\s*${literal(suffix)}`, 'g') };
}

/**
 * Variables of psql (manual, psql, “SQL Interpolation”): not in strings and comments, and one that is not set is left as it is. A
 * doubled quote ends one string and begins another here, which comes to the same.
 */
export const PSQL: PlaceholderSyntax = {
  pattern:
    /(?<other>'[^']*'|"[^"]*"|\$(?<tag>\w*)\$[\s\S]*?\$\k<tag>\$|--.*|\/\*[\s\S]*?\*\/)|(?<!:):(?<quote>['"]?)(?<name>[A-Za-z_]\w*)\k<quote>/g,
  isAmbiguous: true,
};

/** `$NAME`, `${NAME}` and `${NAME:-fallback}`, as a shell has them. `$tag$` opens a string and is none. */
export const SHELL: PlaceholderSyntax = {
  pattern: /\$(?:\{(?<name>[A-Za-z_]\w*)(?::?-(?<fallback>[^}]*))?\}|(?<bare>[A-Za-z_]\w*)(?![\w$]))/g,
  isAmbiguous: true,
};

/** Go's text/template: `{{.name}}`. Conditions and loops are for the tool; their ends and comments leave nothing behind. */
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
