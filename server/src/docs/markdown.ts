/*
 * Writes GitHub Flavored Markdown from untrusted text: identifiers, comments and defaults may hold any character.
 */

/** Escapes text for use inline, at the start of a line and in a table cell. Runs of white space, line breaks included, become one space. */
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

/** Paragraphs of escaped text; an empty line in `raw` separates two. '' when there is no text. */
export function paragraphs(raw: string): string {
  return raw
    .split(/\n\s*\n/)
    .map(text)
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** A table cell. A cell is a single line, so `<br>` separates the lines and paragraphs of the text. */
export function cellText(raw: string): string {
  return raw
    .split(/\n+/)
    .map(text)
    .filter((line) => line !== '')
    .join('<br>');
}

/**
 * Text in code style. Text with a pipe or a backtick becomes a `<code>` element with entities: in a table a pipe would end the cell,
 * and outside of tables the backslash that escapes it would be shown.
 */
export function codeSpan(raw: string): string {
  const flat = raw.replace(/\s+/g, ' ');
  const plain = flat !== '' && flat.trim() === flat && !/[`|]/.test(flat);
  return plain ? `\`${flat}\`` : `<code>${entities(flat)}</code>`;
}

/** A fenced code block. The fence is longer than any run of backticks in the text. */
export function codeBlock(language: string, raw: string): string {
  const longest = Math.max(2, ...[...raw.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  // A code block has no escapes, so text that looks like one of our markers has to be altered.
  const body = raw.replace(/<!--(?=\s*migration-lens:)/g, '<! --').replace(/\r\n?/g, '\n');
  return `${fence}${language}\n${body}\n${fence}`;
}

/** A link. `label` is Markdown; without a target it stands alone. */
export function link(label: string, target: string | undefined): string {
  return target === undefined ? label : `[${label}](${target})`;
}

/** A table of cells in Markdown. Columns that are empty in every row are left out, except the first. '' without rows. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const used = header.map((_, column) => column === 0 || rows.some((row) => row[column] !== ''));
  const line = (cells: readonly string[]): string => `| ${cells.filter((_, column) => used[column]).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

export function bulletList(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Joins Markdown blocks with an empty line between them and leaves out empty ones. */
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

/** Encodes a path as a link target. Letters of any script stay readable; ASCII characters that could end the target do not. */
export function linkTarget(path: string): string {
  return path.replace(/[^\p{L}\p{N}_./~-]/gu, (character) => {
    const point = character.codePointAt(0)!;
    return point < 128 ? `%${point.toString(16).toUpperCase().padStart(2, '0')}` : character;
  });
}

/** Encodes text as HTML entities. Markdown is read inside inline HTML too, so only characters that no markup uses stay as they are. */
function entities(raw: string): string {
  if (raw === '') return '&#32;';
  return raw.replace(/[^\p{L}\p{N} '"(),;=+\-/?%#{}]/gu, (character, at) =>
    character === '_' && isWithinWord(raw, at) ? character : `&#${character.codePointAt(0)};`,
  );
}

function isWithinWord(raw: string, at: number): boolean {
  return /^[\p{L}\p{N}]_[\p{L}\p{N}]$/u.test(raw.slice(Math.max(0, at - 1), at + 2));
}
