import type { Tuple } from '../../../../code/tuple';
import type { Value } from '../../../../code/value';
import type { CatalogRelation } from '../../../../schema/code/codeCatalog';
import type { GapKind } from '../../../../schema/model/gap';
import type { Schema } from '../../../../schema/model/schema';

export type Columns<T> = Readonly<Record<string, (row: T, schema: Schema) => Value>>;

/** A catalog with a row for each object. The value of a column is computed when it is read. */
export function relation<T>(
  about: GapKind,
  name: string,
  objects: (schema: Schema) => readonly T[],
  columns: Columns<T>,
  owner?: string,
): CatalogRelation {
  // Cached by schema: code queries the same catalog many times while the schema stays the same.
  const known = new WeakMap<Schema, readonly Tuple[]>();
  return {
    about,
    name,
    ...(owner === undefined ? {} : { owner }),
    id: 'oid',
    isId: (column) => /(rel|typ)id$/.test(column),
    isPartial: false,
    columns: Object.keys(columns),
    rows(schema) {
      const rows =
        known.get(schema) ?? objects(schema).map((object): Tuple => ({ get: (column) => columns[column]?.(object, schema) ?? null }));
      known.set(schema, rows);
      return rows;
    },
  };
}
