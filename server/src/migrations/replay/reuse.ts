import {
  differenceAt,
  differingAt,
  differingEntries,
  type Entries,
  entriesOf,
  type Patch,
  patchedEntry,
  type SchemaPart,
  sizeOf,
  union,
} from '../../schema/versions/patch';
import { isTouched } from '../../schema/versions/watch';
import { type Cursor, pointAfter, schemaAt } from './point';
import type { Run } from './step';

/** Larger patches cost more to carry along than it costs to apply the statements again. */
const LARGEST_PATCH = 256;

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
  const { before, footprint } = known.effect;
  if (point.base.nextId > before.nextId || !isSamePath(point.base.searchPath, before.searchPath)) return undefined;
  if (changed?.size === 0) return { run: known, after: { point: pointAfter(known), changed } };
  if (footprint === undefined) return undefined;
  // Right behind the statement that came before it in the earlier state, the patch of the point is all that differs.
  const isBehindSame = point.base === before && changed !== undefined;
  const { patch, after } = isBehindSame ? { patch: point.patch, after: changed } : compared(known, cursor);
  if (sizeOf(patch) > LARGEST_PATCH || isTouched(footprint, patch)) return undefined;
  const run: Run = { read: known.read, effect: known.effect, patch };
  return { run, after: { point: pointAfter(run), changed: after } };
}

/** How the schema at a point differs from the one that a statement was applied to, and from the same point of the earlier state. */
function compared(
  { effect: { before }, patch: earlier }: Run,
  { point, changed }: Cursor,
): { readonly patch: Patch; readonly after: Entries } {
  const now = (part: SchemaPart, key: unknown): unknown => patchedEntry(point.base, point.patch, part, key);
  const was = (part: SchemaPart, key: unknown): unknown => patchedEntry(before, earlier, part, key);
  const candidates = union(changed ?? differingEntries(before, schemaAt(point)), entriesOf(earlier));
  return { patch: differenceAt(candidates, before, now), after: differingAt(candidates, was, now) };
}

function isSamePath(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((name, i) => name === b[i]));
}
