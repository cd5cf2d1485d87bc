import type { Boxes } from './boxes';
import type { Rectangle } from './viewport';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far the table nearest to a point moved from one picture to the next. Undefined when the pictures share no table. */
export function drift(before: Boxes, after: Boxes, point: Point): Point | undefined {
  const shared = [...before].flatMap(([name, from]) => {
    const to = after.get(name);
    return to === undefined ? [] : [{ from, to, distance: distance(from, point) }];
  });
  const nearest = shared.sort((a, b) => a.distance - b.distance)[0];
  return nearest && { x: nearest.to.x - nearest.from.x, y: nearest.to.y - nearest.from.y };
}

function distance({ x, y, width, height }: Rectangle, point: Point): number {
  return Math.hypot(x + width / 2 - point.x, y + height / 2 - point.y);
}
