import type { ObjectId } from './model/object';
import type { Sequence } from './model/sequence';
import type { Table } from './model/table';
import type { Type, TypeUse } from './model/type';
import type { View } from './model/view';

/** An object that may need other objects. Tables below a table are in `Schema.children`. */
export type Dependent = Table | View | Sequence | Type;

/**
 * Ids of the objects that an object names, as in pg_depend: tables that its foreign keys point at, types and sequences of its columns,
 * relations that its query reads, the table that owns it. Each id once, and never the object's own.
 */
export function neededBy(object: Dependent | undefined): readonly ObjectId[] {
  if (object === undefined) return [];
  const known = remembered.get(object);
  if (known !== undefined) return known;
  const needed = [...new Set(idsIn(object))].filter((id) => id !== object.id);
  const result = needed.length === 0 ? NONE : needed;
  remembered.set(object, result);
  return result;
}

const NONE: readonly ObjectId[] = [];
/** Cached, because each version of an object is asked for twice: when it is put into a schema and when it is replaced. */
const remembered = new WeakMap<Dependent, readonly ObjectId[]>();

function idsIn(object: Dependent): readonly ObjectId[] {
  switch (object.kind) {
    case 'table':
    case 'partitioned table':
    case 'foreign table':
      return idsInTable(object);
    case 'view':
    case 'materialized view':
      return object.dependsOn.map(({ relation }) => relation);
    case 'sequence':
      return object.ownedBy === undefined ? [] : [object.ownedBy.table];
    case 'domain':
      return idsInType(object.baseType);
    case 'composite':
      return object.columns.flatMap(({ type }) => idsInType(type));
    case 'enum':
    case 'other':
      return [];
  }
}

function idsInTable({ columns, constraints, postgres }: Table): readonly ObjectId[] {
  const found: ObjectId[] = [];
  for (const { type, default: value } of columns) {
    if (type.kind === 'object') found.push(type.id);
    if (value !== undefined) found.push(...value.sequences, ...(value.types ?? []));
  }
  for (const { using, check } of postgres?.policies ?? [])
    for (const { relation } of [...(using?.reads ?? []), ...(check?.reads ?? [])]) found.push(relation);
  for (const constraint of constraints)
    if (constraint.kind === 'foreign key' && constraint.target.kind === 'table') found.push(constraint.target.table);
  return found;
}

function idsInType(type: TypeUse): readonly ObjectId[] {
  return type.kind === 'object' ? [type.id] : [];
}
