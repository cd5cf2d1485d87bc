/** A half-open range of UTF-16 offsets into one text: `start` inclusive, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function shift(range: Span, by: number): Span {
  return { start: range.start + by, end: range.end + by };
}

export function contains(range: Span, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
