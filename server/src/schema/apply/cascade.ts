import { putTable, putType, removeSequence, removeTable, removeType, removeView } from '../edit';
import type { Expression } from '../model/expression';
import type { ObjectId } from '../model/object';
import type { Policy } from '../model/policy';
import type { Schema } from '../model/schema';
import type { Column, Table } from '../model/table';
import type { TypeUse } from '../model/type';
import type { View } from '../model/view';
import { typesOfRoutine, withDescendants } from '../queries';
import { dependentsIn, dropReferences, dropReferencesAbove } from './cascadeKeys';
import { hasCondition, indexContains, readsFrom, withoutPolicies } from './reads';

/*
 * Drops a table, a view, a sequence, a type or a column with its dependents (PostgreSQL's manual, 5.15). Dependents are dropped without
 * CASCADE as well: a drop that the engine refuses does not get here, and any other has been run.
 */

/** Drops a table with its sequences, the tables below, the foreign keys that point at it and the views that read it. */
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

/** Drops a view with its readers. The view is removed first, because views may read each other in a circle. */
export function dropView(schema: Schema, view: View): Schema {
  return dropReaders(removeView(schema, view), view.id);
}

/** Drops the views and policies that read a relation, or one column of it, and those that read these views, however long the chain is. */
export function dropReaders(schema: Schema, relation: ObjectId, column?: number): Schema {
  const gone: { readonly relation: ObjectId; readonly column?: number | undefined }[] = [{ relation, column }];
  let state = schema;
  for (const part of gone) {
    state = dropPoliciesOn(state, part.relation, part.column);
    const readers = dependentsIn(state, state.views, part.relation).filter((view) => readsFrom(view.dependsOn, part.relation, part.column));
    state = readers.reduce(removeView, state);
    gone.push(...readers.map(({ id }) => ({ relation: id })));
  }
  return state;
}

function dropPoliciesOn(schema: Schema, relation: ObjectId, column: number | undefined): Schema {
  const reads = (policy: Policy): boolean => hasCondition(policy, (condition) => readsFrom(condition.reads, relation, column));
  const tables = dependentsIn(schema, schema.tables, relation).filter(({ postgres }) => postgres?.policies.some(reads));
  return tables.reduce((state, table) => putTable(state, withoutPolicies(table, reads)), schema);
}

/** Drops a sequence with the defaults that draw from it. */
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

/** Drops a type with its uses. A range type and its multirange type go together, whichever of them is dropped. */
export function dropType(schema: Schema, id: ObjectId): Schema {
  const type = schema.types.get(id);
  if (type === undefined) return schema;
  const range = type.kind === 'other' ? type.rangeOf : undefined;
  const dropped = dropUsesOfType(removeType(schema, type), id);
  const partner = range ?? dropped.types.find((other) => other.kind === 'other' && other.rangeOf === id)?.id;
  return partner === undefined ? dropped : dropType(dropped, partner);
}

/** Drops the columns and routines of a type, and the defaults that are cast to it. */
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

/**
 * Drops a column with the indexes, constraints, triggers, policies and generated columns that contain it, its sequences, the foreign
 * keys that point at it and the views that read it.
 */
export function dropColumn(schema: Schema, tableId: ObjectId, number: number): Schema {
  const falling = withGenerated(schema.tables.get(tableId)!, number);
  return falling.reduceRight((state, column) => dropOneColumn(state, tableId, column), schema);
}

/** Numbers of a column and, behind it, of the columns that are generated from it. A server refuses columns generated from each other. */
function withGenerated({ columns }: Table, number: number): readonly number[] {
  const found = [number];
  for (const from of found)
    for (const column of columns)
      if (column.generated?.columns?.includes(from) === true && !found.includes(column.number)) found.push(column.number);
  return found;
}

function dropOneColumn(schema: Schema, tableId: ObjectId, number: number): Schema {
  const unread = dropReaders(schema, tableId, number);
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
    ...withoutPolicies(table, (policy) => hasCondition(policy, ({ columns }) => columns.includes(number))),
    columns: table.columns.filter((column) => column.number !== number),
    indexes,
    constraints,
    triggers: table.triggers.filter(({ columns }) => columns?.includes(number) !== true),
  });
  return dropReferences(narrowed, tableId, ({ columns, index }) => columns.includes(number) || (index !== undefined && gone.has(index)));
}
