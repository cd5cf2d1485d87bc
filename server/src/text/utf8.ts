/** Length of a text in bytes of UTF-8. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += characterLength(character.codePointAt(0)!);
  return bytes;
}

/** The longest prefix of a text that takes at most `bytes` bytes of UTF-8. A character is never split. */
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

/** The text as UTF-8. A lone surrogate becomes U+FFFD, as TextEncoder does it. */
export function utf8Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const written = character.codePointAt(0)!;
    const code = written >= 0xd800 && written < 0xe000 ? 0xfffd : written;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}
