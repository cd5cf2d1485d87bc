import { putTable, takeId, withConstraint, withIndex } from '../../../schema/edit';
import type { Constraint } from '../../../schema/model/constraint';
import type { ObjectId, Origin } from '../../../schema/model/object';
import type { Schema } from '../../../schema/model/schema';
import type { Column, Table, Trigger } from '../../../schema/model/table';
import type { Index } from '../../../schema/model/tableIndex';
import { columnByName, columnNames } from '../../../schema/queries';
import { chooseName } from '../names/chosen';

/*
 * Indexes and constraints that a table takes over from another one: a partition from its parent, a child from what it
 * inherits, CREATE TABLE … LIKE from its model. Columns are matched by name.
 */

/** Gives every partition of a table, at any depth, its part of one of the table's indexes. */
export function indexOnPartitions(schema: Schema, tableId: ObjectId, indexId: ObjectId, origin: Origin): Schema {
  const table = schema.tables.get(tableId)!;
  const index = table.indexes.find(({ id }) => id === indexId);
  if (index === undefined) return schema;
  return childrenOf(schema, tableId, false).reduce((state, childId) => {
    return partsOfIndex(state, table, index, childId, origin);
  }, schema);
}

/** Gives a partition its part of an index, and its partitions theirs; one that the partition brings along has its parts already. */
export function partsOfIndex(schema: Schema, parent: Table, index: Index, childId: ObjectId, origin: Origin): Schema {
  const before = schema.tables.get(childId)!.indexes;
  const cloned = partOfIndex(schema, parent, index, childId, origin);
  const part = cloned.tables.get(childId)!.indexes.find((own) => own.parent === index.id);
  const isNew = part !== undefined && !before.some(({ id }) => id === part.id);
  return isNew ? indexOnPartitions(cloned, childId, part.id, origin) : cloned;
}

/** Gives every table below this one its part of a check, every partition its part of a foreign key. */
export function constraintOnChildren(schema: Schema, tableId: ObjectId, constraintId: ObjectId, origin: Origin): Schema {
  const table = schema.tables.get(tableId)!;
  const constraint = table.constraints.find(({ id }) => id === constraintId);
  if (constraint === undefined || (constraint.kind === 'check' && constraint.noInherit)) return schema;
  return childrenOf(schema, tableId, constraint.kind === 'check').reduce((state, childId) => {
    return partsOfConstraint(state, table, constraint, childId, origin, false);
  }, schema);
}

function childrenOf(schema: Schema, parent: ObjectId, inheriting: boolean): readonly ObjectId[] {
  return (schema.children.get(parent) ?? []).filter((id) => inheriting || schema.tables.get(id)?.postgres?.partitionOf === parent);
}

/** An index of the same shape that a partition brings along becomes the part; else a new one is made. */
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

function translate(from: Table, to: Table, numbers: readonly number[]): number[] {
  return columnNames(from, numbers).flatMap((name) => columnByName(to, name)?.number ?? []);
}

/** Columns that are generated as those of another table are, from columns of the same names: their numbers are this table's own. */
export function withOwnNumbers(schema: Schema, from: Table, toId: ObjectId): Schema {
  const to = schema.tables.get(toId)!;
  const isCopied = ({ name, generated }: Column): boolean =>
    generated?.columns !== undefined && columnByName(from, name)?.generated?.expression === generated.expression;
  if (!to.columns.some(isCopied)) return schema;
  const columns = to.columns.map((column): Column => {
    const above = isCopied(column) ? columnByName(from, column.name)?.generated : undefined;
    return above === undefined ? column : { ...column, generated: { ...above, columns: translate(from, to, above.columns ?? []) } };
  });
  return putTable(schema, { ...to, columns });
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

/** Gives a table its part of a constraint, and those below theirs. */
export function partsOfConstraint(
  schema: Schema,
  parent: Table,
  constraint: Constraint,
  childId: ObjectId,
  origin: Origin,
  checked: boolean,
): Schema {
  const before = schema.tables.get(childId)!.constraints;
  const cloned = partOfConstraint(schema, parent, constraint, childId, origin, checked);
  const part = cloned.tables.get(childId)!.constraints.find((own) => own.parent === constraint.id);
  const isNew = part !== undefined && (part.kind === 'check' || !before.some(({ id }) => id === part.id));
  return isNew ? constraintOnChildren(cloned, childId, part.id, origin) : cloned;
}

/** A check that the child has under the same name becomes the part, and so does a foreign key that says the same. */
function partOfConstraint(
  schema: Schema,
  parent: Table,
  constraint: Constraint,
  childId: ObjectId,
  origin: Origin,
  checked: boolean,
): Schema {
  const child = schema.tables.get(childId)!;
  const own = child.constraints.find((candidate) =>
    constraint.kind === 'foreign key'
      ? candidate.kind === 'foreign key' && candidate.parent === undefined && sameReference(candidate, constraint, parent, child)
      : candidate.kind === 'check' && candidate.name === constraint.name,
  );
  if (own !== undefined)
    return putTable(
      schema,
      withConstraint(child, own.id, ({ local, ...old }) => ({
        ...old,
        parent: constraint.id,
        // A partition has nothing of its own that its parent has too (MergeConstraintsIntoExisting in tablecmds.c).
        ...(child.postgres?.partitionOf === undefined && (old.parent === undefined || local === true) ? { local: true } : {}),
      })),
    );
  return copyConstraint(schema, parent, checked ? validated(constraint) : constraint, childId, origin, true);
}

/** A table that is made with the check has no rows against it; one that is attached is looked through. */
export function validated(constraint: Constraint): Constraint {
  return constraint.kind === 'check' ? { ...constraint, validated: constraint.enforced } : constraint;
}

/** A check under the same name, a foreign key under the same unless that is taken; keys come with their indexes. */
export function copyConstraint(
  schema: Schema,
  from: Table,
  constraint: Constraint,
  toId: ObjectId,
  origin: Origin,
  isPart: boolean,
): Schema {
  if (constraint.kind !== 'foreign key' && constraint.kind !== 'check') return schema;
  const to = schema.tables.get(toId)!;
  const columns = translate(from, to, constraint.columns);
  const taken = to.constraints.some(({ name }) => name === constraint.name);
  const name = taken ? chooseName(schema, to, 'foreign key', columnNames(to, columns)) : constraint.name;
  const [next, id] = takeId(schema);
  const { parent: _, comment: _comment, ...bare } = constraint;
  const copy = { ...bare, ...(isPart ? { parent: constraint.id } : {}), id, name, columns, created: origin };
  return putTable(next, { ...to, constraints: [...to.constraints, copy] });
}

/** A check that the parent has too is the table's own as well from now on; what a partition has in common with its parent stays the parent's. */
export function withOwnCheck(schema: Schema, table: Table, name: string): Schema {
  const check = table.constraints.find((constraint) => constraint.name === name);
  if (check?.parent === undefined || table.postgres?.partitionOf !== undefined) return schema;
  return putTable(
    schema,
    withConstraint(table, check.id, (old) => ({ ...old, local: true })),
  );
}

type ForeignKey = Extract<Constraint, { readonly kind: 'foreign key' }>;

function sameReference(own: ForeignKey, wanted: ForeignKey, parent: Table, child: Table): boolean {
  const shape = ({ target, onDelete, onUpdate }: ForeignKey, columns: readonly number[]): string =>
    JSON.stringify([columns, target, onDelete, onUpdate]);
  return shape(own, own.columns) === shape(wanted, translate(parent, child, wanted.columns));
}

/** The partitions of a table, and their partitions. */
export function partitionsBelow(schema: Schema, table: Table): readonly Table[] {
  return childrenOf(schema, table.id, false).flatMap((id) => {
    const child = schema.tables.get(id)!;
    return [child, ...partitionsBelow(schema, child)];
  });
}

/** A trigger FOR EACH ROW of a partitioned table fires for its partitions, each of which has it as its own (manual, CREATE TRIGGER). */
export function withRowTriggers(own: readonly Trigger[], parents: readonly Trigger[]): readonly Trigger[] {
  const cloned = parents.filter((trigger) => trigger.description.endsWith('FOR EACH ROW')).map((trigger) => ({ ...trigger, cloned: true }));
  return [...own.filter(({ name }) => !cloned.some((trigger) => trigger.name === name)), ...cloned];
}
