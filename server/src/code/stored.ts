import type { Column, StoredRow, Table, TableRows } from '../schema/model/table';
import { columnByName } from '../schema/queries';
import type { RowChange } from '../sql/change';
import type { Formula } from '../sql/formula';
import { evaluate } from './formulas';
import { queryValues } from './queries';
import type { Run } from './run';
import type { Scope } from './scope';
import { storedRow } from './storedRow';
import { truth, UNKNOWN, type Value } from './value';

/** More rows than this are not remembered. */
const MOST_ROWS = 100;

/** What INSERT, UPDATE and DELETE make of the rows of a table. */
export function changedRows(before: TableRows, change: RowChange, table: Table, run: Run): TableRows {
  switch (change.kind) {
    case 'insert': {
      if (before === 'unknown' || (change.mayConflict && before.length > 0)) return 'unknown';
      const rows = change.values.map((values) => insertedRow(change.columns, values, table, run));
      return before.length + rows.length > MOST_ROWS ? 'unknown' : [...before, ...rows];
    }
    case 'update': {
      const fits = fitting(before, change.alias, change.where, table, run);
      if (before === 'unknown' || fits === undefined) return 'unknown';
      return before.map((row, i) => (fits[i] ? updatedRow(row, change, table, run) : row));
    }
    case 'delete': {
      if (change.where === undefined) return [];
      const fits = fitting(before, change.alias, change.where, table, run);
      return before === 'unknown' || fits === undefined ? 'unknown' : before.filter((_, i) => !fits[i]);
    }
  }
}

function insertedRow(columns: readonly string[], values: readonly Formula[], table: Table, run: Run): StoredRow {
  const targets = columns.length === 0 ? table.columns.slice(0, values.length) : columns.map((name) => columnByName(table, name));
  const given = new Map(targets.map((column, i) => [column?.number, constantOf(values[i], scopeOf(table.name), run)]));
  return new Map(table.columns.map((column) => [column.number, given.has(column.number) ? given.get(column.number) : byDefault(column)]));
}

function byDefault({ default: value, identity, generated }: Column): null | undefined {
  return value === undefined && identity === undefined && generated === undefined ? null : undefined;
}

function updatedRow(row: StoredRow, change: Extract<RowChange, { readonly kind: 'update' }>, table: Table, run: Run): StoredRow {
  const scope = scopeOf(change.alias, row, table);
  const set = change.set.map(([name, value]) => [columnByName(table, name)?.number ?? 0, constantOf(value, scope, run)] as const);
  return new Map([...row, ...set]);
}

/** For each row whether it fulfils the condition; undefined when that cannot be told of one. */
function fitting(rows: TableRows, alias: string, where: Formula | undefined, table: Table, run: Run): readonly boolean[] | undefined {
  if (rows === 'unknown') return undefined;
  const holds = rows.map((row) => (where === undefined ? true : truth(evaluate(where, scopeOf(alias, row, table), run))));
  return holds.includes(undefined) ? undefined : (holds as readonly boolean[]);
}

function scopeOf(alias: string, row?: StoredRow, table?: Table): Scope {
  const columns = table?.columns.map(({ name }) => name) ?? [];
  const bound =
    row === undefined || table === undefined ? [] : [{ table: { alias, columns, rows: [], ghosts: [] }, row: storedRow(row, table) }];
  return { variables: undefined, parameters: [], bound, query: queryValues };
}

function constantOf(formula: Formula | undefined, scope: Scope, run: Run): string | number | boolean | null | undefined {
  const value: Value = formula === undefined ? UNKNOWN : evaluate(formula, scope, run);
  return value === null || typeof value !== 'object' ? value : undefined;
}
