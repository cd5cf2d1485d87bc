import type { Tuple } from '../../../../code/tuple';
import type { Value } from '../../../../code/value';
import type { CatalogRelation } from '../../../../schema/code/codeCatalog';
import type { GapKind } from '../../../../schema/model/gap';
import type { Schema } from '../../../../schema/model/schema';

export type Columns<T> = Readonly<Record<string, (row: T, schema: Schema) => Value>>;

/** A catalog with a row for each object; the values of its columns are worked out when they are asked for. */
export function relation<T>(
  about: GapKind,
  name: string,
  objects: (schema: Schema) => readonly T[],
  columns: Columns<T>,
  owner?: string,
): CatalogRelation {
  // Kept by schema: code asks the same catalog many times while nothing changes.
  const known = new WeakMap<Schema, readonly Tuple[]>();
  return {
    about,
    name,
    ...(owner === undefined ? {} : { owner }),
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
