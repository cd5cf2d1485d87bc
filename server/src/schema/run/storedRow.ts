import type { StoredRow, Table } from '../model';
import { columnByName } from '../queries';
import type { CatalogRow } from './catalog/relation';
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
