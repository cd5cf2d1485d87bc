import type { ForeignKey } from '../schema/model/constraint';
import type { ObjectId } from '../schema/model/object';
import type { Schema } from '../schema/model/schema';
import type { Table } from '../schema/model/table';
import { foreignKeys, primaryKey, referencesTo } from '../schema/queries';

/** Two tables that a third one joins. */
export interface JoinTable {
  readonly through: Table;
  readonly near: ForeignKey;
  readonly far: ForeignKey;
}

/** The join tables that one side of is this table. */
export function joinsOf(schema: Schema, table: ObjectId): readonly JoinTable[] {
  return referencesTo(schema, table).flatMap(({ table: through, foreignKey: near }) => {
    const far = joinedKeys(through).find((foreignKey) => foreignKey.id !== near.id);
    const isSide = joinedKeys(through).some((foreignKey) => foreignKey.id === near.id);
    return isSide && far !== undefined ? [{ through, near, far }] : [];
  });
}

/**
 * The two foreign keys of a join table; empty when the table is none. Its primary key is made of the two, or the two are unique together
 * and nothing else is stored but a number and the time: an order line with its quantity is a thing of its own, not a link.
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

/** All foreign keys of the tables, in their order. */
export function allForeignKeys(tables: readonly Table[]): readonly { readonly table: Table; readonly foreignKey: ForeignKey }[] {
  return tables.flatMap((table) => foreignKeys(table).map((foreignKey) => ({ table, foreignKey })));
}

function isTime({ type }: Table['columns'][number]): boolean {
  return type.kind === 'builtin' && /^(timestamp|date|time)\b/.test(type.text);
}
