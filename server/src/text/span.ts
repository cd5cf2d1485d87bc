/** A half-open range of UTF-16 offsets into one text: `start` inclusive, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function shift(range: Span, by: number): Span {
  return { start: range.start + by, end: range.end + by };
}

/** True also for the offset right after the range, so that a cursor behind the last letter of a name still hits the name. */
export function contains(range: Span, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** False for ranges that only touch. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
