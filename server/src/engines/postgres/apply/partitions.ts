import { type Context, refuse } from '../../../schema/apply/context';
import { targetTable } from '../../../schema/apply/lookup';
import { putTable, withIndex } from '../../../schema/edit';
import type { Constraint } from '../../../schema/model/constraint';
import type { ObjectId, Origin } from '../../../schema/model/object';
import { marked, postgresOf, withPostgres } from '../../../schema/model/postgresPart';
import type { Schema } from '../../../schema/model/schema';
import type { Column, Table } from '../../../schema/model/table';
import type { Index } from '../../../schema/model/tableIndex';
import { columnByName, findRelation, withDescendants } from '../../../schema/queries';
import type { AttachPartition, DetachPartition, QualifiedName, SetInheritance } from '../../../sql/change';
import { partsOfConstraint } from './constraintParts';
import { partsOfIndex } from './indexParts';
import { isNotNullBelow, parents } from './notNull';
import { partitionsBelow, withRowTriggers } from './related';

/**
 * Gives a partition the parts that its parent requires: triggers, keys and indexes under names of its own, foreign keys and checks under
 * the same names (manual, 5.12.2).
 */
export function clonePartition(schema: Schema, parentId: ObjectId, childId: ObjectId, origin: Origin): Schema {
  const parent = schema.tables.get(parentId)!;
  const child = schema.tables.get(childId)!;
  const triggered = [child, ...partitionsBelow(schema, child)].reduce(
    (state, table) => putTable(state, { ...table, triggers: withRowTriggers(table.triggers, parent.triggers) }),
    schema,
  );
  const withIndexes = parent.indexes.reduce((state, index) => partsOfIndex(state, parent, index, childId, origin), triggered);
  return parent.constraints
    .filter(({ kind }) => kind === 'foreign key' || kind === 'check')
    .reduce((state, constraint) => partsOfConstraint(state, parent, constraint, childId, origin, true), withIndexes);
}

/** Gives a child the checks of its parent, which it inherits with the columns. */
export function inheritChecks(schema: Schema, parentId: ObjectId, childId: ObjectId, origin: Origin): Schema {
  const parent = schema.tables.get(parentId)!;
  return parent.constraints
    .filter((constraint) => constraint.kind === 'check' && !constraint.noInherit)
    .reduce((state, check) => partsOfConstraint(state, parent, check, childId, origin, true), schema);
}

/** ATTACH PARTITION, of a table or an index. */
export function applyAttachPartition(schema: Schema, change: AttachPartition, context: Context): Schema {
  const index = findRelation(schema, change.table.name.text, change.table.schema?.text);
  if (index?.kind === 'index') return attachIndex(schema, index.id, change.partition);
  const parent = targetTable(schema, change.table, context, change.ifExists);
  const child = targetTable(schema, change.partition, context);
  if (parent === undefined || child === undefined || child.postgres?.partitionOf !== undefined || isCircle(schema, parent, child))
    return schema;
  const attached = putTable(schema, { ...withPostgres(child, { partitionOf: parent.id }), columns: partColumns(child, parent) });
  return clonePartition(attached, parent.id, child.id, context.at(change.partition.name.span));
}

/** ALTER INDEX … ATTACH PARTITION, as pg_dump writes it: an index of a partition becomes a part of the parent's. */
function attachIndex(schema: Schema, parent: ObjectId, name: QualifiedName): Schema {
  const ref = findRelation(schema, name.name.text, name.schema?.text);
  const table = ref?.kind === 'index' ? schema.tables.get(ref.owner) : undefined;
  if (ref === undefined || table === undefined) return schema;
  return putTable(
    schema,
    withIndex(table, ref.id, (index) => ({ ...index, parent })),
  );
}

/** DETACH PARTITION. */
export function applyDetachPartition(schema: Schema, change: DetachPartition, context: Context): Schema {
  const parent = targetTable(schema, change.table, context, change.ifExists);
  const child = targetTable(schema, change.partition, context);
  if (parent === undefined || child === undefined) return schema;
  const { partitionOf: _, ...detached } = postgresOf(child);
  const free = independent(schema, { ...child, postgres: detached }, parent);
  // A partition has identity from its parent alone (manual, 5.3).
  const alone = putTable(schema, { ...free, columns: free.columns.map(({ identity: _, ...column }) => column) });
  return partitionsBelow(alone, free).reduce((state, table) => putTable(state, withoutLost(table, free)), alone);
}

/** A partition without the copies of triggers that the detached table above it no longer has. */
function withoutLost(table: Table, above: Table): Table {
  return { ...table, triggers: table.triggers.filter(({ cloned, name }) => !cloned || above.triggers.some((own) => own.name === name)) };
}

/**
 * INHERIT and NO INHERIT. A table that begins to inherit keeps its columns and checks as its own, so they stay when the parent's are
 * dropped.
 */
export function applySetInheritance(schema: Schema, change: SetInheritance, context: Context): Schema {
  const child = targetTable(schema, change.table, context, change.ifExists);
  const parent = targetTable(schema, change.parent, context);
  if (child === undefined || parent === undefined) return schema;
  const others = postgresOf(child).inherits.filter((id) => id !== parent.id);
  if (change.inherit && (isCircle(schema, parent, child) || !isParent(parent, child)))
    return refuse(schema, context, change.parent.name.span, 'wrong_object_type');
  if (!change.inherit) return putTable(schema, independent(schema, withPostgres(child, { inherits: others }), parent));
  const inheriting = putTable(schema, withPostgres(child, { inherits: [...others, parent.id] }));
  return inheritChecks(inheriting, parent.id, child.id, context.at(change.parent.name.span));
}

/** True when the child may inherit from the parent: neither is partitioned, and a permanent table has no temporary parent. */
function isParent(parent: Table, child: Table): boolean {
  return parent.kind !== 'partitioned table' && child.kind !== 'partitioned table' && (child.temporary || !parent.temporary);
}

/** True when the child would become an ancestor of itself (ATExecAddInherit in tablecmds.c). */
function isCircle(schema: Schema, parent: Table, child: Table): boolean {
  return withDescendants(schema, child.id).includes(parent.id);
}

/**
 * A table that is detached from a parent. It keeps the columns, indexes and constraints that it had from the parent as its own, unless
 * another parent has them too.
 */
function independent(schema: Schema, child: Table, parent: Table): Table {
  const above = new Set([...parent.indexes, ...parent.constraints].map(({ id }) => id));
  const own = <O extends Index | Constraint>({ parent: _, ...object }: O): O => object as O;
  const free = <O extends Index | Constraint>(object: O): O =>
    object.parent !== undefined && above.has(object.parent) ? own(object) : object;
  const elsewhere = parents(schema, child);
  const columns = child.columns.map((column) => {
    const others = elsewhere.flatMap((other) => columnByName(other, column.name) ?? []);
    return freeColumn(column, columnByName(parent, column.name), others);
  });
  const constraints = child.constraints.map(free).map(
    ({ local, ...constraint }): Constraint => ({
      ...constraint,
      ...(local === true && constraint.parent !== undefined ? { local } : {}),
    }),
  );
  const triggers = child.triggers.filter(({ cloned }) => cloned !== true);
  return { ...child, columns, triggers, indexes: child.indexes.map(free), constraints };
}

/** A column that no longer comes from the parent. `others` are the columns of its name in other parents. */
function freeColumn(column: Column, above: Column | undefined, others: readonly Column[]): Column {
  if (above === undefined) return column;
  const { inherited, notNullInherited } = column.postgres ?? {};
  const isNotNullElsewhere = !isNotNullBelow(above) || others.some(isNotNullBelow);
  return marked(column, {
    inherited: others.length > 0 ? inherited : undefined,
    notNullInherited: isNotNullElsewhere ? notNullInherited : undefined,
  });
}

/** The columns of an attached table, marked as the parent's where the parent has them (MergeAttributesIntoExisting in tablecmds.c). */
function partColumns(child: Table, parent: Table): Table['columns'] {
  return child.columns.map((column) => {
    const above = columnByName(parent, column.name);
    if (above === undefined) return column;
    const { identity } = above;
    return {
      ...marked(column, { inherited: true, ...(isNotNullBelow(above) ? { notNullInherited: true } : {}) }),
      ...(identity === undefined ? {} : { identity }),
    };
  });
}
