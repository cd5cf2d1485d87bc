import type { ChangeType } from './changeType';
import { columnChanges } from './columns';
import { constraintChanges } from './constraints';
import { ignoredChanges, indexChanges, programChanges, rowChanges, sequenceChanges } from './others';
import { tableChanges } from './tables';

/** The change types that are lowered to SQL, by the name of their element. */
export const changeTypes: ReadonlyMap<string, ChangeType> = new Map(
  [tableChanges, columnChanges, constraintChanges, indexChanges, sequenceChanges, programChanges, rowChanges, ignoredChanges].flatMap(
    Object.entries<ChangeType>,
  ),
);
