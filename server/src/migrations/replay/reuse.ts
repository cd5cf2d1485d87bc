import { differingAt, type Entries, fewDifferingEntries, sizeOf, union } from '../../schema/versions/entries';
import { isTouched } from '../../schema/versions/footprint';
import { entriesOf, lookupIn, type Patch, patchAt, schemaOf } from '../../schema/versions/patch';
import { type Cursor, MOST_ENTRIES, schemaAfter } from './changed';
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
  const { schema, changed } = cursor;
  const { before, firstId, footprint } = known.effect;
  if (schema.base.nextId > firstId) return undefined;
  if (changed?.size === 0) return { run: known, after: { schema: schemaAfter(known), changed } };
  if (footprint === undefined) return undefined;
  // Right behind the statement that came before it in the earlier state, the patch is all that differs.
  const isBehindSame = schema.base === before && changed !== undefined;
  const difference = isBehindSame ? { patch: schema.patch, after: changed } : compared(known, cursor);
  if (difference === undefined) return undefined;
  const { patch, after } = difference;
  if (sizeOf(patch) > MOST_ENTRIES || isTouched(footprint, patch)) return undefined;
  const run: Run = { read: known.read, effect: known.effect, patch };
  return { run, after: { schema: schemaAfter(run), changed: after } };
}

interface Difference {
  /** From the schema that the statement was applied to. */
  readonly patch: Patch;
  /** From the same point of the earlier state. */
  readonly after: Entries;
}

/** How the schema differs; undefined: in more than a few entries. */
function compared({ effect: { before }, patch: earlier }: Run, { schema, changed }: Cursor): Difference | undefined {
  const now = lookupIn(schema);
  const known = changed ?? fewDifferingEntries(before, schemaOf(schema), MOST_ENTRIES);
  if (known === undefined) return undefined;
  const candidates = union(known, entriesOf(earlier));
  const was = lookupIn({ base: before, patch: earlier });
  return { patch: patchAt(candidates, before, now), after: differingAt(candidates, was, now) };
}
