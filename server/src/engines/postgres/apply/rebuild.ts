import { indexContains } from '../../../schema/apply/reads';
import { putTable } from '../../../schema/edit';
import type { ObjectId, Origin } from '../../../schema/model/object';
import type { Schema } from '../../../schema/model/schema';
import type { Index } from '../../../schema/model/tableIndex';
import { columnByName, columnByNumber, withDescendants } from '../../../schema/queries';
import { indexOnPartitions } from './indexParts';

/* Indexes of a column are rebuilt when its type changes (ATPostAlterTypeCleanup in tablecmds.c). */

/** Rebuilds the indexes of a column whose type has changed, in its table and in the tables below. */
export function withNewIndexes(schema: Schema, root: ObjectId, column: string, origin: Origin): Schema {
  const ids = withDescendants(schema, root);
  const rebuilt = ids.reduce((state, id) => rebuildIndexes(state, id, column), schema);
  return ids.reduce((state, id) => withNewParts(state, id, column, origin), rebuilt);
}

/** A rebuilt index remembers the current names of its columns. */
function rebuildIndexes(schema: Schema, id: ObjectId, name: string): Schema {
  const table = schema.tables.get(id)!;
  const number = columnByName(table, name)?.number;
  if (number === undefined) return schema;
  const rebuilt = table.indexes.map((index): Index => {
    const members = [...index.keys.map(({ column }) => column), ...index.include];
    if (!members.includes(number)) return index;
    const columnNames = members.map(
      (column, i) => (column === undefined ? undefined : columnByNumber(table, column)?.name) ?? index.columnNames[i] ?? '',
    );
    return { ...index, columnNames };
  });
  return putTable(schema, { ...table, indexes: rebuilt });
}

/** Makes the parts of a partitioned table's index anew, under the names that a new index would give them. */
function withNewParts(schema: Schema, id: ObjectId, column: string, origin: Origin): Schema {
  const table = schema.tables.get(id)!;
  const number = columnByName(table, column)?.number;
  if (table.kind !== 'partitioned table' || number === undefined) return schema;
  return table.indexes
    .filter((index) => index.parent === undefined && indexContains(index, number))
    .reduce((state, index) => {
      const bare = withoutParts(state, id, index.id);
      return bare === state ? state : indexOnPartitions(bare, id, index.id, origin);
    }, schema);
}

function withoutParts(schema: Schema, owner: ObjectId, parent: ObjectId): Schema {
  return (schema.children.get(owner) ?? []).reduce((state, id) => {
    const table = state.tables.get(id)!;
    const part = table.indexes.find((index) => index.parent === parent);
    if (part === undefined) return state;
    const bare = putTable(state, {
      ...table,
      indexes: table.indexes.filter((index) => index !== part),
      constraints: table.constraints.filter((constraint) => constraint.id !== part.constraint),
    });
    return withoutParts(bare, id, part.id);
  }, schema);
}
