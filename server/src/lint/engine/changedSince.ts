import type { History } from '../../migrations/replay/step';
import type { Schema } from '../../schema/model/schema';
import { differingEntries, type Entries, NO_ENTRIES } from '../../schema/versions/entries';

/** Entries in which the final schema of the history differs from that of an earlier state. */
export function changedSince(earlier: Schema, { final, changed }: History): Entries {
  if (final === earlier) return NO_ENTRIES;
  if (changed?.since === earlier) return changed.entries;
  const known = differences.get(final)?.get(earlier);
  if (known !== undefined) return known;
  const found = differingEntries(earlier, final);
  differences.set(final, (differences.get(final) ?? new WeakMap<Schema, Entries>()).set(earlier, found));
  return found;
}

const differences = new WeakMap<Schema, WeakMap<Schema, Entries>>();
