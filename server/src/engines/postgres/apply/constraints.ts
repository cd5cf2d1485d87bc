import { type Context, isUnsure, refuse } from '../../../schema/apply/context';
import {
  columnNumbers,
  isTaken,
  mentionedColumns,
  reportUnknownObject,
  reportUnknownTable,
  targetTable,
} from '../../../schema/apply/lookup';
import { putTable, takeId, withIndex } from '../../../schema/edit';
import type { Constraint, ForeignKey, ForeignKeyTarget } from '../../../schema/model/constraint';
import type { ObjectId, Origin } from '../../../schema/model/object';
import type { Schema } from '../../../schema/model/schema';
import type { Table } from '../../../schema/model/table';
import type { Index } from '../../../schema/model/tableIndex';
import { columnByName, columnByNumber, columnNames, findTable, primaryKey } from '../../../schema/queries';
import type { AddCheck, AddExclusion, AddForeignKey, AddKey, Name } from '../../../sql/change';
import { chooseConstraintName, chooseRelationName, joinColumns } from '../names/chosen';
import { constraintOnChildren, indexOnPartitions, withOwnCheck } from './clone';
import { resolveExpression } from './columns';
import { isKeyTooNarrow } from './dependents';
import { indexFrom } from './indexes';
import { chooseNotNullName, setNotNull, withFreeNotNullNames } from './notNull';

/** PRIMARY KEY and UNIQUE: a constraint, an index of the same name, and NOT NULL for the columns of a primary key. */
export function applyAddKey(schema: Schema, change: AddKey, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  if (table === undefined) return schema;
  const present = change.primary ? primaryKey(table) : undefined;
  if (present !== undefined && !isUnsure(schema, table.name, 'constraint')) {
    const span = change.name?.span ?? change.span;
    context.report({ kind: 'duplicate-object', span, objectKind: 'primary key', name: present.name, existing: present.created });
    return schema;
  }
  const isNew = change.usingIndex?.text !== change.name?.text;
  if (isConstraintTaken(schema, table, change.name, context, isNew)) return schema;
  if (change.usingIndex !== undefined) return promoteIndex(schema, table, change, change.usingIndex, context);
  const columns = columnNumbers(schema, table, change.columns, context);
  if (isKeyTooNarrow(table, columns)) return refuse(schema, context, change.name?.span ?? change.span, 'feature_not_supported');
  const names = [...columnNames(table, columns), ...change.include.map((column) => column.text)];
  const label = change.primary ? 'pkey' : 'key';
  const name =
    change.name?.text ?? chooseRelationName(schema, table.namespace, table.name, change.primary ? '' : joinColumns(names), label, true);
  const [withConstraintId, constraintId] = takeId(schema);
  const [next, indexId] = takeId(withConstraintId);
  const origin = context.at(change.span);
  const index: Index = {
    id: indexId,
    name,
    keys: columns.map((column) => ({ column, descending: false, nullsFirst: false })),
    columnNames: names,
    include: columnNumbers(schema, table, change.include, context),
    unique: true,
    primary: change.primary,
    method: 'btree',
    nullsNotDistinct: change.nullsNotDistinct,
    constraint: constraintId,
    created: origin,
  };
  const constraint: Constraint = {
    kind: change.primary ? 'primary key' : 'unique',
    id: constraintId,
    name,
    columns,
    index: indexId,
    ...(change.deferrable ? { deferrable: true } : {}),
    created: origin,
  };
  const keyed = putTable(next, {
    ...table,
    constraints: [...table.constraints, constraint],
    indexes: [...table.indexes, index],
    changed: origin,
  });
  const required = change.primary ? requireInAll(keyed, table, columns, origin, change.table.made !== undefined) : keyed;
  return change.only === true ? required : indexOnPartitions(required, table.id, indexId, origin);
}

/** A constraint's name is taken once on a table (AddRelationNewConstraints in heap.c); a check that a parent has under it is the same check. */
function isConstraintTaken(schema: Schema, table: Table, name: Name | undefined, context: Context, isIndexed = false): boolean {
  if (isIndexed && name !== undefined && isTaken(schema, { name }, table.namespace, 'index', false, context)) return true;
  // An inherited NOT NULL gives way to what else a new table has of its name.
  const notNull = table.columns.find(
    ({ notNullName, notNullInherited }) => notNullInherited !== true && name !== undefined && notNullName === name.text,
  );
  const existing = table.constraints.find((constraint) => constraint.name === name?.text) ?? notNull;
  if (name === undefined || existing === undefined || isUnsure(schema, table.name, 'constraint')) return false;
  if (isIndexed || existing === notNull || !('parent' in existing) || existing.parent === undefined)
    context.report({ kind: 'duplicate-object', span: name.span, objectKind: 'constraint', name: name.text, existing: existing.created });
  return true;
}

/** The columns of a primary key are NOT NULL, in the tables below as well; what a new table inherits it says once more under a name of its own. */
function requireInAll(schema: Schema, table: Table, columns: readonly number[], origin: Origin, isNew: boolean): Schema {
  return columns.reduce((state, number) => {
    const column = columnByNumber(table, number);
    if (column === undefined || (column.notNull && !(isNew && column.notNullInherited === true))) return state;
    const name = isNew ? { name: chooseNotNullName(state, table, column.name) } : {};
    return setNotNull(state, table.id, column.name, origin, name);
  }, schema);
}

/** ADD CONSTRAINT … USING INDEX: the index takes the constraint's name. */
function promoteIndex(schema: Schema, table: Table, change: AddKey, indexName: Name, context: Context): Schema {
  const index = table.indexes.find((candidate) => candidate.name === indexName.text);
  if (index === undefined) {
    reportUnknownObject(schema, 'index', { name: indexName }, context);
    return schema;
  }
  const [next, id] = takeId(schema);
  const columns = index.keys.flatMap((key) => key.column ?? []);
  const name = change.name?.text ?? index.name;
  const constraint: Constraint = {
    kind: change.primary ? 'primary key' : 'unique',
    id,
    name,
    columns,
    index: index.id,
    ...(change.deferrable ? { deferrable: true } : {}),
    created: context.at(change.span),
  };
  const renamed = withIndex(table, index.id, (old) => ({ ...old, name, primary: change.primary, constraint: id }));
  const promoted = putTable(next, { ...renamed, constraints: [...table.constraints, constraint] });
  return change.primary ? requireInAll(promoted, table, columns, constraint.created, false) : promoted;
}

export function applyAddCheck(schema: Schema, change: AddCheck, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  if (table === undefined) return schema;
  if (isConstraintTaken(schema, table, change.name, context)) return withOwnCheck(schema, table, change.name!.text);
  const columns = mentionedColumns(table, change.expression.columns);
  const single = columns.length === 1 ? columnNames(table, columns)[0]! : '';
  const name = change.name?.text ?? chooseConstraintName(schema, table.namespace, table.name, single, 'check');
  const [next, id] = takeId(schema);
  const expression = resolveExpression(schema, change.expression);
  const constraint: Constraint = {
    kind: 'check',
    id,
    name,
    columns,
    expression,
    validated: change.validated,
    enforced: change.enforced,
    noInherit: change.noInherit,
    created: context.at(change.span),
  };
  const put = putTable(next, { ...table, constraints: [...table.constraints, constraint], changed: constraint.created });
  const added = change.table.made !== undefined ? withFreeNotNullNames(put, table.id) : put;
  return change.only === true ? added : constraintOnChildren(added, table.id, id, constraint.created);
}

export function applyAddForeignKey(schema: Schema, change: AddForeignKey, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  if (table === undefined || isConstraintTaken(schema, table, change.name, context)) return schema;
  const target = findTarget(schema, change, context);
  const columns = columnNumbers(schema, table, change.columns, context);
  const name =
    change.name?.text ??
    chooseConstraintName(schema, table.namespace, table.name, joinColumns(change.columns.map((column) => column.text)), 'fkey');
  const [next, id] = takeId(schema);
  const constraint: ForeignKey = {
    kind: 'foreign key',
    id,
    name,
    columns,
    target,
    onDelete: change.onDelete,
    onUpdate: change.onUpdate,
    deferrable: change.deferrable,
    initiallyDeferred: change.initiallyDeferred,
    validated: change.validated,
    enforced: change.enforced,
    created: context.at(change.span),
  };
  const added = putTable(next, { ...table, constraints: [...table.constraints, constraint], changed: constraint.created });
  return change.only === true ? added : constraintOnChildren(added, table.id, id, constraint.created);
}

function findTarget(schema: Schema, change: AddForeignKey, context: Context): ForeignKeyTarget {
  const { schema: inSchema, name } = change.references;
  const referenced = findTable(schema, name.text, inSchema?.text);
  if (referenced === undefined) {
    if (!isUnsure(schema, name.text, 'table')) reportUnknownTable(schema, change.references, context);
    return {
      kind: 'unresolved',
      ...(inSchema === undefined ? {} : { schema: inSchema.text }),
      name: name.text,
      columns: change.referencedColumns.map((column) => column.text),
    };
  }
  const columns =
    change.referencedColumns.length > 0
      ? columnNumbers(schema, referenced, change.referencedColumns, context)
      : (primaryKey(referenced)?.columns ?? []);
  const index = keyIndex(referenced, columns);
  return { kind: 'table', table: referenced.id, columns, ...(index === undefined ? {} : { index }) };
}

/** The first unique index of these columns, in whatever order, that says so at once (transformFkeyCheckAttrs in tablecmds.c). */
function keyIndex({ indexes, constraints }: Table, columns: readonly number[]): ObjectId | undefined {
  const deferrable = constraints.flatMap((constraint) => ('deferrable' in constraint && 'index' in constraint ? constraint.index : []));
  return indexes.find(
    ({ id, unique, keys, predicate }) =>
      unique &&
      predicate === undefined &&
      keys.length === columns.length &&
      keys.every(({ column }) => column !== undefined && columns.includes(column)) &&
      !deferrable.includes(id),
  )?.id;
}

export function applyAddExclusion(schema: Schema, change: AddExclusion, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  if (table === undefined || isConstraintTaken(schema, table, change.name, context, true)) return schema;
  const keys = change.index.keys.map(({ column }) => (column === undefined ? undefined : columnByName(table, column.text)?.number));
  if (isKeyTooNarrow(table, keys)) return refuse(schema, context, change.name?.span ?? change.span, 'feature_not_supported');
  const [withConstraintId, constraintId] = takeId(schema);
  const [next, indexId] = takeId(withConstraintId);
  const unnamed = indexFrom(schema, table, change.index, indexId, '', context.at(change.span), context);
  const name = change.name?.text ?? chooseRelationName(schema, table.namespace, table.name, joinColumns(unnamed.columnNames), 'excl', true);
  const constraint: Constraint = { kind: 'exclusion', id: constraintId, name, index: indexId, created: unnamed.created };
  const added = putTable(next, {
    ...table,
    constraints: [...table.constraints, constraint],
    indexes: [...table.indexes, { ...unnamed, name, constraint: constraintId }],
  });
  return change.only === true ? added : indexOnPartitions(added, table.id, indexId, constraint.created);
}
