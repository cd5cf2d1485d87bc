/** Bytes that a text takes in UTF-8. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += characterLength(character.codePointAt(0)!);
  return bytes;
}

/** The longest start of a text that fits into so many bytes of UTF-8; a character is never cut in two. */
export function clipBytes(text: string, bytes: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += characterLength(character.codePointAt(0)!);
    if (used > bytes) return text.slice(0, end);
    end += character.length;
  }
  return text;
}

function characterLength(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}
