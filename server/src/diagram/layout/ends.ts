import type { Relation } from '../graph';
import { ROW_HEIGHT, TITLE_HEIGHT } from './box';
import type { Piece, Placed, Route } from './dagre';

/*
 * Where each line ends on its two boxes: at the row of the foreign key where that is drawn, else spread over the side of the box.
 */

export interface End {
  readonly x: number;
  readonly y: number;
  /** 1 when the line leaves the box to the right, -1 when to the left. */
  readonly side: 1 | -1;
}

export interface Ends {
  readonly parent: End;
  readonly child: End;
}

/** Height that the mark of an end takes. */
const SLOT = 14;

/** The ends of each route of the piece, in its order. */
export function endsOf(piece: Piece): readonly Ends[] {
  const placed = new Map(piece.placed.map((box) => [box.box.entity.id, box]));
  const open = piece.routes.flatMap((route) => openEnds(route, placed));
  const sides = new Map<string, OpenEnd[]>();
  for (const end of open) sides.set(end.where, [...(sides.get(end.where) ?? []), end]);
  const heights = new Map([...sides.values()].flatMap((ends) => [...settled(ends)]));
  return piece.routes.map((_, at) => ({ parent: fixed(open[2 * at]!, heights), child: fixed(open[2 * at + 1]!, heights) }));
}

interface OpenEnd {
  readonly placed: Placed;
  readonly side: 1 | -1;
  /** The same for all ends at one side of one box. */
  readonly where: string;
  /** The same for ends with the same mark. */
  readonly kind: string;
  /** The y coordinate of the row that the end belongs to. */
  readonly row?: number;
  /** The y coordinate that the line comes from. */
  readonly from: number;
}

function openEnds({ relation, way }: Route, boxes: ReadonlyMap<string, Placed>): readonly [OpenEnd, OpenEnd] {
  const parent = boxes.get(relation.parent)!;
  const child = boxes.get(relation.child)!;
  const row = rowOf(child, relation);
  return [
    openEnd(parent, way[0]!, `parent ${relation.optional}`, undefined),
    openEnd(child, way.at(-1)!, `child ${relation.oneToOne}`, row),
  ];
}

function openEnd(placed: Placed, near: { x: number; y: number }, kind: string, row: number | undefined): OpenEnd {
  const side = near.x >= placed.x + placed.box.width / 2 ? 1 : -1;
  return { placed, side, where: `${placed.box.entity.id} ${side}`, kind, from: near.y, ...(row === undefined ? {} : { row }) };
}

/** The row of the foreign key's first column; undefined where columns are not drawn. */
function rowOf({ box, y }: Placed, { columns }: Relation): number | undefined {
  const row = box.rows.findIndex(({ name }) => name === columns[0]);
  return row < 0 ? undefined : y + TITLE_HEIGHT + (row + 0.5) * ROW_HEIGHT;
}

function fixed(end: OpenEnd, heights: ReadonlyMap<OpenEnd, number>): End {
  const { placed, side } = end;
  return { x: side === 1 ? placed.x + placed.box.width : placed.x, y: end.row ?? heights.get(end)!, side };
}

/** The y coordinates of ends without a row. Where a side of a box has too many, ends with the same mark share one. */
function settled(all: readonly OpenEnd[]): ReadonlyMap<OpenEnd, number> {
  const ends = all.filter(({ row }) => row === undefined).sort((a, b) => a.from - b.from);
  if (ends.length === 0) return new Map();
  const { box, y } = ends[0]!.placed;
  const kinds = [...new Set(ends.map(({ kind }) => kind))];
  const crowded = ends.length * SLOT > box.height;
  const slots = crowded ? kinds.length : ends.length;
  return new Map(
    ends.map((end, at) => [end, Math.round(y + (box.height * ((crowded ? kinds.indexOf(end.kind) : at) + 0.5)) / slots)] as const),
  );
}
