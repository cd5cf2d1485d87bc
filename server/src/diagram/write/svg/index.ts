import { type Detail, showsLabels } from '../../detail';
import type { Graph } from '../../graph';
import { layoutOf } from '../../layout/layout';
import { lineXml, loopsXml } from './lines';
import { STYLE } from './style';
import { tableXml } from './table';

/**
 * A self-contained SVG of the graph, with a line break at its end: no script, no external resource, colours for a light and a dark page.
 * The same graph gives the same text. A graph without entities gives a picture that says "No tables".
 */
export function svgSource(graph: Graph, detail: Detail): string {
  const labelled = showsLabels(detail);
  const { width, height, pieces } = layoutOf(graph, detail);
  const body = pieces.map(({ placed, lines, x, y }) => {
    const parts = [
      ...lines.map((line) => lineXml(line, labelled)),
      ...placed.flatMap((table) => [...loopsXml(table, labelled), tableXml(table)]),
    ];
    return `<g transform="translate(${x} ${y})">\n${parts.join('\n')}\n</g>`;
  });
  return framed(Math.max(width, LEAST_WIDTH), height, graph, body);
}

/** Room for the text of an empty picture. */
const LEAST_WIDTH = 160;

function framed(width: number, height: number, graph: Graph, body: readonly string[]): string {
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" class="erd" role="img" ${size}>
<title>ER diagram</title>
<desc>${description(graph)}</desc>
<style>${STYLE}</style>
<rect class="page" width="${width}" height="${height}"/>
${body.length === 0 ? '<text x="24" y="29">No tables</text>' : body.join('\n')}
</svg>
`;
}

function description({ entities, relations }: Graph): string {
  const beyond = entities.filter(({ kind }) => kind !== 'table').length;
  const more = beyond === 0 ? '' : `, and ${counted(beyond, 'table')} beyond`;
  return `${counted(entities.length - beyond, 'table')} and ${counted(relations.length, 'foreign key')}${more}.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
