import type { ObjectId } from '../../schema/model/object';
import type { Schema } from '../../schema/model/schema';
import { nameKey } from '../../schema/model/schema';
import type { Table } from '../../schema/model/table';
import { columnNames } from '../../schema/queries';
import { byteLength } from '../../text/utf8';

/** A way to name an index after its table and columns. */
type Style = (table: string, columns: readonly string[]) => string;

/** The first style is that of PostgreSQL's own names. It is the default where the indexes of a project follow no style. */
const STYLES: readonly Style[] = [
  (table, columns) => `${table}_${columns.join('_')}_idx`,
  (table, columns) => `idx_${table}_${columns.join('_')}`,
  (table, columns) => `ix_${table}_${columns.join('_')}`,
  (table, columns) => `${table}_${columns.join('_')}_index`,
  (table, columns) => `idx_${table}_on_${columns.join('_')}`,
  (table, columns) => `index_${table}_on_${columns.join('_and_')}`,
  (table, columns) => `idx_${table}__${columns.join('__')}`,
];

/** A name for an index, in the style that most indexes of `habits` follow, and free in all of `schemas`. */
export function chooseIndexName(
  table: { readonly namespace: ObjectId; readonly name: string },
  columns: readonly string[],
  habits: Schema,
  schemas: readonly Schema[],
): string {
  const isTaken = (name: string): boolean => schemas.some((schema) => schema.relationNames.has(nameKey(table.namespace, name)));
  const { engine } = habits;
  const wished = habit(habits)(table.name, columns);
  const base = (attempt: number): string => {
    const number = attempt === 0 ? '' : String(attempt);
    return byteLength(wished + number) <= engine.longestName ? wished + number : engine.composeName(table.name, columns, `idx${number}`);
  };
  for (let attempt = 0; ; attempt++) if (!isTaken(base(attempt))) return base(attempt);
}

/** The style that most indexes follow. Counted once for each schema, because a root may have thousands of indexes to name. */
function habit(schema: Schema): Style {
  const known = habits.get(schema);
  if (known !== undefined) return known;
  const style = countStyles(schema);
  habits.set(schema, style);
  return style;
}

const habits = new WeakMap<Schema, Style>();

function countStyles(schema: Schema): Style {
  const counts = STYLES.map(() => 0);
  for (const table of schema.tables.values()) for (const style of stylesOf(table)) counts[style]!++;
  return STYLES[counts.indexOf(Math.max(...counts))]!;
}

/** Positions in STYLES, one for each index that follows a style. Remembered by table, because an edit leaves most tables as they are. */
function stylesOf(table: Table): readonly number[] {
  const known = styles.get(table);
  if (known !== undefined) return known;
  const found = indexNames(table)
    .map(([name, columns]) => STYLES.findIndex((style) => style(table.name, columns) === name))
    .filter((style) => style !== -1);
  styles.set(table, found);
  return found;
}

const styles = new WeakMap<Table, readonly number[]>();

function indexNames(table: Table): readonly (readonly [string, readonly string[]])[] {
  return table.indexes
    .filter((index) => index.keys.every((key) => key.column !== undefined))
    .map((index) => [
      index.name,
      columnNames(
        table,
        index.keys.flatMap((key) => key.column ?? []),
      ),
    ]);
}
