import type { ForeignKey } from './model/constraint';
import type { Table } from './model/table';
import { primaryKey } from './queries';

/*
 * How many rows stand at either end of a foreign key: what diagrams draw and documents say.
 */

/** At most one row of the table for each row that the key points at: a unique index holds no column beside those of the foreign key. */
export function isOneToOne(table: Table, { columns }: ForeignKey): boolean {
  return table.indexes.some(
    (index) =>
      index.unique && index.predicate === undefined && index.keys.every((key) => key.column !== undefined && columns.includes(key.column)),
  );
}

/** May the row stand alone? A foreign key with any NULL in it points at nothing (MATCH SIMPLE, the default; manual, CREATE TABLE). */
export function isOptional(table: Table, { columns }: ForeignKey): boolean {
  return table.columns.some((column) => columns.includes(column.number) && !column.notNull);
}

/** Is what the key points at part of the row's own identity? All columns of the foreign key are in the primary key. */
export function isIdentifying(table: Table, { columns }: ForeignKey): boolean {
  const primary = primaryKey(table)?.columns ?? [];
  return columns.every((column) => primary.includes(column));
}
