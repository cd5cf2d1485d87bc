import type { ObjectId } from './model/object';
import type { Schema } from './model/schema';
import { nameKey } from './model/schema';
import type { Table } from './model/table';
import type { Index } from './model/tableIndex';
import type { Type } from './model/type';
import type { View } from './model/view';
import { type Dependent, neededBy } from './neededBy';

/*
 * Keeps the lookup tables of a schema up to date: names of constraints and indexes, tables below, dependents. Each function takes an object
 * before and after an edit, and returns the same schema when nothing changes.
 */

/** Keeps `constraintNames` as the count of each constraint's name in a namespace. */
export function followConstraints(schema: Schema, before: Table | Type | undefined, after: Table | Type | undefined): Schema {
  const old = constraintNamesOf(before);
  const current = constraintNamesOf(after);
  const moved = before?.namespace !== after?.namespace;
  const gone = moved ? old : without(old, current);
  const come = moved ? current : without(current, old);
  if (gone.length === 0 && come.length === 0) return schema;
  let { constraintNames } = schema;
  for (const name of gone) {
    const key = nameKey(before!.namespace, name);
    const count = (constraintNames.get(key) ?? 1) - 1;
    constraintNames = count === 0 ? constraintNames.delete(key) : constraintNames.set(key, count);
  }
  for (const name of come) {
    const key = nameKey(after!.namespace, name);
    constraintNames = constraintNames.set(key, (constraintNames.get(key) ?? 0) + 1);
  }
  return { ...schema, constraintNames };
}

/** A list without the names of another one, each removed once. */
function without(names: readonly string[], others: readonly string[]): readonly string[] {
  if (names.every((name, i) => name === others[i])) return [];
  const rest = [...names];
  for (const other of others) {
    const at = rest.indexOf(other);
    if (at !== -1) rest.splice(at, 1);
  }
  return rest;
}

/**
 * The names of an owner's constraints, with those of NOT NULL and of the checks of domains: a name that PostgreSQL chooses avoids them as
 * well.
 */
function constraintNamesOf(owner: Table | Type | undefined): readonly string[] {
  switch (owner?.kind) {
    case 'table':
    case 'partitioned table':
    case 'foreign table':
      return [...owner.constraints.map(({ name }) => name), ...owner.columns.flatMap(({ postgres }) => postgres?.notNullName ?? [])];
    case 'domain':
      return owner.checks.map(({ name }) => name);
    default:
      return [];
  }
}

function parentsOf(table: Table | undefined): readonly ObjectId[] {
  if (table?.postgres === undefined) return NONE;
  const { inherits, partitionOf } = table.postgres;
  return partitionOf === undefined ? inherits : [...inherits, partitionOf];
}

const NONE: readonly ObjectId[] = [];

/** Keeps `children` as the inverse of the parents that tables name. */
export function followParents(schema: Schema, id: ObjectId, before: Table | undefined, after: Table | undefined): Schema {
  const was = parentsOf(before);
  const is = parentsOf(after);
  if (was.length === 0 && is.length === 0) return schema;
  let { children } = schema;
  for (const parent of was) {
    const rest = (children.get(parent) ?? []).filter((child) => child !== id);
    children = rest.length === 0 ? children.delete(parent) : children.set(parent, rest);
  }
  for (const parent of is) children = children.set(parent, [...(children.get(parent) ?? []), id]);
  return { ...schema, children };
}

/** Keeps `dependents` as the inverse of `neededBy`. */
export function followDependents(schema: Schema, before: Dependent | undefined, after: Dependent | undefined): Schema {
  const was = neededBy(before);
  const is = neededBy(after);
  if (was.length === 0 && is.length === 0) return schema;
  const id = (before ?? after)!.id;
  let { dependents } = schema;
  for (const needed of was)
    if (!is.includes(needed)) {
      const rest = (dependents.get(needed) ?? []).filter((dependent) => dependent !== id);
      dependents = rest.length === 0 ? dependents.delete(needed) : dependents.set(needed, rest);
    }
  for (const needed of is) if (!was.includes(needed)) dependents = dependents.set(needed, [...(dependents.get(needed) ?? []), id]);
  return dependents === schema.dependents ? schema : { ...schema, dependents };
}

/**
 * Keeps the names of indexes in `relationNames`, in the namespace of their table. An engine whose indexes are named per table has none
 * there.
 */
export function followIndexes(schema: Schema, owner: Table | View, before: Table | View | undefined): Schema {
  if (schema.engine.indexNames === 'table') return schema;
  const moved = before?.namespace !== owner.namespace;
  const [old, current] = [before?.indexes ?? [], owner.indexes];
  const isNamed = (index: Index, among: readonly Index[]): boolean => among.some(({ id, name }) => id === index.id && name === index.name);
  const gone = moved ? old : old.filter((index) => !isNamed(index, current));
  const come = moved ? current : current.filter((index) => !isNamed(index, old));
  if (gone.length === 0 && come.length === 0) return schema;
  let { relationNames } = schema;
  for (const { name } of gone) relationNames = relationNames.delete(nameKey(before!.namespace, name));
  for (const { id, name } of come)
    relationNames = relationNames.set(nameKey(owner.namespace, name), { kind: 'index', id, owner: owner.id });
  return { ...schema, relationNames };
}
