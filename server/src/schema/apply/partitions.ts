import type { AttachPartition, DetachPartition, SetInheritance } from '../../sql/change';
import { putTable, takeId } from '../edit';
import type { Constraint, Index, ObjectId, Origin, Schema, Table } from '../model';
import { chooseRelationName, joinColumns } from '../naming';
import { columnByName, columnNames } from '../queries';
import type { Context } from './context';
import { targetTable } from './lookup';

/** What a partition gets from its parent: keys and indexes under names of its own, foreign keys and checks under the same (manual, 5.12.2). */
export function clonePartition(schema: Schema, parentId: ObjectId, childId: ObjectId, origin: Origin): Schema {
  const parent = schema.tables.get(parentId)!;
  const withIndexes = parent.indexes.reduce((state, index) => cloneIndex(state, parent, index, childId, origin), schema);
  return parent.constraints
    .filter((constraint) => constraint.kind === 'foreign key' || constraint.kind === 'check')
    .reduce((state, constraint) => cloneConstraint(state, parent, constraint, childId, origin), withIndexes);
}

function translate(parent: Table, child: Table, numbers: readonly number[]): number[] {
  return columnNames(parent, numbers).flatMap((name) => columnByName(child, name)?.number ?? []);
}

function cloneIndex(schema: Schema, parent: Table, index: Index, childId: ObjectId, origin: Origin): Schema {
  const child = schema.tables.get(childId)!;
  const keys = index.keys.map((key) =>
    key.column === undefined
      ? { ...key, columns: translate(parent, child, key.columns) }
      : { ...key, column: translate(parent, child, [key.column])[0] ?? key.column },
  );
  if (child.indexes.some((own) => sameShape(own, { ...index, keys }))) return schema;
  const constraint = parent.constraints.find((candidate) => candidate.id === index.constraint);
  const label = index.primary ? 'pkey' : constraint?.kind === 'unique' ? 'key' : constraint?.kind === 'exclusion' ? 'excl' : 'idx';
  const names = keys.map((key) => (key.column === undefined ? 'expr' : (columnNames(child, [key.column])[0] ?? 'expr')));
  const name = chooseRelationName(
    schema,
    child.namespace,
    child.name,
    index.primary ? '' : joinColumns(names),
    label,
    constraint !== undefined,
  );
  const [first, indexId] = takeId(schema);
  const [next, constraintId] = takeId(first);
  const { constraint: _, ...bare } = index;
  const own: Index = {
    ...bare,
    id: indexId,
    name,
    keys,
    include: translate(parent, child, index.include),
    created: origin,
    ...(constraint === undefined ? {} : { constraint: constraintId }),
  };
  return putTable(next, {
    ...child,
    indexes: [...child.indexes, own],
    constraints: [...child.constraints, ...keyConstraint(constraint, constraintId, own, origin)],
  });
}

function keyConstraint(of: Constraint | undefined, id: ObjectId, index: Index, created: Origin): Constraint[] {
  if (of === undefined) return [];
  const columns = index.keys.flatMap((key) => key.column ?? []);
  if (of.kind === 'primary key' || of.kind === 'unique')
    return [{ kind: of.kind, id, name: index.name, columns, index: index.id, created }];
  return of.kind === 'exclusion' ? [{ kind: 'exclusion', id, name: index.name, index: index.id, created }] : [];
}

/** An index that a table brings along is adopted instead of a new one being made. */
function sameShape(a: Index, b: Index): boolean {
  const shape = (index: Index): string =>
    JSON.stringify([
      index.keys.map((key) => key.column ?? key.expression?.text),
      index.unique,
      index.primary,
      index.method,
      index.predicate?.text,
    ]);
  return shape(a) === shape(b);
}

function cloneConstraint(schema: Schema, parent: Table, constraint: Constraint, childId: ObjectId, created: Origin): Schema {
  const child = schema.tables.get(childId)!;
  if (child.constraints.some((own) => own.name === constraint.name)) return schema;
  if (constraint.kind !== 'foreign key' && constraint.kind !== 'check') return schema;
  const [next, id] = takeId(schema);
  return putTable(next, {
    ...child,
    constraints: [...child.constraints, { ...constraint, id, columns: translate(parent, child, constraint.columns), created }],
  });
}

export function applyAttachPartition(schema: Schema, change: AttachPartition, context: Context): Schema {
  const parent = targetTable(schema, change.table, context, change.ifExists);
  const child = targetTable(schema, change.partition, context);
  if (parent === undefined || child === undefined) return schema;
  const attached = putTable(schema, { ...child, partitionOf: parent.id, columns: markInherited(child, parent, true) });
  return clonePartition(attached, parent.id, child.id, context.at(change.partition.name.span));
}

export function applyDetachPartition(schema: Schema, change: DetachPartition, context: Context): Schema {
  const parent = targetTable(schema, change.table, context, change.ifExists);
  const child = targetTable(schema, change.partition, context);
  if (parent === undefined || child === undefined) return schema;
  const { partitionOf: _, ...detached } = child;
  return putTable(schema, { ...detached, columns: markInherited(child, parent, false) });
}

export function applySetInheritance(schema: Schema, change: SetInheritance, context: Context): Schema {
  const child = targetTable(schema, change.table, context, change.ifExists);
  const parent = targetTable(schema, change.parent, context);
  if (child === undefined || parent === undefined) return schema;
  const others = child.inherits.filter((id) => id !== parent.id);
  return putTable(schema, {
    ...child,
    inherits: change.inherit ? [...others, parent.id] : others,
    columns: markInherited(child, parent, change.inherit),
  });
}

function markInherited(child: Table, parent: Table, inherited: boolean): Table['columns'] {
  return child.columns.map((column) => (columnByName(parent, column.name) === undefined ? column : { ...column, inherited }));
}
