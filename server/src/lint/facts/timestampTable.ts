import { postgresOf } from '../../schema/model/postgresPart';
import type { Schema } from '../../schema/model/schema';
import type { Column, Table } from '../../schema/model/table';
import { displayName, foreignKeys, primaryKey, typeText } from '../../schema/queries';
import type { OptionValue } from '../engine/rule';

/** Options of the two timestamp rules. */
export interface TimestampOptions extends Readonly<Record<string, OptionValue>> {
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly definition: string;
  readonly except: readonly string[];
}

/** False for temporary and foreign tables, and for tables that get their columns from a parent. */
export function hasOwnColumns(table: Table): boolean {
  const { partitionOf, inherits } = postgresOf(table);
  return !table.temporary && table.kind !== 'foreign table' && partitionOf === undefined && inherits.length === 0;
}

/** The timestamp column by the options; undefined when the table has none. */
export function timestampColumn(table: Table, schema: Schema, { names, types }: TimestampOptions): Column | undefined {
  return table.columns.find(
    (column) => isOneOf(names, column.name) && (types.length === 0 || types.includes(typeText(schema, column.type))),
  );
}

/** True when the name is one of `names`, in any letter case. */
export function isOneOf(names: readonly string[], name: string): boolean {
  const known = lowered.get(names) ?? new Set(names.map((wanted) => wanted.toLowerCase()));
  lowered.set(names, known);
  return known.has(name.toLowerCase());
}

/** The same list is asked about for each column of each table. */
const lowered = new WeakMap<readonly string[], ReadonlySet<string>>();

/** True for a join table, and for a table that the option `except` matches. `siblings`: see `Timestamp`. */
export function needsNone(table: Table, schema: Schema, { except }: TimestampOptions, siblings: readonly string[]): boolean {
  const shown = displayName(schema, table);
  return isJoinTable(table, siblings) || except.some((pattern) => matches(pattern, table.name) || matches(pattern, shown));
}

/** A row of a join table only connects two others: it is inserted and deleted, never updated. */
function isJoinTable(table: Table, siblings: readonly string[]): boolean {
  const keys = foreignKeys(table);
  if (keys.length < 2) return false;
  const referring = new Set(keys.flatMap(({ columns }) => columns));
  const primary = primaryKey(table)?.columns ?? [];
  const rest = table.columns.filter(
    ({ number, name }) => !referring.has(number) && !primary.includes(number) && !siblings.includes(name.toLowerCase()),
  );
  return rest.length === 0 || (primary.length >= 2 && primary.every((number) => referring.has(number)));
}

function matches(pattern: string, name: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`).test(name);
}
