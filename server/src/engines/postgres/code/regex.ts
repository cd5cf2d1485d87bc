/*
 * PostgreSQL's regular expressions (manual, 9.7.3) as JavaScript's, where both mean the same.
 */

/** Undefined for patterns that may take exponential time, and for those that have no equal in JavaScript. */
export function regex(pattern: string, flags: string): RegExp | undefined {
  if (pattern.length > MOST || /[+*}]\)?[+*{]/.test(pattern) || /\\\d.*\\\d|\*\*\*|\(\?[^:=!]/.test(pattern)) return undefined;
  const source = pattern
    .replace(/\[:(\w+):\]/g, (whole, name: string) => CLASSES[name] ?? whole)
    .replaceAll('\\m', '\\b(?=\\w)')
    .replaceAll('\\M', '\\b(?<=\\w)')
    .replaceAll('\\y', '\\b')
    .replaceAll('\\A', '^')
    .replaceAll('\\Z', '$');
  if (source.includes('[:')) return undefined;
  try {
    return new RegExp(source, `s${flags}`);
  } catch {
    return undefined;
  }
}

/** The most characters of a pattern; a longer one is not tried. */
const MOST = 300;

const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  lower: 'a-z',
  upper: 'A-Z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
};

/** The replacement of regexp_replace, in which `\1` and `\&` stand for the groups and the match. */
export function replacement(text: string): string {
  return text.replaceAll('$', '$$$$').replace(/\\([\d&\\])/g, (_, which: string) => (which === '\\' ? '\\' : `$${which}`));
}

/** A pattern of LIKE as a regular expression. `\` escapes the next character. */
export function likePattern(pattern: string): string {
  const parts = pattern.match(/\\[\s\S]|[\s\S]/g) ?? [];
  const literal = (part: string): string => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const each = (part: string): string => (part === '%' ? '.*' : part === '_' ? '.' : literal(part.length > 1 ? part[1]! : part));
  return `^${parts.map(each).join('')}$`;
}

/** A pattern of LIKE … ESCAPE with `\` as its escape character (`like_escape`). */
export function withBackslashes(pattern: string, before: string): string {
  if (before === '\\') return pattern;
  if (before === '') return pattern.replaceAll('\\', '\\\\');
  let result = '';
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i]!;
    if (character === before && i + 1 < pattern.length) result += `\\${pattern[++i]}`;
    else result += character === '\\' ? '\\\\' : character;
  }
  return result;
}

/** SIMILAR TO as a regular expression (`similar_to_escape`). */
export function similarPattern(pattern: string): string {
  return `^(?:${pattern.replace(/\\[\s\S]|%|_|[.^$]/g, (part) => (part === '%' ? '.*' : part === '_' ? '.' : part.length > 1 ? part : `\\${part}`))})$`;
}
