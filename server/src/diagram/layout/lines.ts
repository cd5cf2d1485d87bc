import type { Relation } from '../graph';
import type { Band, Piece, Point, Route } from './dagre';
import { type End, endsOf } from './ends';

/** A foreign key as a line between two boxes. */
export interface RoutedLine {
  readonly relation: Relation;
  readonly parent: End;
  readonly child: End;
  /** From the parent to the child, both ends included. Between two points of one height the line is level, else it is an arc. */
  readonly points: readonly Point[];
  /** The middle of the label. */
  readonly label: Point;
}

/** Length along the line that the mark of a line's end takes. */
const MARK = 22;

/** The lines of a piece, in the order of its routes. */
export function routedLines(piece: Piece): readonly RoutedLine[] {
  const ends = endsOf(piece);
  return piece.routes.map((route, at) => lineOf(route, ends[at]!.parent, ends[at]!.child, piece.bands));
}

function lineOf({ relation, way, label }: Route, parent: End, child: End, bands: readonly Band[]): RoutedLine {
  const inner = [start(parent, bands), ...way.flatMap((point) => through(point, bands, way)), start(child, bands)];
  const points = [{ x: parent.x, y: parent.y }, ...inner, { x: child.x, y: child.y }].filter(turns);
  return { relation, parent, child, points, label };
}

/** A line stays level until it has left the column of its box, which is as wide as the widest box of that column. */
function start({ x, y, side }: End, bands: readonly Band[]): Point {
  const band = bands.find(({ left, right }) => left <= x && x <= right);
  const edge = band === undefined ? x : side === 1 ? band.right : band.left;
  return { x: side === 1 ? Math.max(x + MARK, edge) : Math.min(x - MARK, edge), y };
}

/** A line crosses a column of boxes or labels level, too. */
function through({ x, y }: Point, bands: readonly Band[], way: readonly Point[]): readonly Point[] {
  const band = bands.find(({ left, right }) => left <= x && x <= right);
  if (band === undefined) return [{ x, y }];
  const ends = [
    { x: band.left, y },
    { x: band.right, y },
  ];
  return way[0]!.x <= way.at(-1)!.x ? ends : ends.reverse();
}

/** Whether a point is an end of its line, or not level with both of its neighbours. */
function turns({ y }: Point, at: number, all: readonly Point[]): boolean {
  const before = all[at - 1];
  const after = all[at + 1];
  return before === undefined || after === undefined || before.y !== y || after.y !== y;
}
