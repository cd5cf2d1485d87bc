import type { Span } from '../../text/span';

/** A span of a text, and the text that replaces it. */
export interface Replacement extends Span {
  readonly text: string;
}

/** A text after replacement, with a map from its spans to those of the text as written. */
export interface Expansion {
  readonly text: string;
  /** The span in the text as written. A replaced span is always covered as a whole. */
  back(span: Span): Span;
}

interface Segment {
  readonly written: Span;
  readonly expanded: Span;
}

/** Requires replacements that are in order and do not overlap. */
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

/** Maps one offset. A start at the end of a replacement lies behind it, and an end at the start of one lies before it. */
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
