import type { Attribute } from '../../graph';
import { attributeType, type Box, marksText, PADDING, ROW_HEIGHT, TITLE_HEIGHT } from '../../layout/box';
import type { Placed } from '../../layout/dagre';
import { escaped, fitted } from './text';

/** Distance from the middle of a line of text down to its baseline. */
const FOOT = 4;

/** A table: a title bar with its name, then a row for each column. */
export function tableXml({ box, x, y }: Placed): string {
  const { entity, rows, width, height } = box;
  return `<g class="table ${entity.kind}" data-table="${escaped(entity.id)}" transform="translate(${x} ${y})"><title>${escaped(titleOf(box))}</title>
<rect class="back" width="${width}" height="${height}"/><rect class="title" width="${width}" height="${TITLE_HEIGHT}"/>
${textXml('name', PADDING, TITLE_HEIGHT / 2, entity.name)}
${rows.map((row, at) => rowXml(box, row, at)).join('')}<rect class="box" width="${width}" height="${height}"/></g>`;
}

function titleOf({ entity }: Box): string {
  if (entity.kind === 'missing') return `${entity.name}: no migration makes this table`;
  return entity.kind === 'outside' ? `${entity.name}: not part of this picture` : entity.name;
}

function rowXml({ width, names, marks }: Box, attribute: Attribute, at: number): string {
  const top = TITLE_HEIGHT + at * ROW_HEIGHT;
  const middle = top + ROW_HEIGHT / 2;
  const stripe = at % 2 === 1 ? `<rect class="stripe" y="${top}" width="${width}" height="${ROW_HEIGHT}"/>` : '';
  const keys = attribute.keys.length === 0 ? '' : textXml('keys', marks, middle, marksText(attribute));
  return `${stripe}${textXml('type', PADDING, middle, attributeType(attribute))}${textXml('column', names, middle, attribute.name)}${keys}\n`;
}

function textXml(kind: string, x: number, middle: number, text: string): string {
  return `<text class="${kind}" x="${Math.round(x)}" y="${middle + FOOT}"${fitted(text)}>${escaped(text)}</text>`;
}
