import type { PostgresColumn, PostgresTable } from './postgres';
import type { Table } from './table';

/*
 * The parts of tables and columns that PostgreSQL alone has. The part is absent from an object that has none of these properties.
 */

const PLAIN: PostgresTable = { inherits: [], policies: [], rowSecurity: false };

/** PostgreSQL's part of a table; an empty part when the table has none. */
export function postgresOf({ postgres = PLAIN }: Pick<Table, 'postgres'>): PostgresTable {
  return postgres;
}

/** A table with other values in PostgreSQL's part. */
export function withPostgres(table: Table, values: Partial<PostgresTable>): Table {
  return { ...table, postgres: { ...postgresOf(table), ...values } };
}

/** A column with other marks in PostgreSQL's part. A mark that is undefined is removed. */
export function marked<C extends { readonly postgres?: PostgresColumn }>(column: C, marks: Marks): C {
  const { postgres: before, ...rest } = column;
  const known = Object.entries({ ...before, ...marks }).filter(([, mark]) => mark !== undefined);
  return (known.length === 0 ? rest : { ...rest, postgres: Object.fromEntries(known) }) as C;
}

type Marks = { readonly [K in keyof PostgresColumn]?: PostgresColumn[K] | undefined };
