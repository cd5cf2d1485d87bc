import type { ReplayedMigration } from '../../migrations/replay/step';
import type { ObjectId } from '../../schema/model/object';

/**
 * Index of the migration that created an object; 0 for an object of the initial schema, and the number of migrations for an object
 * that none of them created. Ids grow along a history, so a binary search finds it.
 */
export function madeIn(history: readonly ReplayedMigration[], id: ObjectId): number {
  let low = 0;
  let high = history.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (history[middle]!.after.nextId > id) high = middle;
    else low = middle + 1;
  }
  return low;
}
