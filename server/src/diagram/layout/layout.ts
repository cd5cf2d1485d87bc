import { type Detail, shownAttributes, showsLabels } from '../detail';
import type { Graph, Relation } from '../graph';
import { type Box, boxOf } from './box';
import { type Piece, type Placed, pieceOf } from './dagre';
import { type RoutedLine, routedLines } from './lines';

/*
 * Coordinates of everything in a drawing: first the tables that foreign keys connect, group by group, then the unconnected tables in a grid.
 */

/** Lengths are in the drawing's units, which are pixels where it is not scaled. */
export interface DiagramLayout {
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly PlacedPiece[];
}

/** Tables that hang together; their coordinates count from the piece's left upper corner, `x` and `y`. */
interface PlacedPiece {
  readonly x: number;
  readonly y: number;
  readonly placed: readonly Placed[];
  readonly lines: readonly RoutedLine[];
}

/** A piece before its lines are worked out. */
interface Shelved {
  readonly piece: Piece;
  readonly x: number;
  readonly y: number;
}

const MARGIN = 24;
const GAP = 48;
const ASPECT = 1.5;

/** Foreign keys of a table to itself are part of its box and not lines. */
export function layoutOf(graph: Graph, detail: Detail): DiagramLayout {
  const labelled = showsLabels(detail);
  const own = new Map<string, Relation[]>();
  for (const relation of graph.relations.filter(isLoop)) own.set(relation.parent, [...(own.get(relation.parent) ?? []), relation]);
  const boxes = graph.entities.map((entity) => boxOf(entity, shownAttributes(entity, detail), own.get(entity.id) ?? [], labelled));
  return framed(
    arranged(
      boxes,
      graph.relations.filter((relation) => !isLoop(relation)),
      labelled,
    ),
  );
}

function isLoop({ parent, child }: Relation): boolean {
  return parent === child;
}

/** The relations must connect two different boxes. */
function arranged(boxes: readonly Box[], relations: readonly Relation[], labelled: boolean): readonly Shelved[] {
  const groups = groupsOf(boxes, relations);
  const tied = groups.filter((group) => group.length > 1);
  const pieces = tied.map((group) => {
    const ids = new Set(group.map(({ entity }) => entity.id));
    return pieceOf(
      group,
      relations.filter(({ parent }) => ids.has(parent)),
      labelled,
    );
  });
  const alone = groups.filter((group) => group.length === 1).flat();
  const shelves = shelve(
    pieces,
    alone.reduce((sum, box) => sum + (box.width + GAP) * (box.outerHeight + GAP), 0),
  );
  const grid = gridOf(alone, shelves.width);
  const below = grid === undefined ? [] : [{ piece: grid, x: 0, y: shelves.height === 0 ? 0 : shelves.height + GAP }];
  return [...shelves.pieces, ...below];
}

function framed(pieces: readonly Shelved[]): DiagramLayout {
  return {
    width: Math.max(0, ...pieces.map(({ piece, x }) => x + piece.width)) + 2 * MARGIN,
    height: Math.max(0, ...pieces.map(({ piece, y }) => y + piece.height)) + 2 * MARGIN,
    pieces: pieces.map(({ piece, x, y }) => ({ x: x + MARGIN, y: y + MARGIN, placed: piece.placed, lines: routedLines(piece) })),
  };
}

/** Boxes that lines connect, in the order of the first box of each group. */
function groupsOf(boxes: readonly Box[], relations: readonly Relation[]): readonly (readonly Box[])[] {
  const near = new Map<string, string[]>(boxes.map(({ entity }) => [entity.id, []]));
  for (const { parent, child } of relations) {
    near.get(parent)?.push(child);
    near.get(child)?.push(parent);
  }
  const groupOf = new Map<string, number>();
  for (const { entity } of boxes) {
    if (groupOf.has(entity.id)) continue;
    const waiting = [entity.id];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (groupOf.has(id)) continue;
      groupOf.set(
        id,
        boxes.findIndex((box) => box.entity === entity),
      );
      waiting.push(...near.get(id)!);
    }
  }
  const groups = new Map<number, Box[]>();
  for (const box of boxes) {
    const group = groupOf.get(box.entity.id)!;
    groups.set(group, [...(groups.get(group) ?? []), box]);
  }
  return [...groups.values()];
}

/**
 * Highest first, side by side in rows. A row is as wide as the widest piece, or as wide as a screen that holds all pieces and an
 * additional area `more`.
 */
function shelve(pieces: readonly Piece[], more: number): { width: number; height: number; pieces: readonly Shelved[] } {
  const area = pieces.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), more);
  const limit = Math.max(Math.sqrt(area * ASPECT), ...pieces.map(({ width }) => width));
  const placed: Shelved[] = [];
  let x = 0;
  let y = 0;
  let bottom = 0;
  for (const piece of [...pieces].sort((a, b) => b.height - a.height)) {
    if (x > 0 && x + piece.width > limit) {
      x = 0;
      y = bottom + GAP;
    }
    placed.push({ piece, x, y });
    x += piece.width + GAP;
    bottom = Math.max(bottom, y + piece.height);
  }
  return { width: limit, height: bottom, pieces: placed };
}

/** Columns of equal width, each box below the shortest column so far; undefined for no boxes. */
function gridOf(boxes: readonly Box[], room: number): Piece | undefined {
  if (boxes.length === 0) return undefined;
  const wide = Math.max(...boxes.map(({ width }) => width));
  const columns = Math.min(boxes.length, Math.max(1, Math.floor((room + GAP) / (wide + GAP))));
  const bottoms = Array.from({ length: columns }, () => 0);
  const placed = boxes.map((box): Placed => {
    const column = bottoms.indexOf(Math.min(...bottoms));
    const y = bottoms[column]!;
    bottoms[column] = y + box.outerHeight + GAP;
    return { box, x: column * (wide + GAP), y };
  });
  return { width: columns * (wide + GAP) - GAP, height: Math.max(...bottoms) - GAP, placed, routes: [], bands: [] };
}
