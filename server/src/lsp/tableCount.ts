import type { History } from '../migrations/replay/step';
import type { ObjectId } from '../schema/model/object';
import type { Schema } from '../schema/model/schema';
import { keysIn } from '../schema/versions/entries';

/** The number of permanent tables after the last migration. After an edit, only the tables that it changed are counted again. */
export function tableCount({ final, changed }: History): number {
  const before = counts.get(final);
  if (before !== undefined) return before;
  const earlier = changed && counts.get(changed.since);
  const changedTables = changed && keysIn(changed.entries, 'tables');
  const count =
    earlier === undefined
      ? countOf(final.tables.keys(), final)
      : earlier + countOf(changedTables!, final) - countOf(changedTables!, changed!.since);
  counts.set(final, count);
  return count;
}

const counts = new WeakMap<Schema, number>();

/** How many of these tables the schema has as permanent ones. */
function countOf(ids: Iterable<ObjectId>, { tables }: Schema): number {
  let count = 0;
  for (const id of ids) if (tables.get(id)?.temporary === false) count++;
  return count;
}
