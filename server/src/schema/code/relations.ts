import type { RelationRows } from '../../code/catalogView';
import { ANY_TUPLE, type Tuple } from '../../code/tuple';
import { known as knownText, UNKNOWN, type Value } from '../../code/value';
import { findType } from '../findType';
import type { Gap } from '../model/gap';
import type { ObjectId } from '../model/object';
import type { Schema } from '../model/schema';
import { findRelation } from '../queries';
import type { CatalogRelation, CatalogState, CodeCatalog } from './codeCatalog';
import { storedRows, storedTuple } from './storedRows';

/** The rows of a catalog or of a table. */
export function relationRows(name: string, inSchema: string | undefined, catalog: CodeCatalog, state: CatalogState): RelationRows {
  const { schema, supposes } = state;
  const relation = catalog.relation(name, inSchema);
  if (relation === undefined) return tableRows(name, inSchema, state);
  return {
    columns: relation.columns,
    rows: relation.rows(schema),
    isCatalog: true,
    possible: () => (supposes ? [] : relation.isPartial ? [ANY_TUPLE] : hiddenRows(relation, schema)),
  };
}

/** The rows of a user's table are known only at run time, but a table that no migration fills is likely empty. */
function tableRows(name: string, inSchema: string | undefined, { schema, supposes }: CatalogState): RelationRows {
  const id = findRelation(schema, name, inSchema)?.id ?? -1;
  const table = schema.tables.get(id);
  const columns = (table ?? schema.views.get(id))?.columns.map((column) => column.name);
  const stored = supposes && table !== undefined ? storedRows(schema, table) : 'unknown';
  if (stored === 'unknown' || table === undefined) return { columns, rows: [], isCatalog: false, possible: () => [ANY_TUPLE] };
  return { columns, rows: stored.map((row) => storedTuple(row, table)), isCatalog: false, possible: () => [] };
}

/** When gaps may hide more names than this, any name may be hidden. */
const MOST_HIDDEN = 24;

/**
 * Rows that gaps may hide: for each name that a gap may touch, rows with this name and rows of a table with this name. A gap that may touch
 * any name adds no rows: the model is then the best answer there is.
 */
function hiddenRows(relation: CatalogRelation, schema: Schema): readonly Tuple[] {
  const gaps = schema.gaps.filter((gap) => gap.kinds === undefined || gap.kinds.has(relation.about));
  const names = gaps.reduce((sum, { mayTouch }) => sum + (mayTouch?.size ?? 0), 0);
  return names > MOST_HIDDEN ? [ANY_TUPLE] : gaps.flatMap((gap) => hiddenBy(gap, relation, schema));
}

function hiddenBy(gap: Gap, { name, owner, id, isId }: CatalogRelation, schema: Schema): readonly Tuple[] {
  return [...(gap.mayTouch ?? [])].flatMap((touched) =>
    (owner === undefined ? [name] : [name, owner]).map((known): Tuple => {
      const own = known === name;
      // Looked up late: most of these rows fulfil no condition, and the id of hardly any is read.
      let found: Value | undefined;
      const idValue = (): Value => {
        found ??= { kind: 'oid', id: idOf(schema, touched) };
        return found;
      };
      const holdsId = isId(known);
      const value = holdsId ? UNKNOWN : knownText(touched);
      return { get: (column) => (column === known ? (holdsId ? idValue() : value) : own && column === id ? idValue() : UNKNOWN) };
    }),
  );
}

/** The id of an object, or its name when the schema lacks the object. */
function idOf(schema: Schema, name: string): ObjectId | string {
  return findRelation(schema, name)?.id ?? findType(schema, { name }) ?? name;
}
