import type { Span } from '../../text/span';

/** A piece of a text, and what stands in its place when the text is read. */
export interface Replacement extends Span {
  readonly text: string;
}

/** A text with pieces replaced, and the way back from its offsets to those of the text as it was written. */
export interface Expansion {
  readonly text: string;
  /** Where a span of the expanded text stands in the text as written: a piece that was replaced is always covered as a whole. */
  back(span: Span): Span;
}

interface Segment {
  readonly written: Span;
  readonly expanded: Span;
}

/** Replacements are in order and do not overlap. */
export function expand(written: string, replacements: readonly Replacement[]): Expansion {
  const segments: Segment[] = [];
  let text = '';
  let from = 0;
  for (const replacement of replacements) {
    text += written.slice(from, replacement.start);
    const start = text.length;
    text += replacement.text;
    segments.push({ written: { start: replacement.start, end: replacement.end }, expanded: { start, end: text.length } });
    from = replacement.end;
  }
  return { text: text + written.slice(from), back: ({ start, end }) => backSpan(segments, start, end) };
}

function backSpan(segments: readonly Segment[], start: number, end: number): Span {
  const first = backOffset(segments, start, 'start');
  return { start: first, end: Math.max(first, backOffset(segments, end, 'end')) };
}

/** A start on the edge behind a piece stands behind it, an end on the edge before one stands before it. */
function backOffset(segments: readonly Segment[], offset: number, side: 'start' | 'end'): number {
  let shift = 0;
  for (const { written, expanded } of segments) {
    const isBefore = side === 'start' ? offset < expanded.start : offset <= expanded.start;
    if (isBefore) break;
    const isInside = side === 'start' ? offset < expanded.end : offset <= expanded.end;
    if (isInside) return side === 'start' ? written.start : written.end;
    shift = written.end - expanded.end;
  }
  return offset + shift;
}
