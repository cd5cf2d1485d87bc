import {
  differenceAt,
  differingAt,
  type Entries,
  entriesOf,
  fewDifferingEntries,
  type Patch,
  patchedEntry,
  type SchemaPart,
  sizeOf,
  union,
} from '../../schema/versions/patch';
import { isTouched } from '../../schema/versions/watch';
import { MOST_ENTRIES } from './changed';
import { type Cursor, pointAfter, schemaAt } from './point';
import type { Run } from './step';

export interface Reused {
  readonly run: Run;
  readonly after: Cursor;
}

/**
 * The run of a statement in the earlier state, with the patch that it has now. Undefined when the statement has to be applied
 * again: an entry that it read or wrote has another value than when it was applied, or that cannot be told.
 */
export function reuse(known: Run, cursor: Cursor): Reused | undefined {
  const { point, changed } = cursor;
  const { before, firstId, footprint } = known.effect;
  if (point.base.nextId > firstId || !isSamePath(point.base.searchPath, before.searchPath)) return undefined;
  if (changed?.size === 0) return { run: known, after: { point: pointAfter(known), changed } };
  if (footprint === undefined) return undefined;
  // Right behind the statement that came before it in the earlier state, the patch of the point is all that differs.
  const isBehindSame = point.base === before && changed !== undefined;
  const difference = isBehindSame ? { patch: point.patch, after: changed } : compared(known, cursor);
  if (difference === undefined) return undefined;
  const { patch, after } = difference;
  if (sizeOf(patch) > MOST_ENTRIES || isTouched(footprint, patch)) return undefined;
  const run: Run = { read: known.read, effect: known.effect, patch };
  return { run, after: { point: pointAfter(run), changed: after } };
}

interface Difference {
  /** From the schema that the statement was applied to. */
  readonly patch: Patch;
  /** From the same point of the earlier state. */
  readonly after: Entries;
}

/** How the schema at a point differs; undefined: in more than a few entries. */
function compared({ effect: { before }, patch: earlier }: Run, { point, changed }: Cursor): Difference | undefined {
  const now = (part: SchemaPart, key: unknown): unknown => patchedEntry(point.base, point.patch, part, key);
  const was = (part: SchemaPart, key: unknown): unknown => patchedEntry(before, earlier, part, key);
  const known = changed ?? fewDifferingEntries(before, schemaAt(point), MOST_ENTRIES);
  if (known === undefined) return undefined;
  const candidates = union(known, entriesOf(earlier));
  return { patch: differenceAt(candidates, before, now), after: differingAt(candidates, was, now) };
}

function isSamePath(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((name, i) => name === b[i]));
}
