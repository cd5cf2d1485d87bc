import type { CatalogRow } from '../engines/postgres/code/catalog/relation';
import type { StoredRow, Table } from '../schema/model/table';
import { columnByName } from '../schema/queries';
import { UNKNOWN } from './value';

/** A row as queries see it. */
export function storedRow(row: StoredRow, table: Table): CatalogRow {
  return {
    get(name) {
      const value = row.get(columnByName(table, name)?.number ?? 0);
      return value === undefined ? UNKNOWN : value;
    },
  };
}
