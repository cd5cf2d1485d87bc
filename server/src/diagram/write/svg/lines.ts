import type { Relation } from '../../graph';
import { labelText } from '../../layout/box';
import type { Placed, Point } from '../../layout/dagre';
import type { End } from '../../layout/ends';
import type { RoutedLine } from '../../layout/lines';
import { textWidth } from '../../layout/text';
import { escaped, fitted } from './text';

/*
 * Foreign keys as lines in crow's foot notation. The mark at an end says how many rows of that side belong to one row of the other: a bar for
 * one, a circle for none, a foot for many.
 */

/** A line between two tables. */
export function lineXml({ relation, parent, child, points, label }: RoutedLine, labelled: boolean): string {
  const across = (end: End) => (along: number, aside: number) => `${end.x + end.side * along} ${end.y + aside}`;
  return groupXml(relation, [
    `<path class="line${relation.identifying ? '' : ' weak'}" d="${curve(points)}"/>`,
    ...parentMark(relation, across(parent)),
    ...childMark(relation, across(child)),
    ...(labelled ? labelXml(labelText(relation), label) : []),
  ]);
}

/** The lines from a table to itself: down from the box, along below it, and up again. */
export function loopsXml({ box, x, y }: Placed, labelled: boolean): readonly string[] {
  return box.loops.map(({ relation, depth, reach }) => {
    const middle = Math.round(x + box.width / 2);
    const bottom = y + box.height;
    const down = (at: number) => (along: number, aside: number) => `${at + aside} ${bottom + along}`;
    return groupXml(relation, [
      `<path class="line${relation.identifying ? '' : ' weak'}" d="M${middle - reach} ${bottom}v${depth}h${2 * reach}v${-depth}"/>`,
      ...parentMark(relation, down(middle - reach)),
      ...childMark(relation, down(middle + reach)),
      ...(labelled ? labelXml(labelText(relation), { x: middle, y: bottom + depth }) : []),
    ]);
  });
}

function groupXml(relation: Relation, parts: readonly string[]): string {
  return `<g class="relation" data-parent="${escaped(relation.parent)}" data-child="${escaped(relation.child)}">${parts.join('')}</g>`;
}

/** Level lines, joined by arcs that begin and end level. */
function curve(points: readonly Point[]): string {
  const parts = points.slice(1).map(({ x, y }, at) => {
    const before = points[at]!;
    if (before.y === y) return `H${x}`;
    const middle = Math.round((before.x + x) / 2);
    return `C${middle} ${before.y} ${middle} ${y} ${x} ${y}`;
  });
  return `M${points[0]!.x} ${points[0]!.y}${parts.join('')}`;
}

/** Turns a distance from the box along the line, and one across it, into coordinates. */
type Across = (along: number, aside: number) => string;

function parentMark({ optional }: Relation, at: Across): readonly string[] {
  return optional ? [bar(at, 6), circle(at, 15)] : [bar(at, 6), bar(at, 11)];
}

function childMark({ oneToOne }: Relation, at: Across): readonly string[] {
  if (oneToOne) return [bar(at, 6), circle(at, 15)];
  return [`<path class="mark" d="M${at(0, -6)}L${at(11, 0)}L${at(0, 6)}"/>`, circle(at, 16)];
}

function bar(at: Across, along: number): string {
  return `<path class="mark" d="M${at(along, -6)}L${at(along, 6)}"/>`;
}

function circle(at: Across, along: number): string {
  const [x, y] = at(along, 0).split(' ');
  return `<circle class="mark" cx="${x}" cy="${y}" r="4.5"/>`;
}

function labelXml(text: string, { x, y }: Point): readonly string[] {
  const width = Math.ceil(textWidth(text)) + 6;
  return [
    `<rect class="under" x="${x - width / 2}" y="${y - 9}" width="${width}" height="18"/>`,
    `<text class="label" x="${x}" y="${y + 4}"${fitted(text)}>${escaped(text)}</text>`,
  ];
}
