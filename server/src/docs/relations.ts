import type { ForeignKey } from '../schema/model/constraint';
import type { ObjectId } from '../schema/model/object';
import type { Schema } from '../schema/model/schema';
import type { Table } from '../schema/model/table';
import { foreignKeys, primaryKey, referencesTo } from '../schema/queries';

/** A join table of a many-to-many relationship, as seen from one of the two tables. */
export interface JoinTable {
  readonly through: Table;
  /** Foreign key to the table that was asked about. */
  readonly near: ForeignKey;
  /** Foreign key to the other table. */
  readonly far: ForeignKey;
}

/** Join tables that link the table with another one, or with itself. */
export function joinsOf(schema: Schema, table: ObjectId): readonly JoinTable[] {
  return referencesTo(schema, table).flatMap(({ table: through, foreignKey: near }) => {
    const far = joinedKeys(through).find((foreignKey) => foreignKey.id !== near.id);
    const isSide = joinedKeys(through).some((foreignKey) => foreignKey.id === near.id);
    return isSide && far !== undefined ? [{ through, near, far }] : [];
  });
}

/**
 * The two foreign keys of a join table; empty for any other table. Either the primary key consists of the two, or the two are unique
 * together and the table stores nothing else but its own key and timestamps. An order line with a quantity is an entity, not a link.
 */
function joinedKeys(table: Table): readonly ForeignKey[] {
  const keys = foreignKeys(table).filter((foreignKey) => foreignKey.target.kind === 'table');
  if (keys.length !== 2 || foreignKeys(table).length !== 2) return [];
  const both = new Set(keys.flatMap((foreignKey) => foreignKey.columns));
  if (keys.some((foreignKey) => foreignKey.columns.length === both.size)) return [];
  const isBoth = (columns: readonly number[]): boolean => columns.length === both.size && columns.every((column) => both.has(column));
  const primary = primaryKey(table);
  if (primary !== undefined && isBoth(primary.columns)) return keys;
  const isUnique = table.indexes.some(
    (index) => index.unique && index.predicate === undefined && isBoth(index.keys.map((key) => key.column ?? 0)),
  );
  const rest = table.columns.filter(({ number }) => !both.has(number) && !primary?.columns.includes(number));
  return isUnique && rest.every(isTime) ? keys : [];
}

/** Foreign keys of the tables, in the order of the tables. */
export function allForeignKeys(tables: readonly Table[]): readonly { readonly table: Table; readonly foreignKey: ForeignKey }[] {
  return tables.flatMap((table) => foreignKeys(table).map((foreignKey) => ({ table, foreignKey })));
}

function isTime({ type }: Table['columns'][number]): boolean {
  return type.kind === 'builtin' && /^(timestamp|date|time)\b/.test(type.text);
}
