/*
 * Writing GitHub Flavored Markdown from text that nobody vetted: identifiers, comments and defaults may hold anything.
 */

/** Inline text: line breaks become spaces, and nothing in it is taken for markup, wherever it stands. */
export function text(raw: string): string {
  const flat = raw.replace(/\s+/g, ' ').trim();
  return flat
    .replace(/[\\`*[\]|~$]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/^(#{1,6}(?= |$)|[>+=-])/, '\\$1')
    .replace(/ (#+)$/, ' \\$1')
    .replace(/^(\d+)([.)])(?= |$)/, '$1\\$2');
}

/** One paragraph for each that is set apart by an empty line, '' when there is no text. */
export function paragraphs(raw: string): string {
  return raw
    .split(/\n\s*\n/)
    .map(text)
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** A cell of a table: paragraphs and lines of the text are told apart by `<br>`, because a cell is one line. */
export function cellText(raw: string): string {
  return raw
    .split(/\n+/)
    .map(text)
    .filter((line) => line !== '')
    .join('<br>');
}

/**
 * Text in code style. A backtick span cannot hold every text: in a table a pipe would end the cell, and a backslash before it is
 * kept; such text is written as an HTML element with entities.
 */
export function codeSpan(raw: string): string {
  const flat = raw.replace(/\s+/g, ' ');
  const plain = flat !== '' && flat.trim() === flat && !/[`|]/.test(flat);
  return plain ? `\`${flat}\`` : `<code>${entities(flat)}</code>`;
}

/** A block of code; the fence is longer than any in the text. */
export function codeBlock(language: string, raw: string): string {
  const longest = Math.max(2, ...[...raw.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  // A block shows its text as it is, so a line that looks like one of our own markers can only be changed, not escaped.
  const body = raw.replace(/<!--(?=\s*migration-lens:)/g, '<! --').replace(/\r\n?/g, '\n');
  return `${fence}${language}\n${body}\n${fence}`;
}

/** A link; `label` is Markdown already. Without a target the label stands alone. */
export function link(label: string, target: string | undefined): string {
  return target === undefined ? label : `[${label}](${target})`;
}

/** Rows of cells that are Markdown already. A column that is empty in every row is left out, unless it is the first. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const used = header.map((_, column) => column === 0 || rows.some((row) => row[column] !== ''));
  const line = (cells: readonly string[]): string => `| ${cells.filter((_, column) => used[column]).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

export function bulletList(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Parts with an empty line between them; empty parts are left out. */
export function blocks(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

/** `1 table`, `3 tables`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function enumeration(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A path for the target of a link. Letters of any script stay readable; whatever could end the target does not. */
export function linkTarget(path: string): string {
  return path.replace(/[^\p{L}\p{N}_./~-]/gu, (character) => {
    const point = character.codePointAt(0)!;
    return point < 128 ? `%${point.toString(16).toUpperCase().padStart(2, '0')}` : character;
  });
}

/** Markdown is read inside an inline HTML element too; what cannot be part of any of it stays readable. */
function entities(raw: string): string {
  if (raw === '') return '&#32;';
  return raw.replace(/[^\p{L}\p{N} '"(),;=+\-/?%#{}]/gu, (character, at) =>
    character === '_' && isWithinWord(raw, at) ? character : `&#${character.codePointAt(0)};`,
  );
}

function isWithinWord(raw: string, at: number): boolean {
  return /^[\p{L}\p{N}]_[\p{L}\p{N}]$/u.test(raw.slice(Math.max(0, at - 1), at + 2));
}
