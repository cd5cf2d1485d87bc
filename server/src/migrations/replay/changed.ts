import { type Entries, NO_ENTRIES, type SchemaPart, union } from '../../schema/versions/patch';
import type { Run } from './step';

/** Entries in which a schema may differ from that of the earlier state at the same point of the history; undefined: in any entry. */
export type ChangedEntries = Entries | undefined;

/** Compared by identity: `changed === NOTHING_CHANGED` says that all that follows is as it was. */
export const NOTHING_CHANGED: Entries = NO_ENTRIES;

/** The same once these runs are gone, or have come. */
export function changedBy(changed: ChangedEntries, runs: readonly Run[]): ChangedEntries {
  let result = changed;
  for (const { effect } of runs) {
    if (effect.changes.length === 0) continue;
    if (result === undefined || effect.footprint === undefined) return undefined;
    result = union(result, effect.footprint.written);
  }
  return result;
}

/** The same with one entry more. */
export function changedAt(changed: ChangedEntries, part: SchemaPart, key: unknown): ChangedEntries {
  return changed === undefined ? undefined : union(changed, new Map([[part, new Set([key])]]));
}
