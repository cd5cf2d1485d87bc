import type { Value } from '../../../../code/value';
import type { GapKind } from '../../../../schema/model/gap';
import type { Schema } from '../../../../schema/model/schema';

/** A catalog or a view of the information schema, as far as the model knows what is in it. */
export interface CatalogRelation {
  /** What its rows are about, for the gaps that may hide some of them. */
  readonly about: GapKind;
  /** Its columns that say the name of what a row is about, and the table it belongs to. */
  readonly name: string;
  readonly owner?: string;
  rows(schema: Schema): readonly CatalogRow[];
  readonly columns: ReadonlySet<string>;
  /** The model knows only some of its rows. */
  readonly isPartial: boolean;
}
export interface CatalogRow {
  get(column: string): Value;
}

export type Columns<T> = Readonly<Record<string, (row: T, schema: Schema) => Value>>;

export function relation<T>(
  about: GapKind,
  name: string,
  objects: (schema: Schema) => readonly T[],
  columns: Columns<T>,
  owner?: string,
): CatalogRelation {
  // Code asks the same catalog again and again while nothing changes.
  const known = new WeakMap<Schema, readonly CatalogRow[]>();
  return {
    about,
    name,
    ...(owner === undefined ? {} : { owner }),
    isPartial: false,
    columns: new Set(Object.keys(columns)),
    rows(schema) {
      const rows = known.get(schema) ?? objects(schema).map((object) => ({ get: (column) => columns[column]?.(object, schema) ?? null }));
      known.set(schema, rows);
      return rows;
    },
  };
}
