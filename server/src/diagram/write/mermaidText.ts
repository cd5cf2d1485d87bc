/*
 * Names as Mermaid shows them unchanged. It reads every text as Markdown and as HTML (`__init__` loses its underscores, `<b>` vanishes), cuts
 * quoted text at `%` and backslashes, drops `%%` comments, and takes any line with `direction LR` for a command. Its way out is
 * `#code;`, a character by number, which it puts in after all of that.
 */

/** For text between double quotes or backticks that only a machine reads: all but plain letters, digits and inner underscores by number. */
export function plainText(text: string): string {
  return encode(text, /^[A-Za-z0-9]$/, '_');
}

/** The same for text that people read as source: letters and digits of all languages and the dot of `schema.table` stay as they are. */
export function quotedText(text: string): string {
  return encode(text, /^[\p{L}\p{N}]$/u, '_.');
}

/** A type in the alphabet that the grammar of Mermaid 11.4 has: `numeric(10,2)` becomes `numeric(10_2)`. */
export function portableType(type: string): string {
  const word = type
    .replaceAll('"', '')
    .replace(/[^A-Za-z0-9_()[\]]+/g, '_')
    .replace(/^[^A-Za-z]+/, '');
  const tidy = word.replace(/_+$/, '');
  return tidy === '' ? 'unknown' : reserved(tidy) ? `type_${tidy}` : tidy;
}

/** A column name in the same alphabet. The name itself wherever that can be written, and then it is shown as it is. */
export function portableName(name: string): string {
  if (isPortableName(name)) return name;
  const word = name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '');
  return isPortableName(word) ? word : word === '' ? 'column' : `col_${word}`;
}

/** Underscores at both ends are emphasis to Markdown. */
function isPortableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !/^_.*_$/.test(name) && !reserved(name);
}

/** Marks of keys to every Mermaid, in lower case as well. */
function reserved(word: string): boolean {
  return /^[PFU]K\b/i.test(word);
}

/** Mermaid writes `ﬂ°` for `&` and `¶ß` for `;` while it works, and turns every one of them back at the end: a character of no width keeps them apart. */
const STAND_INS = /(?<=ﬂ)(?=°)|(?<=¶)(?=ß)/g;

/** The characters of `inner` stay only between two characters that stay. */
function encode(text: string, stays: RegExp, inner: string): string {
  const characters = [...text.replace(STAND_INS, '\u200c')];
  return characters
    .map((character, at) => {
      const isInner = inner.includes(character) && stays.test(characters[at - 1] ?? '') && stays.test(characters[at + 1] ?? '');
      return isInner || stays.test(character) ? character : `#${visible(character.codePointAt(0)!)};`;
    })
    .join('');
}

/** What has no picture of its own gets one: `␊` for a line break; a space that does not collapse for a space. HTML knows no numbers for the rest. */
function visible(code: number): number {
  if (code === 0x20) return 0xa0;
  if (code < 0x20) return 0x2400 + code;
  if (code === 0x7f) return 0x2421;
  return (code > 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xe000) ? 0xfffd : code;
}
