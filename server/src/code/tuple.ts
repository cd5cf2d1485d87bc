import { UNKNOWN, type Value } from './value';

/** One row of a relation. The value of a column is computed when it is read. */
export interface Tuple {
  get(column: string): Value;
}

/** A row of unknown values. It may stand for many rows. */
export const ANY_TUPLE: Tuple = { get: () => UNKNOWN };

/** The row that stands for the optional side of an outer join where no row fits. */
export const NULL_TUPLE: Tuple = { get: () => null };

export function tupleOf(columns: readonly string[], values: readonly Value[]): Tuple {
  return { get: (column) => values[columns.indexOf(column)] ?? null };
}

/** The same row under other names, which stand in the order of the columns. */
export function renamedTuple(row: Tuple, columns: readonly string[], names: readonly string[]): Tuple {
  return { get: (name) => row.get(columns[names.indexOf(name)] ?? name) };
}
