import type { Part } from '../../migrations/unit';
import type { Span } from '../../text/span';

/** The place of a finding about a whole part: its marker, or else its first line of SQL. `text` is that of the part's file. */
export function partAnchor(part: Part, text: string): Span {
  if (part.marker !== undefined) return part.marker;
  const section = text.slice(part.span.start, part.span.end);
  const lead = section.trim() === '' ? 0 : section.length - section.trimStart().length;
  const start = part.span.start + lead;
  const lineEnd = text.indexOf('\n', start);
  return { start, end: Math.min(lineEnd === -1 ? text.length : lineEnd, part.span.end) };
}
