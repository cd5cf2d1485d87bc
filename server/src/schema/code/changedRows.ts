import type { CatalogView } from '../../code/catalogView';
import { formulaValue, type NamedRow } from '../../code/follow';
import { truth, UNKNOWN, type Value } from '../../code/value';
import type { RowChange } from '../../sql/change';
import type { Formula } from '../../sql/code/formula';
import type { Column, StoredRow, Table, TableRows } from '../model/table';
import { columnByName } from '../queries';
import { storedTuple } from './storedRows';

/** The most rows of a table that are remembered. */
const MOST_ROWS = 100;

/** The rows of a table after an INSERT, UPDATE or DELETE. */
export function changedRows(before: TableRows, change: RowChange, table: Table, view: CatalogView): TableRows {
  switch (change.kind) {
    case 'insert': {
      if (before === 'unknown' || (change.mayConflict && before.length > 0)) return 'unknown';
      const rows = change.values.map((values) => insertedRow(change.columns, values, table, view));
      return before.length + rows.length > MOST_ROWS ? 'unknown' : [...before, ...rows];
    }
    case 'update': {
      const fits = fitting(before, change.alias, change.where, table, view);
      if (before === 'unknown' || fits === undefined) return 'unknown';
      return before.map((row, i) => (fits[i] ? updatedRow(row, change, table, view) : row));
    }
    case 'delete': {
      if (change.where === undefined) return [];
      const fits = fitting(before, change.alias, change.where, table, view);
      return before === 'unknown' || fits === undefined ? 'unknown' : before.filter((_, i) => !fits[i]);
    }
  }
}

function insertedRow(columns: readonly string[], values: readonly Formula[], table: Table, view: CatalogView): StoredRow {
  const targets = columns.length === 0 ? table.columns.slice(0, values.length) : columns.map((name) => columnByName(table, name));
  const given = new Map(targets.map((column, i) => [column?.number, constantOf(values[i], view)]));
  return new Map(table.columns.map((column) => [column.number, given.has(column.number) ? given.get(column.number) : byDefault(column)]));
}

function byDefault({ default: value, identity, generated }: Column): null | undefined {
  return value === undefined && identity === undefined && generated === undefined ? null : undefined;
}

function updatedRow(row: StoredRow, change: Extract<RowChange, { readonly kind: 'update' }>, table: Table, view: CatalogView): StoredRow {
  const of = namedRow(change.alias, row, table);
  const set = change.set.map(([name, value]) => [columnByName(table, name)?.number ?? 0, constantOf(value, view, of)] as const);
  return new Map([...row, ...set]);
}

/** For each row, true when it fulfils the condition. Undefined when that is unknown for one of them. */
function fitting(
  rows: TableRows,
  alias: string,
  where: Formula | undefined,
  table: Table,
  view: CatalogView,
): readonly boolean[] | undefined {
  if (rows === 'unknown') return undefined;
  const holds = rows.map((row) => (where === undefined ? true : truth(formulaValue(where, view, namedRow(alias, row, table)))));
  return holds.includes(undefined) ? undefined : (holds as readonly boolean[]);
}

function namedRow(alias: string, row: StoredRow, table: Table): NamedRow {
  return { alias, columns: table.columns.map(({ name }) => name), row: storedTuple(row, table) };
}

function constantOf(formula: Formula | undefined, view: CatalogView, of?: NamedRow): string | number | boolean | null | undefined {
  const value: Value = formula === undefined ? UNKNOWN : formulaValue(formula, view, of);
  return value === null || typeof value !== 'object' ? value : undefined;
}
