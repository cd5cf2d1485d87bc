import { differingAt, type Entries, NO_ENTRIES, type SchemaPart, sizeOf, union } from '../../schema/versions/entries';
import { lookupIn, type PatchedSchema } from '../../schema/versions/patch';
import type { Run } from './step';

/** Entries in which a schema may differ from that of the earlier state at the same point of the history; undefined: in any entry. */
export type ChangedEntries = Entries | undefined;

/** Compared by identity: `changed === NOTHING_CHANGED` says that all that follows is as it was. */
export const NOTHING_CHANGED: Entries = NO_ENTRIES;

/** More changed entries than these are not kept apart: nearly every statement reads or writes one of them. */
export const MOST_ENTRIES = 256;

/** Where a replay stands: the schema at that point, and how it differs from the earlier state. */
export interface Cursor {
  readonly schema: PatchedSchema;
  readonly changed: ChangedEntries;
}

export function schemaAfter({ effect, patch }: Run): PatchedSchema {
  return { base: effect.after, patch };
}

/** What has changed behind runs that are gone, or new. */
export function changedBy(changed: ChangedEntries, runs: readonly Run[]): ChangedEntries {
  let result = changed;
  for (const { effect } of runs) {
    if (effect.changes.length === 0) continue;
    if (result === undefined || effect.footprint === undefined) return undefined;
    result = limited(union(result, effect.footprint.written));
  }
  return result;
}

/** What has changed behind a statement that was applied again. */
export function changedByRun(changed: ChangedEntries, known: Run, run: Run): ChangedEntries {
  if (run.effect.changes.length === 0) return changed;
  const [was, is] = [known.effect.footprint?.written, run.effect.footprint?.written];
  if (changed === undefined || was === undefined || is === undefined) return undefined;
  return limited(union(changed, differingAt(union(was, is), lookupIn(schemaAfter(known)), lookupIn(schemaAfter(run)))));
}

/** The same with one entry more. */
export function changedAt(changed: ChangedEntries, part: SchemaPart, key: unknown): ChangedEntries {
  return changed === undefined ? undefined : union(changed, new Map([[part, new Set([key])]]));
}

function limited(entries: Entries): ChangedEntries {
  return sizeOf(entries) > MOST_ENTRIES ? undefined : entries;
}
