import { putTable, putType, putView, removeSequence, removeTable, removeType, removeView, withConstraint } from '../edit';
import type { Constraint, ForeignKeyTarget } from '../model/constraint';
import type { Expression } from '../model/expression';
import type { ObjectId } from '../model/object';
import type { Policy } from '../model/policy';
import type { Schema } from '../model/schema';
import type { Column, Table, Trigger } from '../model/table';
import type { Index } from '../model/tableIndex';
import type { TypeUse } from '../model/type';
import type { View } from '../model/view';
import { typesOfRoutine, withDescendants } from '../queries';
import type { PersistentMap } from '../versions/persistentMap';
import { hasCondition, indexContains, readsFrom } from './reads';
import { generatedBy, withoutCalls } from './routineUses';

/*
 * What falls when something is dropped (manual, 5.15). What PostgreSQL would refuse without CASCADE falls here as well:
 * a migration that stands in a history has been run.
 */

/** With a table go its sequences, its partitions and children, foreign keys that point at it and views that read it. */
export function dropTable(schema: Schema, table: Table): Schema {
  const children = withDescendants(schema, table.id).slice(1);
  const withoutChildren = children.reduceRight((state, id) => {
    const child = state.tables.get(id);
    return child === undefined ? state : dropTable(state, { ...child });
  }, schema);
  const unread = dropReaders(dropReferencesAbove(withoutChildren, table), table.id);
  const unowned = dependentsIn(unread, unread.sequences, table.id)
    .filter((sequence) => sequence.ownedBy?.table === table.id)
    .reduce((state, sequence) => dropSequence(state, sequence.id), unread);
  const current = unowned.tables.get(table.id);
  return current === undefined ? unowned : dropUsesOfType(dropReferences(removeTable(unowned, current), table.id), table.id);
}

/** Foreign keys that point at this table. */
function dropReferences(schema: Schema, table: ObjectId, falls: (target: KeyTarget) => boolean = () => true): Schema {
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

/** A foreign key that points at a partitioned table needs each of its partitions (addFkRecurseReferenced in tablecmds.c). */
function dropReferencesAbove(schema: Schema, { partitionOf }: Table): Schema {
  const parent = partitionOf === undefined ? undefined : schema.tables.get(partitionOf);
  return parent === undefined ? schema : dropReferencesAbove(dropReferences(schema, parent.id), parent);
}

type KeyTarget = Extract<ForeignKeyTarget, { readonly kind: 'table' }>;

function childTables(schema: Schema, parent: ObjectId): readonly Table[] {
  return (schema.children.get(parent) ?? []).flatMap((id) => schema.tables.get(id) ?? []);
}

/** Those of one kind that name the object: nobody else can have to do with it. */
function dependentsIn<T>(schema: Schema, kind: PersistentMap<ObjectId, T>, id: ObjectId): readonly T[] {
  return (schema.dependents.get(id) ?? []).flatMap((dependent) => kind.get(dependent) ?? []);
}

/** The view goes first: views may read each other in a circle, which PostgreSQL minds only when they are asked. */
export function dropView(schema: Schema, view: View): Schema {
  return dropReaders(removeView(schema, view), view.id);
}

/** Views and policies that read a relation, or one column of it, and the views that read those. */
function dropReaders(schema: Schema, relation: ObjectId, column?: number): Schema {
  const reads = (policy: Policy): boolean => hasCondition(policy, (condition) => readsFrom(condition.reads, relation, column));
  const tables = dependentsIn(schema, schema.tables, relation).filter(({ policies }) => policies.some(reads));
  const unread = tables.reduce(
    (state, table) => putTable(state, { ...table, policies: table.policies.filter((policy) => !reads(policy)) }),
    schema,
  );
  return dropViewsOn(unread, relation, column);
}

function dropViewsOn(schema: Schema, relation: ObjectId, column?: number): Schema {
  const readers = dependentsIn(schema, schema.views, relation).filter((view) => readsFrom(view.dependsOn, relation, column));
  return readers.reduce((state, view) => (state.views.has(view.id) ? dropView(state, view) : state), schema);
}

export function dropSequence(schema: Schema, id: ObjectId): Schema {
  const sequence = schema.sequences.get(id);
  if (sequence === undefined) return schema;
  return dropDefaults(removeSequence(schema, sequence), dependentsIn(schema, schema.tables, id), ({ sequences }) => sequences.includes(id));
}

function dropDefaults(schema: Schema, tables: readonly Table[], falls: (value: Expression) => boolean): Schema {
  const loses = (column: Column): boolean => column.default !== undefined && falls(column.default);
  return tables
    .filter((table) => table.columns.some(loses))
    .reduce((state, table) => {
      const columns = table.columns.map((column) => {
        const { default: _, ...bare } = column;
        return loses(column) ? bare : column;
      });
      return putTable(state, { ...table, columns });
    }, schema);
}

/** An index that a constraint made goes with the constraint, never alone; with one on a partitioned table go its parts. */
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

/** A range type and its multirange type go together, whichever is dropped. */
export function dropType(schema: Schema, id: ObjectId): Schema {
  const type = schema.types.get(id);
  if (type === undefined) return schema;
  const range = type.kind === 'other' ? type.rangeOf : undefined;
  const dropped = dropUsesOfType(removeType(schema, type), id);
  const partner = range ?? dropped.types.find((other) => other.kind === 'other' && other.rangeOf === id)?.id;
  return partner === undefined ? dropped : dropType(dropped, partner);
}

/** Columns and routines whose type is gone, and defaults that were cast to it. */
function dropUsesOfType(schema: Schema, id: ObjectId): Schema {
  const uses = (type: TypeUse): boolean => type.kind === 'object' && type.id === id;
  const uncast = dropDefaults(schema, dependentsIn(schema, schema.tables, id), ({ types }) => types?.includes(id) === true);
  const columnless = dependentsIn(uncast, uncast.tables, id).reduce(
    (state, table) =>
      table.columns.filter((column) => uses(column.type)).reduce((next, column) => dropColumn(next, table.id, column.number), state),
    uncast,
  );
  const attributeless = dependentsIn(columnless, columnless.types, id).reduce(
    (state, type) =>
      type.kind === 'composite' && type.columns.some((column) => uses(column.type))
        ? putType(state, { ...type, columns: type.columns.filter((column) => !uses(column.type)) })
        : state,
    columnless,
  );
  const domains = dependentsIn(attributeless, attributeless.types, id).filter((type) => type.kind === 'domain' && uses(type.baseType));
  const next = domains.reduce((state, domain) => dropType(state, domain.id), attributeless);
  const routines = [...next.routines.values()].filter((routine) => typesOfRoutine(routine).some(uses));
  return { ...next, routines: routines.reduce((rest, { id: gone }) => rest.delete(gone), next.routines) };
}

/** With a function go triggers, views, columns and all else that calls it. */
export function dropRoutine(schema: Schema, id: ObjectId): Schema {
  const routine = schema.routines.get(id);
  if (routine === undefined) return schema;
  const others = schema.routines.delete(id);
  const shared = others.some((other) => other.name === routine.name);
  const keep = (trigger: Trigger): boolean =>
    trigger.routine === undefined ? shared || trigger.function !== routine.name : trigger.routine !== id;
  const unread = dropReaders({ ...schema, routines: others }, id);
  const ungenerated = [...unread.tables.values()].reduce(
    (state, table) => generatedBy(table, id).reduce((next, number) => dropColumn(next, table.id, number), state),
    unread,
  );
  const onTables = [...ungenerated.tables.values()].reduce((state, table) => {
    const plain = withoutCalls(table, id);
    return plain === table && table.triggers.every(keep) ? state : putTable(state, { ...plain, triggers: table.triggers.filter(keep) });
  }, ungenerated);
  return [...onTables.views.values()]
    .filter((view) => !view.triggers.every(keep))
    .reduce((state, view) => putView(state, { ...view, triggers: view.triggers.filter(keep) }), onTables);
}

export function dropNamespace(schema: Schema, id: ObjectId): Schema {
  const inside = <T extends { readonly namespace: ObjectId }>(objects: Iterable<T>): T[] =>
    [...objects].filter((object) => object.namespace === id);
  let next = inside(schema.views.values()).reduce((state, view) => (state.views.has(view.id) ? dropView(state, view) : state), schema);
  next = inside(next.tables.values()).reduce(
    (state, table) => (state.tables.has(table.id) ? dropTable(state, state.tables.get(table.id)!) : state),
    next,
  );
  next = inside(next.sequences.values()).reduce((state, sequence) => dropSequence(state, sequence.id), next);
  next = inside(next.types.values()).reduce((state, type) => dropType(state, type.id), next);
  next = inside(next.routines.values()).reduce((state, routine) => dropRoutine(state, routine.id), next);
  const extensions = inside(next.extensions.values()).reduce((rest, { name }) => rest.delete(name), next.extensions);
  return { ...next, namespaces: next.namespaces.delete(id), extensions };
}

export function dropExtension(schema: Schema, name: string): Schema {
  const types = [...schema.types.values()].filter((type) => type.kind === 'other' && type.extension === name);
  return { ...types.reduce((state, type) => dropType(state, type.id), schema), extensions: schema.extensions.delete(name) };
}

/** With a column go the indexes, constraints, triggers, policies and generated columns that contain it, its sequences, keys that point at it and views that read it. */
export function dropColumn(schema: Schema, tableId: ObjectId, number: number): Schema {
  const generated = schema.tables.get(tableId)!.columns.filter((column) => column.generated?.columns?.includes(number) === true);
  const written = generated.reduce((state, column) => dropColumn(state, tableId, column.number), schema);
  const unread = dropReaders(written, tableId, number);
  const unowned = dependentsIn(unread, unread.sequences, tableId)
    .filter(({ ownedBy }) => ownedBy?.table === tableId && ownedBy.column === number)
    .reduce((state, { id }) => dropSequence(state, id), unread);
  const table = unowned.tables.get(tableId)!;
  const indexes = table.indexes.filter((index) => !indexContains(index, number));
  const gone = new Set(table.indexes.filter((index) => !indexes.includes(index)).map((index) => index.id));
  const constraints = table.constraints.filter(
    (constraint) =>
      !('columns' in constraint && constraint.columns.includes(number)) && !('index' in constraint && gone.has(constraint.index)),
  );
  const narrowed = putTable(unowned, {
    ...table,
    columns: table.columns.filter((column) => column.number !== number),
    indexes,
    constraints,
    triggers: table.triggers.filter(({ columns }) => columns?.includes(number) !== true),
    policies: table.policies.filter((policy) => !hasCondition(policy, ({ columns }) => columns.includes(number))),
  });
  return dropReferences(narrowed, tableId, ({ columns, index }) => columns.includes(number) || (index !== undefined && gone.has(index)));
}

/** With a constraint go its index, what it has become in partitions and children unless it is dropped from this table ONLY, and with CASCADE what refers to a key. */
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

/** A constraint that a child defines itself is its own again when the parent's goes. */
function orphaned(schema: Schema, owner: ObjectId, constraint: Constraint): Schema {
  return putTable(
    schema,
    withConstraint(schema.tables.get(owner)!, constraint.id, ({ parent: _, local: _local, ...own }) => own),
  );
}
