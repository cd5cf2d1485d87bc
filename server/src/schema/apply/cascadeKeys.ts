import { putTable, putView, withConstraint } from '../edit';
import type { Constraint, ForeignKeyTarget } from '../model/constraint';
import type { ObjectId } from '../model/object';
import type { Schema } from '../model/schema';
import type { Table } from '../model/table';
import type { Index } from '../model/tableIndex';
import type { PersistentMap } from '../versions/persistentMap';

/* Drops a constraint or an index with its dependents, and the foreign keys that point at a dropped table or key. */

/** Drops the foreign keys that point at a table: all of them, or those whose target fits. */
export function dropReferences(schema: Schema, table: ObjectId, falls: (target: KeyTarget) => boolean = () => true): Schema {
  const hit = (constraint: Constraint): boolean =>
    constraint.kind === 'foreign key' &&
    constraint.target.kind === 'table' &&
    constraint.target.table === table &&
    falls(constraint.target);
  const own = schema.tables.get(table);
  const others = dependentsIn(schema, schema.tables, table);
  return (own === undefined ? others : [own, ...others]).reduce(
    (state, other) =>
      other.constraints.some(hit)
        ? putTable(state, { ...other, constraints: other.constraints.filter((constraint) => !hit(constraint)) })
        : state,
    schema,
  );
}

/** Drops the foreign keys that point at the partitioned tables above: such a key needs each of the partitions (addFkRecurseReferenced in PostgreSQL's tablecmds.c). */
export function dropReferencesAbove(schema: Schema, { postgres }: Table): Schema {
  const parent = schema.tables.get(postgres?.partitionOf ?? -1);
  return parent === undefined ? schema : dropReferencesAbove(dropReferences(schema, parent.id), parent);
}

type KeyTarget = Extract<ForeignKeyTarget, { readonly kind: 'table' }>;

function childTables(schema: Schema, parent: ObjectId): readonly Table[] {
  return (schema.children.get(parent) ?? []).flatMap((id) => schema.tables.get(id) ?? []);
}

/** The objects of one kind that name another object; no other object of the kind can depend on it. */
export function dependentsIn<T>(schema: Schema, kind: PersistentMap<ObjectId, T>, id: ObjectId): readonly T[] {
  return (schema.dependents.get(id) ?? []).flatMap((dependent) => kind.get(dependent) ?? []);
}

/** Drops an index, its parts in the tables below and the foreign keys that were made with it. The index of a constraint stays: it goes with the constraint. */
export function dropIndex(schema: Schema, owner: ObjectId, id: ObjectId): Schema {
  const table = schema.tables.get(owner);
  const keep = (index: Index): boolean => index.id !== id || index.constraint !== undefined;
  if (table !== undefined) {
    if (table.indexes.every(keep)) return schema;
    const dropped = putTable(schema, { ...table, indexes: table.indexes.filter(keep) });
    return indexParts(schema, owner, id).reduce(
      (state, part) => dropIndex(state, part.owner, part.id),
      dropReferences(dropped, owner, (target) => target.index === id),
    );
  }
  const view = schema.views.get(owner);
  return view === undefined ? schema : putView(schema, { ...view, indexes: view.indexes.filter(keep) });
}

function indexParts(schema: Schema, owner: ObjectId, parent: ObjectId): readonly { readonly owner: ObjectId; readonly id: ObjectId }[] {
  return childTables(schema, owner).flatMap((table) =>
    table.indexes.filter((index) => index.parent === parent).map(({ id }) => ({ owner: table.id, id })),
  );
}

/**
 * Drops a constraint and its index. Its parts in the tables below go as well, unless it is a check that is dropped from this table
 * ONLY; the foreign keys that point at a key go with CASCADE.
 */
export function dropConstraint(schema: Schema, tableId: ObjectId, constraint: Constraint, cascade: boolean, only = false): Schema {
  const table = schema.tables.get(tableId)!;
  const index = 'index' in constraint ? constraint.index : undefined;
  const without = putTable(schema, {
    ...table,
    constraints: table.constraints.filter((candidate) => candidate.id !== constraint.id),
    indexes: table.indexes.filter((candidate) => candidate.id !== index),
  });
  const parts = childTables(without, tableId).flatMap((other) =>
    other.constraints.filter(({ parent }) => parent === constraint.id).map((part) => ({ owner: other.id, part })),
  );
  const next = parts.reduce(
    (state, { owner, part }) =>
      (only && part.kind === 'check') || part.local === true ? orphaned(state, owner, part) : dropConstraint(state, owner, part, cascade),
    without,
  );
  const isKey = constraint.kind === 'primary key' || constraint.kind === 'unique';
  return isKey && cascade ? dropReferences(next, tableId, (target) => target.index === index) : next;
}

/** Makes a constraint that a table below defines as well its own alone. */
function orphaned(schema: Schema, owner: ObjectId, constraint: Constraint): Schema {
  return putTable(
    schema,
    withConstraint(schema.tables.get(owner)!, constraint.id, ({ parent: _, local: _local, ...own }) => own),
  );
}
