import type { Graph, Relation } from '../graph';
import { type Detail, shownAttributes } from './mermaid';
import { boxOf } from './svg/box';
import { endsOf } from './svg/ends';
import { layoutOf } from './svg/layout';
import { lineXml, loopsXml } from './svg/lines';
import { STYLE } from './svg/style';
import { tableXml } from './svg/table';

/**
 * A picture of its own of the graph, with a line break at its end: no script, nothing that is fetched, the colours of a light or a dark
 * page. It is the same for the same graph. A graph without entities is an empty picture that says so.
 */
export function svgSource(graph: Graph, detail: Detail): string {
  const labelled = detail !== 'names';
  const own = new Map<string, Relation[]>();
  for (const relation of graph.relations.filter(isLoop)) own.set(relation.parent, [...(own.get(relation.parent) ?? []), relation]);
  const boxes = graph.entities.map((entity) => boxOf(entity, shownAttributes(entity, detail), own.get(entity.id) ?? [], labelled));
  const { width, height, pieces } = layoutOf(
    boxes,
    graph.relations.filter((relation) => !isLoop(relation)),
    labelled,
  );
  const body = pieces.map(({ piece, x, y }) => {
    const ends = endsOf(piece);
    const lines = piece.routes.map((route, at) => lineXml(route, ends[at]!, piece, labelled));
    const parts = [...lines, ...piece.placed.flatMap((placed) => [...loopsXml(placed, labelled), tableXml(placed)])];
    return `<g transform="translate(${x} ${y})">\n${parts.join('\n')}\n</g>`;
  });
  return framed(Math.max(width, LEAST_WIDTH), height, graph, body);
}

/** Room for what an empty picture says. */
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

function isLoop({ parent, child }: Relation): boolean {
  return parent === child;
}
