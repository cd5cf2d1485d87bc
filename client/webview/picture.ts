import elkLayouts from '@mermaid-js/layout-elk';
import mermaid from 'mermaid';
import { mermaidConfig } from './theme';
import { type Size, scaleToFit } from './viewport';

/** The direction of relations: top to bottom or left to right. */
export type DrawDirection = 'TB' | 'LR';

mermaid.registerLayoutLoaders(elkLayouts);

/** Draws Mermaid source as an SVG that is not on the page yet. Rejects with Mermaid's message when the source cannot be drawn. */
export async function drawPicture(source: string, sequence: number, direction: DrawDirection): Promise<SVGSVGElement> {
  mermaid.initialize(mermaidConfig());
  const { svg } = await mermaid.render(`picture${sequence}${direction}`, source.replace('\n', `\n  direction ${direction}\n`));
  // Parsed as HTML and not as XML, because the labels contain HTML such as <br>.
  const holder = document.createElement('template');
  holder.innerHTML = svg;
  const picture = holder.content.querySelector('svg');
  if (picture === null) throw new Error('Mermaid drew nothing');
  return picture;
}

/**
 * Draws in the direction that leaves the text larger in a frame of this size. The second direction is tried only when the first one is
 * hard to read and the diagram is small enough for a second drawing to help.
 */
export async function drawBest(
  source: string,
  sequence: number,
  frame: Size,
  tables: number,
): Promise<readonly [SVGSVGElement, DrawDirection]> {
  const down = await drawPicture(source, sequence, 'TB');
  const scale = scaleToFit(frame, down.viewBox.baseVal);
  if (scale > 0.8 || tables > 25) return [down, 'TB'];
  const across = await drawPicture(source, sequence, 'LR');
  return scaleToFit(frame, across.viewBox.baseVal) > scale * 1.1 ? [across, 'LR'] : [down, 'TB'];
}

/** The picture as an SVG file, with an opaque background for viewers that have none. */
export function pictureFile(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  for (const node of copy.querySelectorAll('[tabindex]')) node.removeAttribute('tabindex');
  copy.removeAttribute('style');
  copy.style.backgroundColor = getComputedStyle(document.body).backgroundColor;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}
