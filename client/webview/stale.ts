import type { Drawing } from './messages';

/** Whether the next drawing lacks a table or a column of the last one. */
export function isLoss(last: Drawing, next: Drawing): boolean {
  const columns = new Map(next.boxes.map((box) => [box.name, new Set(box.columns)]));
  return last.boxes.some((box) => {
    const left = columns.get(box.name);
    return left === undefined || box.columns.some((column) => !left.has(column));
  });
}
