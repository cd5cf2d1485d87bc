import type { AddCheck, AddForeignKey, AddKey, DropConstraint, Name } from '../../sql/change';
import { putTable, takeId } from '../edit';
import type { Constraint, ForeignKey, ForeignKeyTarget } from '../model/constraint';
import type { ObjectId } from '../model/object';
import type { Schema } from '../model/schema';
import type { Table } from '../model/table';
import type { Index } from '../model/tableIndex';
import { columnNames, findTable, primaryKey } from '../queries';
import { dropConstraint } from './cascadeKeys';
import { type Context, isUnsure } from './context';
import { resolveExpression } from './expressions';
import { columnNumbers, mentionedColumns, reportUnknownTable, targetTable } from './lookup';
import { isIndexTaken } from './taken';

/** PRIMARY KEY and UNIQUE: a constraint, an index of the same name, and the engine's requirements on the columns of a primary key. */
export function applyAddKey(schema: Schema, change: AddKey, context: Context): Schema {
  const table = tableForKey(schema, change, context, true);
  if (table === undefined) return schema;
  const { engine } = schema;
  const columns = columnNumbers(schema, table, change.columns, context);
  const names = [...columnNames(table, columns), ...change.include.map((column) => column.text)];
  const name = change.name?.text ?? engine.chooseName(schema, table, change.primary ? 'primary key' : 'unique', names);
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
    method: engine.indexMethod,
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
  const isNew = change.table.made !== undefined;
  const required = change.primary ? (engine.tables.requireColumns?.(keyed, table, columns, origin, isNew) ?? keyed) : keyed;
  return change.only === true ? required : (engine.tables.indexAdded?.(required, table.id, indexId, origin) ?? required);
}

/**
 * The table that gets a key; undefined, and reported, when it has a primary key already or the name is taken.
 *
 * @param isIndexed the key makes an index of its name, which must be free as well
 */
export function tableForKey(schema: Schema, change: AddKey, context: Context, isIndexed: boolean): Table | undefined {
  const table = targetTable(schema, change.table, context, change.ifExists);
  if (table === undefined) return undefined;
  const present = change.primary ? primaryKey(table) : undefined;
  if (present !== undefined && !isUnsure(schema, table.name, 'constraint')) {
    const span = change.name?.span ?? change.span;
    context.report({ kind: 'duplicate-object', span, objectKind: 'primary key', name: present.name, existing: present.created });
    return undefined;
  }
  return isConstraintTaken(schema, table, change.name, context, isIndexed) ? undefined : table;
}

/** True when the table cannot get a constraint of the name, which is then reported. An inherited check of the name is no error: see `constraintNamed`. */
export function isConstraintTaken(schema: Schema, table: Table, name: Name | undefined, context: Context, isIndexed = false): boolean {
  if (name === undefined) return false;
  if (isIndexed && isIndexTaken(schema, table, name, false, context)) return true;
  const { constraintNamed = ofTable } = schema.engine.tables;
  const existing = constraintNamed(schema, table, name.text);
  if (existing === undefined || isUnsure(schema, table.name, 'constraint')) return false;
  if (isIndexed || existing.parent === undefined)
    context.report({ kind: 'duplicate-object', span: name.span, objectKind: 'constraint', name: name.text, existing: existing.created });
  return true;
}

function ofTable(_: Schema, table: Table, name: string): Constraint | undefined {
  return table.constraints.find((constraint) => constraint.name === name);
}

/** CHECK, of a column or of the table. */
export function applyAddCheck(schema: Schema, change: AddCheck, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  if (table === undefined || isConstraintTaken(schema, table, change.name, context)) return schema;
  const columns = mentionedColumns(table, change.expression.columns);
  const name = change.name?.text ?? schema.engine.chooseName(schema, table, 'check', columnNames(table, columns));
  const [next, id] = takeId(schema);
  return withConstraintAdded(next, table, change.only === true, {
    kind: 'check',
    id,
    name,
    columns,
    expression: resolveExpression(schema, change.expression),
    validated: change.validated,
    enforced: change.enforced,
    noInherit: change.noInherit,
    created: context.at(change.span),
  });
}

/** FOREIGN KEY and REFERENCES. A table that does not exist is kept by name. */
export function applyAddForeignKey(schema: Schema, change: AddForeignKey, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  if (table === undefined || isConstraintTaken(schema, table, change.name, context)) return schema;
  const target = findTarget(schema, change, context);
  const columns = columnNumbers(schema, table, change.columns, context);
  const written = change.columns.map((column) => column.text);
  const name = change.name?.text ?? schema.engine.chooseName(schema, table, 'foreign key', written);
  const [next, id] = takeId(schema);
  return withConstraintAdded(next, table, change.only === true, {
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
  });
}

function withConstraintAdded(schema: Schema, table: Table, only: boolean, constraint: ForeignKey | Constraint): Schema {
  const { id, created } = constraint;
  const added = putTable(schema, { ...table, constraints: [...table.constraints, constraint], changed: created });
  return only ? added : (schema.engine.tables.constraintAdded?.(added, table.id, id, created) ?? added);
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

/** The first unique index of these columns, in any order, that is checked at once (transformFkeyCheckAttrs in PostgreSQL's tablecmds.c). */
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

/** DROP CONSTRAINT. */
export function applyDropConstraint(schema: Schema, change: DropConstraint, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  if (table === undefined) return schema;
  const constraint = table.constraints.find((candidate) => candidate.name === change.name.text);
  if (constraint === undefined) {
    if (!change.constraintIfExists && !isUnsure(schema, table.name, 'constraint'))
      context.report({ kind: 'unknown-object', span: change.name.span, objectKind: 'constraint', name: change.name.text });
    return schema;
  }
  const touched = putTable(schema, { ...table, changed: context.at(change.name.span) });
  return dropConstraint(touched, table.id, constraint, change.cascade, change.only);
}
