import { isUsual, textWidth, visible } from '../../layout/text';

/**
 * An attribute that holds a text to its computed width when the reader's font may lack some of its characters and replace the font.
 * '' where every monospace font has all of them.
 */
export function fitted(text: string): string {
  const width = textWidth(text);
  return isUsual(text) || width === 0 ? '' : ` textLength="${Math.round(width)}" lengthAdjust="spacingAndGlyphs"`;
}

/** Text as XML content or as the value of an attribute in double quotes. */
export function escaped(text: string): string {
  return visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
