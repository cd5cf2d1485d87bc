import type { ReplayedMigration } from '../../migrations/replay/step';
import type { ObjectId } from '../../schema/model/object';

/**
 * Index of the migration that made an object; 0 for what was there before the first one, and the number of migrations
 * for what none of them made. Ids only grow along a history, so nothing has to be walked.
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
