import type { ForeignKey } from './model/constraint';
import type { Table } from './model/table';
import { primaryKey } from './queries';

/*
 * The numbers of rows at either end of a foreign key, for diagrams and documents.
 */

/** True when at most one row of the table points at each referenced row: a unique index has no columns but those of the foreign key. */
export function isOneToOne(table: Table, { columns }: ForeignKey): boolean {
  return table.indexes.some(
    (index) =>
      index.unique && index.predicate === undefined && index.keys.every((key) => key.column !== undefined && columns.includes(key.column)),
  );
}

/** True when a row may point at nothing: one of the key's columns may be NULL (MATCH SIMPLE, the default of SQL). */
export function isOptional(table: Table, { columns }: ForeignKey): boolean {
  return table.columns.some((column) => columns.includes(column.number) && !column.notNull);
}

/** True when the referenced row is part of the row's own identity: all columns of the foreign key are in the primary key. */
export function isIdentifying(table: Table, { columns }: ForeignKey): boolean {
  const primary = primaryKey(table)?.columns ?? [];
  return columns.every((column) => primary.includes(column));
}
