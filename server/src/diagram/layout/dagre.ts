import { Graph, layout } from '@dagrejs/dagre';
import type { Relation } from '../graph';
import { type Box, labelText, PADDING, ROW_HEIGHT } from './box';
import { textWidth } from './text';

/*
 * A connected group of tables, in columns from left to right: a table stands to the right of the tables that it references.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `x` and `y` are the left upper corner of the box. */
export interface Placed {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
}

/** The points of a line from its parent to its child, without the ends at the two boxes. */
export interface Route {
  readonly relation: Relation;
  readonly way: readonly Point[];
  /** The middle of the label. */
  readonly label: Point;
}

export interface Piece {
  readonly width: number;
  readonly height: number;
  readonly placed: readonly Placed[];
  readonly routes: readonly Route[];
  /** Left and right border of each column of boxes and of labels. A line changes its height only between two columns. */
  readonly bands: readonly Band[];
}

export interface Band {
  readonly left: number;
  readonly right: number;
}

/** How many tables that reference the same table may stand in one column; each is tried. */
const COLUMN_LENGTHS = [Number.POSITIVE_INFINITY, 14, 9, 6];

/** Width by height of a screen. */
const ASPECT = 1.5;

/** Above this many tables each try takes a second or more. */
const MOST_TRIED = 150;

/**
 * Lays out a connected group with dagre. Of several arrangements the one that fits a screen best is taken: a table that all others
 * reference would make one endless column of them.
 */
export function pieceOf(boxes: readonly Box[], relations: readonly Relation[], labelled: boolean): Piece {
  const families = familiesOf(relations);
  const longest = Math.max(...[...families.values()].map(({ length }) => length));
  const lengths = COLUMN_LENGTHS.filter((length) => length === Number.POSITIVE_INFINITY || length < longest);
  const tried = boxes.length > MOST_TRIED ? [lengths[1] ?? lengths[0]!] : lengths;
  const pieces = tried.map((length) => arrange(boxes, relations, distances(relations, families, length), labelled));
  return pieces.reduce((best, piece) => (heightOnScreen(piece) < heightOnScreen(best) ? piece : best));
}

/** Height of the smallest screen that holds the piece. */
function heightOnScreen({ width, height }: Piece): number {
  return Math.max(width / ASPECT, height);
}

/** Children by parent. Children that have children come first and so stay near: their own children need the space to the right of them. */
function familiesOf(relations: readonly Relation[]): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, Set<string>>();
  for (const { parent, child } of relations) children.set(parent, (children.get(parent) ?? new Set()).add(child));
  const leads = (id: string) => Number(children.has(id));
  return new Map([...children].map(([parent, set]) => [parent, [...set].sort((a, b) => leads(b) - leads(a))]));
}

/** For each relation, the least number of columns from its parent to its child. */
function distances(relations: readonly Relation[], families: ReadonlyMap<string, readonly string[]>, length: number): readonly number[] {
  const places = new Map([...families].map(([parent, children]) => [parent, new Map(children.map((child, at) => [child, at]))]));
  return relations.map(({ parent, child }) => 1 + Math.floor(places.get(parent)!.get(child)! / length));
}

function arrange(boxes: readonly Box[], relations: readonly Relation[], distances: readonly number[], labelled: boolean): Piece {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: labelled ? 32 : 20, edgesep: labelled ? 14 : 8, ranksep: labelled ? 110 : 80 });
  for (const { entity, width, outerHeight } of boxes) graph.setNode(entity.id, { width, height: outerHeight });
  for (const [at, relation] of relations.entries()) {
    const width = labelled ? textWidth(labelText(relation)) + PADDING : 0;
    const label = { width, height: labelled ? ROW_HEIGHT : 0, labelpos: 'c', minlen: distances[at]! };
    graph.setEdge(relation.parent, relation.child, label, String(at));
  }
  layout(graph);
  const placed = boxes.map((box) => place(box, graph.node(box.entity.id) as Point));
  const tangled = relations.map((relation, at) => {
    const { points, x, y } = graph.edge(relation.parent, relation.child, String(at)) as Point & { points: readonly Point[] };
    return { relation, way: points.slice(1, -1).map(rounded), label: rounded({ x, y }) };
  });
  const routes = untangled(tangled, boxes);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return { width: Math.ceil(width), height: Math.ceil(height), placed, routes, bands: bandsOf(placed, routes, labelled) };
}

function place(box: Box, { x, y }: Point): Placed {
  return { box, x: Math.round(x - box.width / 2), y: Math.round(y - box.outerHeight / 2) };
}

/** dagre does not know rows: lines between the same two tables exchange their routes where they would cross on the way to their rows. */
function untangled(routes: readonly Route[], boxes: readonly Box[]): readonly Route[] {
  const rows = new Map(boxes.map(({ entity, rows }) => [entity.id, new Map(rows.map(({ name }, at) => [name, at]))]));
  const rowOf = ({ relation }: Route) => rows.get(relation.child)!.get(relation.columns[0] ?? '') ?? 0;
  const pairs = new Map<string, Route[]>();
  for (const route of routes) {
    const pair = `${route.relation.parent} ${route.relation.child}`;
    pairs.set(pair, [...(pairs.get(pair) ?? []), route]);
  }
  const ways = new Map<Relation, Route>();
  for (const pair of pairs.values()) {
    const fromAbove = [...pair].sort((a, b) => a.way.at(-1)!.y - b.way.at(-1)!.y);
    for (const [at, { relation }] of [...pair].sort((a, b) => rowOf(a) - rowOf(b)).entries()) ways.set(relation, fromAbove[at]!);
  }
  return routes.map(({ relation }) => ({ ...ways.get(relation)!, relation }));
}

function bandsOf(placed: readonly Placed[], routes: readonly Route[], labelled: boolean): readonly Band[] {
  const halves = new Map<number, number>();
  const widen = (x: number, half: number) => halves.set(x, Math.max(halves.get(x) ?? 0, half));
  for (const { box, x } of placed) widen(Math.round(x + box.width / 2), Math.ceil(box.width / 2));
  if (labelled) for (const { relation, label } of routes) widen(label.x, Math.ceil(textWidth(labelText(relation)) / 2));
  return [...halves].map(([x, half]) => ({ left: x - half, right: x + half })).sort((a, b) => a.left - b.left);
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}
