/*
 * The width of text in a drawing whose reader's fonts are unknown.
 */

/** Font size of the drawing's text, in the drawing's units. */
export const FONT_SIZE = 13;

/** Width of one monospace cell. The widest of the usual monospace fonts (DejaVu Sans Mono, Menlo) take 0.602 of their size. */
const CELL = FONT_SIZE * 0.61;

/** Characters that every monospace font has, one cell each: of English, the other languages of western and central Europe, Greek, Russian. */
const USUAL = /^[ -~\u00a1-\u00ac\u00ae-\u017f\u0391-\u03a1\u03a3-\u03ce\u0410-\u044f]*$/;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const TWO_CELLS =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]$/u;

/** Width of a text as it is drawn, in the drawing's units. */
export function textWidth(text: string): number {
  if (isUsual(text)) return text.length * CELL;
  const cells = [...visible(text)].reduce((sum, character) => sum + (NO_WIDTH.test(character) ? 0 : TWO_CELLS.test(character) ? 2 : 1), 0);
  return cells * CELL;
}

/** Whether every monospace font has all characters of the text, so that its width is exact. */
export function isUsual(text: string): boolean {
  return USUAL.test(text);
}

/**
 * The text with a picture for each character that has none. XML 1.0 (section 2.2) cannot represent most control characters, lone
 * surrogates, U+FFFE and U+FFFF, and reads a line break in an attribute as a space.
 */
export function visible(text: string): string {
  return [...text].map((character) => String.fromCodePoint(pictured(character.codePointAt(0)!))).join('');
}

function pictured(code: number): number {
  if (code < 0x20) return 0x2400 + code;
  if (code === 0x7f) return 0x2421;
  return (code > 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xe000) || code === 0xfffe || code === 0xffff ? 0xfffd : code;
}
