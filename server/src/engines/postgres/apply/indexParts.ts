import { putTable, takeId, withConstraint, withIndex } from '../../../schema/edit';
import type { Constraint } from '../../../schema/model/constraint';
import type { ObjectId, Origin } from '../../../schema/model/object';
import type { Schema } from '../../../schema/model/schema';
import type { Table } from '../../../schema/model/table';
import type { Index } from '../../../schema/model/tableIndex';
import { chooseName } from '../names/chosen';
import { childrenOf, translate } from './related';

/* Indexes that a table takes over from another one, and the keys that they enforce. */

/** Gives every partition of a table, at any depth, its part of one of the table's indexes. */
export function indexOnPartitions(schema: Schema, tableId: ObjectId, indexId: ObjectId, origin: Origin): Schema {
  const table = schema.tables.get(tableId)!;
  const index = table.indexes.find(({ id }) => id === indexId);
  if (index === undefined) return schema;
  return childrenOf(schema, tableId, false).reduce((state, childId) => {
    return partsOfIndex(state, table, index, childId, origin);
  }, schema);
}

/** Gives a partition its part of an index, and the partitions below it theirs. An index that the partition has already has its parts. */
export function partsOfIndex(schema: Schema, parent: Table, index: Index, childId: ObjectId, origin: Origin): Schema {
  const before = schema.tables.get(childId)!.indexes;
  const cloned = partOfIndex(schema, parent, index, childId, origin);
  const part = cloned.tables.get(childId)!.indexes.find((own) => own.parent === index.id);
  const isNew = part !== undefined && !before.some(({ id }) => id === part.id);
  return isNew ? indexOnPartitions(cloned, childId, part.id, origin) : cloned;
}

/** An index of the same shape that the partition has becomes the part. Otherwise a new one is made. */
function partOfIndex(schema: Schema, parent: Table, index: Index, childId: ObjectId, origin: Origin): Schema {
  const child = schema.tables.get(childId)!;
  const wanted = translated(index, parent, child);
  const own = child.indexes.find(
    (candidate) =>
      candidate.parent === undefined &&
      sameShape(candidate, wanted) &&
      (candidate.constraint !== undefined || index.constraint === undefined),
  );
  if (own === undefined) return copyIndex(schema, parent, index, childId, origin, true);
  const adopted = withIndex(child, own.id, (old) => ({ ...old, parent: index.id }));
  if (own.constraint === undefined || index.constraint === undefined) return putTable(schema, adopted);
  const { constraint } = index;
  return putTable(
    schema,
    withConstraint(adopted, own.constraint, (old) => ({ ...old, parent: constraint })),
  );
}

/** A new index like that of another table, and the key or exclusion that it enforces, under names of their own. */
export function copyIndex(schema: Schema, from: Table, index: Index, toId: ObjectId, origin: Origin, isPart: boolean): Schema {
  const to = schema.tables.get(toId)!;
  const of = from.constraints.find((candidate) => candidate.id === index.constraint);
  const wanted = translated(index, from, to);
  const kind = index.primary ? 'primary key' : of?.kind === 'unique' || of?.kind === 'exclusion' ? of.kind : 'index';
  const name = chooseName(schema, to, kind, wanted.columnNames);
  const [first, indexId] = takeId(schema);
  const [next, constraintId] = takeId(first);
  const { constraint: _, parent: _parent, comment: _comment, ...bare } = wanted;
  const part = isPart ? { parent: index.id } : {};
  const own: Index = { ...bare, ...part, id: indexId, name, created: origin, ...(of === undefined ? {} : { constraint: constraintId }) };
  const keys = own.keys.flatMap((key) => key.column ?? []);
  const constraint = of === undefined ? [] : keyConstraint(of, constraintId, own, keys, origin, isPart);
  return putTable(next, {
    ...to,
    indexes: [...to.indexes, own],
    constraints: [...to.constraints, ...constraint],
    columns: to.columns.map((column) => (own.primary && keys.includes(column.number) ? { ...column, notNull: true } : column)),
  });
}

function keyConstraint(of: Constraint, id: ObjectId, index: Index, columns: number[], created: Origin, isPart: boolean): Constraint[] {
  const shared = { id, name: index.name, index: index.id, created, ...(isPart ? { parent: of.id } : {}) };
  if (of.kind === 'primary key' || of.kind === 'unique')
    return [{ kind: of.kind, columns, ...shared, ...(of.deferrable ? { deferrable: true } : {}) }];
  return of.kind === 'exclusion' ? [{ kind: 'exclusion', ...shared }] : [];
}

function translated(index: Index, from: Table, to: Table): Index {
  return {
    ...index,
    keys: index.keys.map((key) =>
      key.column === undefined
        ? { ...key, columns: translate(from, to, key.columns) }
        : { ...key, column: translate(from, to, [key.column])[0] ?? key.column },
    ),
    include: translate(from, to, index.include),
    ...(index.predicate === undefined ? {} : { predicate: { ...index.predicate, columns: translate(from, to, index.predicate.columns) } }),
  };
}

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
