import type { Tuple } from '../../code/tuple';
import { UNKNOWN } from '../../code/value';
import type { Schema } from '../model/schema';
import type { StoredRow, Table, TableRows } from '../model/table';
import { columnByName } from '../queries';

/**
 * The rows that migrations put into a table. Unknown when they put rows into its parent, its partitions or its children as well: those rows
 * are not told apart.
 */
export function storedRows(schema: Schema, { id, postgres }: Table): TableRows {
  const others = [...(postgres?.partitionOf === undefined ? [] : [postgres.partitionOf]), ...(schema.children.get(id) ?? [])];
  return others.some((other) => schema.rows.has(other)) ? 'unknown' : (schema.rows.get(id) ?? []);
}

/** A row as queries see it. */
export function storedTuple(row: StoredRow, table: Table): Tuple {
  return {
    get(name) {
      const value = row.get(columnByName(table, name)?.number ?? 0);
      return value === undefined ? UNKNOWN : value;
    },
  };
}
