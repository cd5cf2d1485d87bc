/*
 * Text in a drawing whose reader's fonts are unknown: how much room it takes, and how it is written as XML.
 */

/** Of the drawing's text, in the drawing's units. */
export const FONT_SIZE = 13;

/** Width of one cell. The widest of the usual monospace fonts (DejaVu Sans Mono, Menlo) take 0.602 of their size. */
const CELL = FONT_SIZE * 0.61;

/** Characters that every monospace font has, one cell each: of English, the other languages of western and central Europe, Greek, Russian. */
const USUAL = /^[ -~\u00a1-\u00ac\u00ae-\u017f\u0391-\u03a1\u03a3-\u03ce\u0410-\u044f]*$/;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const TWO_CELLS =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]$/u;

/** Room that a text takes, as it is drawn. */
export function textWidth(text: string): number {
  if (USUAL.test(text)) return text.length * CELL;
  const cells = [...visible(text)].reduce((sum, character) => sum + (NO_WIDTH.test(character) ? 0 : TWO_CELLS.test(character) ? 2 : 1), 0);
  return cells * CELL;
}

/**
 * An attribute for a text that may come from another font than the one that is asked for: it keeps to the room that was counted for it.
 * '' where the monospace font has every character.
 */
export function fitted(text: string): string {
  const width = textWidth(text);
  return USUAL.test(text) || width === 0 ? '' : ` textLength="${Math.round(width)}" lengthAdjust="spacingAndGlyphs"`;
}

/** Text as it stands between tags or in an attribute. */
export function escaped(text: string): string {
  return visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/**
 * XML 1.0 (section 2.2) has no way to write most control characters, halves of a surrogate pair, U+FFFE and U+FFFF, and reads a line break
 * in an attribute as a space: what has no picture of its own gets one.
 */
function visible(text: string): string {
  return [...text].map((character) => String.fromCodePoint(pictured(character.codePointAt(0)!))).join('');
}

function pictured(code: number): number {
  if (code < 0x20) return 0x2400 + code;
  if (code === 0x7f) return 0x2421;
  return (code > 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xe000) || code === 0xfffe || code === 0xffff ? 0xfffd : code;
}
