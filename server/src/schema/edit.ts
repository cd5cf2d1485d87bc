import { followConstraints, followDependents, followIndexes, followParents } from './lookupTables';
import type { Constraint } from './model/constraint';
import type { ObjectId, Origin } from './model/object';
import type { RelationRef, Schema } from './model/schema';
import { nameKey } from './model/schema';
import type { Sequence } from './model/sequence';
import type { Column, Table } from './model/table';
import type { Index } from './model/tableIndex';
import type { Type } from './model/type';
import type { View } from './model/view';

/* Small steps from one schema to the next. None of them checks anything: `schema/apply` does. */

/** A new id, and the schema in which it is taken. */
export function takeId(schema: Schema): [Schema, ObjectId] {
  return [{ ...schema, nextId: schema.nextId + 1 }, schema.nextId];
}

interface Named {
  readonly id: ObjectId;
  readonly namespace: ObjectId;
  readonly name: string;
}

function addRelationName(schema: Schema, of: Named, ref: RelationRef): Schema {
  return { ...schema, relationNames: schema.relationNames.set(nameKey(of.namespace, of.name), ref) };
}

function removeRelationName(schema: Schema, of: Named): Schema {
  return { ...schema, relationNames: schema.relationNames.delete(nameKey(of.namespace, of.name)) };
}

/** Adds a table, or replaces the one with the same id. Updates the names of the table and of its indexes. */
export function putTable(schema: Schema, table: Table): Schema {
  const before = schema.tables.get(table.id);
  const renamed = before === undefined || before.name !== table.name || before.namespace !== table.namespace;
  let next: Schema = { ...schema, tables: schema.tables.set(table.id, table) };
  if (before !== undefined && renamed) next = removeRelationName(next, before);
  if (renamed) next = addRelationName(next, table, { kind: 'table', id: table.id });
  const sameNames = !renamed && before.constraints === table.constraints && before.columns === table.columns;
  if (!sameNames) next = followConstraints(next, before, table);
  next = followDependents(followParents(next, table.id, before, table), before, table);
  return followIndexes(next, table, before);
}

export function putView(schema: Schema, view: View): Schema {
  const before = schema.views.get(view.id);
  let next: Schema = { ...schema, views: schema.views.set(view.id, view) };
  if (before !== undefined) next = removeRelationName(next, before);
  next = addRelationName(next, view, { kind: 'view', id: view.id });
  return followIndexes(followDependents(next, before, view), view, before);
}

export function putSequence(schema: Schema, sequence: Sequence): Schema {
  const before = schema.sequences.get(sequence.id);
  const next = followDependents({ ...schema, sequences: schema.sequences.set(sequence.id, sequence) }, before, sequence);
  if (before?.name === sequence.name && before.namespace === sequence.namespace) return next;
  return addRelationName(before === undefined ? next : removeRelationName(next, before), sequence, { kind: 'sequence', id: sequence.id });
}

/** Adds a type, or replaces the one with the same id. Composite types are relations too, as in pg_class. */
export function putType(schema: Schema, type: Type): Schema {
  const before = schema.types.get(type.id);
  const typeNames = before === undefined ? schema.typeNames : schema.typeNames.delete(nameKey(before.namespace, before.name));
  let next: Schema = {
    ...schema,
    types: schema.types.set(type.id, type),
    typeNames: typeNames.set(nameKey(type.namespace, type.name), type.id),
  };
  next = followDependents(followConstraints(next, before, type), before, type);
  if (type.kind !== 'composite') return next;
  if (before !== undefined) next = removeRelationName(next, before);
  return addRelationName(next, type, { kind: 'composite', id: type.id });
}

export function removeTable(schema: Schema, table: Table): Schema {
  const bare = followIndexes(schema, { ...table, indexes: [] }, table);
  const unbound = followDependents(followConstraints(bare, table, undefined), table, undefined);
  const orphaned = followParents(unbound, table.id, table, undefined);
  return removeRelationName({ ...orphaned, tables: orphaned.tables.delete(table.id), children: orphaned.children.delete(table.id) }, table);
}

export function removeView(schema: Schema, view: View): Schema {
  const bare = followIndexes(schema, { ...view, indexes: [] }, view);
  return removeRelationName(followDependents({ ...bare, views: bare.views.delete(view.id) }, view, undefined), view);
}

export function removeSequence(schema: Schema, sequence: Sequence): Schema {
  const gone: Schema = { ...schema, sequences: schema.sequences.delete(sequence.id) };
  return removeRelationName(followDependents(gone, sequence, undefined), sequence);
}

export function removeType(schema: Schema, type: Type): Schema {
  const gone: Schema = {
    ...schema,
    types: schema.types.delete(type.id),
    typeNames: schema.typeNames.delete(nameKey(type.namespace, type.name)),
  };
  const next = followDependents(followConstraints(gone, type, undefined), type, undefined);
  return type.kind === 'composite' ? removeRelationName(next, type) : next;
}

/** Adds columns behind those of a table. */
export function appendColumns(schema: Schema, table: Table, columns: readonly Omit<Column, 'number'>[]): Schema {
  const numbered = columns.map((column, i): Column => ({ ...column, number: table.nextColumnNumber + i }));
  return putTable(schema, {
    ...table,
    columns: [...table.columns, ...numbered],
    nextColumnNumber: table.nextColumnNumber + numbered.length,
  });
}

/** A table with one column replaced. */
export function withColumn(table: Table, number: number, origin: Origin, edit: (column: Column) => Column): Table {
  return {
    ...table,
    changed: origin,
    columns: table.columns.map((column) => (column.number === number ? { ...edit(column), changed: origin } : column)),
  };
}

export function withConstraint(table: Table, id: ObjectId, edit: (constraint: Constraint) => Constraint): Table {
  return { ...table, constraints: table.constraints.map((constraint) => (constraint.id === id ? edit(constraint) : constraint)) };
}

export function withIndex<T extends Table | View>(owner: T, id: ObjectId, edit: (index: Index) => Index): T {
  return { ...owner, indexes: owner.indexes.map((index) => (index.id === id ? edit(index) : index)) };
}
