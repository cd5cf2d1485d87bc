/*
 * Names in a spelling that Mermaid shows unchanged. Mermaid reads text as Markdown and as HTML (`__init__` loses its underscores, `<b>`
 * vanishes), cuts quoted text at `%` and backslashes, drops `%%` comments, and takes any line with `direction LR` for a command. It
 * replaces `#code;`, a character by its number, after all of that.
 */

/** Text between double quotes or backticks that only a program reads: all but ASCII letters, digits and inner underscores by number. */
export function plainText(text: string): string {
  return encode(text, /^[A-Za-z0-9]$/, '_');
}

/** The same for text that people read as source: letters and digits of all scripts and the dot of `schema.table` stay literal. */
export function quotedText(text: string): string {
  return encode(text, /^[\p{L}\p{N}]$/u, '_.');
}

/** A type in the characters that the grammar of Mermaid 11.4 allows: `numeric(10,2)` becomes `numeric(10_2)`. */
export function portableType(type: string): string {
  const word = type
    .replaceAll('"', '')
    .replace(/[^A-Za-z0-9_()[\]]+/g, '_')
    .replace(/^[^A-Za-z]+/, '');
  const tidy = word.replace(/_+$/, '');
  return tidy === '' ? 'unknown' : reserved(tidy) ? `type_${tidy}` : tidy;
}

/** A column name in the characters that the same grammar allows; the name itself where it has no others. */
export function portableName(name: string): string {
  if (isPortableName(name)) return name;
  const word = name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '');
  return isPortableName(word) ? word : word === '' ? 'column' : `col_${word}`;
}

/** Underscores at both ends are emphasis in Markdown. */
function isPortableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !/^_.*_$/.test(name) && !reserved(name);
}

/** PK, FK and UK are key marks to every Mermaid, in lower case too. */
function reserved(word: string): boolean {
  return /^[PFU]K\b/i.test(word);
}

/** Mermaid uses `ﬂ°` for `&` and `¶ß` for `;` internally and turns each back at the end. A zero-width character keeps such a pair apart. */
const STAND_INS = /(?<=ﬂ)(?=°)|(?<=¶)(?=ß)/g;

/** Writes characters that do not match `stays` by number. The characters of `inner` stay only between two characters that stay. */
function encode(text: string, stays: RegExp, inner: string): string {
  const characters = [...text.replace(STAND_INS, '\u200c')];
  return characters
    .map((character, at) => {
      const isInner = inner.includes(character) && stays.test(characters[at - 1] ?? '') && stays.test(characters[at + 1] ?? '');
      return isInner || stays.test(character) ? character : `#${printable(character.codePointAt(0)!)};`;
    })
    .join('');
}

/** A code point with a glyph: `␊` for a line break, a no-break space for a space, U+FFFD for a code point that HTML cannot represent. */
function printable(code: number): number {
  if (code === 0x20) return 0xa0;
  if (code < 0x20) return 0x2400 + code;
  if (code === 0x7f) return 0x2421;
  return (code > 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xe000) ? 0xfffd : code;
}
