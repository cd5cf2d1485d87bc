import type { History } from '../migrations/replay/step';
import type { ObjectId } from '../schema/model/object';
import type { Schema } from '../schema/model/schema';

/** The number of permanent tables after the last migration. After an edit, only the tables that it changed are counted again. */
export function tableCount({ final, changed }: History): number {
  const earlier = changed && counts.get(changed.since);
  const tables = (changed?.entries.get('tables') ?? []) as Iterable<ObjectId>;
  const count =
    counts.get(final) ??
    (earlier === undefined ? countOf(final.tables.keys(), final) : earlier + countOf(tables, final) - countOf(tables, changed!.since));
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
