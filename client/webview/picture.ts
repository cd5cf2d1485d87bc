import mermaid from 'mermaid';
import { mermaidConfig } from './theme';

/** Draws beside the page and hands over the finished SVG. Rejects, with Mermaid's reason, when it cannot be drawn. */
export async function drawPicture(source: string, sequence: number): Promise<SVGSVGElement> {
  mermaid.initialize(mermaidConfig());
  const { svg } = await mermaid.render(`picture${sequence}`, source);
  // As HTML, not as XML: the labels hold HTML such as <br>.
  const holder = document.createElement('template');
  holder.innerHTML = svg;
  const picture = holder.content.querySelector('svg');
  if (picture === null) throw new Error('Mermaid drew nothing');
  return picture;
}

/** A file of its own: with its name space and an opaque background, for viewers that show none. */
export function pictureFile(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  for (const node of copy.querySelectorAll('[tabindex]')) node.removeAttribute('tabindex');
  copy.removeAttribute('style');
  copy.style.backgroundColor = getComputedStyle(document.body).backgroundColor;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}
