import type { Span } from '../../../text/span';
import { linesOf, trimmed } from '../../layout/lines';

/** Lines that open the sections of tools without an adapter of their own, as these tools look for them. */
const MARKERS: readonly { readonly up?: RegExp; readonly down: RegExp }[] = [
  // sql-migrate
  { up: /^-- \+migrate\s+Up\b/, down: /^-- \+migrate\s+Down\b/ },
  // node-pg-migrate
  { up: /^\s*--[\s-]*up\s+migration/i, down: /^\s*--[\s-]*down\s+migration/i },
  // tern
  { down: /---- create above \/ drop below ----/ },
  // MyBatis Migrations
  { down: /^[ \t]*(?:--|\/\/)[ \t]*\/\/[ \t]*@UNDO/ },
  // Play evolutions
  { up: /^(?:#|--).*!Ups/, down: /^(?:#|--).*!Downs/ },
];

export interface UndoSection {
  readonly up: Span;
  readonly down: Span;
  /** The line that opens the down. */
  readonly marker: Span;
}

/** Up and down of one text; undefined when no line opens a down. A down in front of the up ends where the up begins. */
export function undoSection(text: string): UndoSection | undefined {
  const lines = linesOf(text);
  for (const { up, down } of MARKERS) {
    const opening = lines.find((line) => down.test(line.text));
    if (opening === undefined) continue;
    const start = up && lines.find((line) => up.test(line.text));
    const isUpFirst = start === undefined || start.start < opening.start;
    return {
      up: { start: start?.next ?? 0, end: isUpFirst ? opening.start : text.length },
      down: { start: opening.next, end: isUpFirst ? text.length : start.start },
      marker: trimmed(opening),
    };
  }
  return undefined;
}
