import type { Attribute, Entity, Relation } from '../graph';
import { textWidth } from './text';

/*
 * The size of a drawn table and the places of its texts. Lengths are in the drawing's units.
 */

export const TITLE_HEIGHT = 30;
export const ROW_HEIGHT = 22;
/** Space between a text and the border of its box. */
export const PADDING = 10;

const COLUMN_GAP = 14;
const LEAST_WIDTH = 90;
/** Distance from the bottom of a box to its first loop, a line from the table to itself. */
const LOOP_DEPTH = 34;
const LOOP_STEP = 24;
const LOOP_REACH = 18;

export interface Box {
  readonly entity: Entity;
  readonly rows: readonly Attribute[];
  readonly width: number;
  readonly height: number;
  /** Distances from the box's left border: where column names begin, and where key marks end. */
  readonly names: number;
  readonly marks: number;
  /** Foreign keys of the table to itself. Their lines hang below the box, the first one innermost. */
  readonly loops: readonly Loop[];
  /** Height of the box together with its loops. */
  readonly outerHeight: number;
}

interface Loop {
  readonly relation: Relation;
  /** Length below the box. */
  readonly depth: number;
  /** From the middle of the box to either leg. */
  readonly reach: number;
}

export function boxOf(entity: Entity, rows: readonly Attribute[], own: readonly Relation[], labelled: boolean): Box {
  const types = widest(rows.map(attributeType));
  const marks = widest(rows.map(marksText));
  const names = PADDING + types + COLUMN_GAP;
  const needed = names + widest(rows.map(({ name }) => name)) + (marks === 0 ? 0 : COLUMN_GAP + marks) + PADDING;
  const loops = loopsOf(own, labelled);
  const title = textWidth(entity.name) * TITLE_SCALE + 2 * PADDING;
  const width = Math.ceil(Math.max(LEAST_WIDTH, title, rows.length === 0 ? 0 : needed, 2 * ((loops.at(-1)?.reach ?? 0) + PADDING)));
  const height = TITLE_HEIGHT + rows.length * ROW_HEIGHT;
  return {
    entity,
    rows,
    width,
    height,
    names,
    marks: width - PADDING,
    loops,
    outerHeight: height + (loops.length === 0 ? 0 : loops.at(-1)!.depth + ROW_HEIGHT / 2),
  };
}

/** Bold letters are as wide as others in a monospace font, but wider in some fonts that replace one. */
const TITLE_SCALE = 1.06;

/** Each loop goes around the one before it and around its own label. */
function loopsOf(own: readonly Relation[], labelled: boolean): readonly Loop[] {
  let reach = 0;
  return own.map((relation, at) => {
    reach = Math.max(reach + LOOP_REACH, labelled ? Math.ceil(textWidth(labelText(relation)) / 2) + PADDING : 0);
    return { relation, depth: LOOP_DEPTH + at * LOOP_STEP, reach };
  });
}

/** The type of a column, with a question mark when the column is nullable. */
export function attributeType({ type, nullable }: Attribute): string {
  return nullable ? `${type}?` : type;
}

export function marksText({ keys }: Attribute): string {
  return keys.join(', ');
}

/** The label of a foreign key: its columns. */
export function labelText({ columns }: Relation): string {
  return columns.join(', ');
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, textWidth(text)), 0);
}
