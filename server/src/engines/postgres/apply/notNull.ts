import { putTable, withColumn } from '../../../schema/edit';
import type { ObjectId, Origin } from '../../../schema/model/object';
import { marked, postgresOf } from '../../../schema/model/postgresPart';
import type { Schema } from '../../../schema/model/schema';
import type { Column, Table } from '../../../schema/model/table';
import type { RefusedCondition } from '../../../schema/problem';
import { columnByName, compare, withDescendants } from '../../../schema/queries';
import { chooseName } from '../names/chosen';

/*
 * NOT NULL is a constraint of its own since PostgreSQL 18. Children inherit it, and a child that declares it as well keeps it when the
 * parent's is dropped (pg_constraint.conislocal; manual, 5.11).
 */

/** Sets NOT NULL in a table. The tables below that do not have it inherit it, unless it is set for this table ONLY. */
export function setNotNull(
  schema: Schema,
  tableId: ObjectId,
  column: string,
  origin: Origin,
  { name, only = false, noInherit }: { readonly name?: string; readonly only?: boolean; readonly noInherit?: true } = {},
): Schema {
  const table = schema.tables.get(tableId)!;
  const known = columnByName(table, column);
  const notNullName =
    name ?? (known?.notNull === true ? known.postgres?.notNullName : undefined) ?? chooseName(schema, table, 'not null', [column]);
  const required = editOwn(schema, tableId, column, origin, (own) =>
    marked({ ...own, notNull: true }, { notNullInherited: undefined, notNullName, ...(noInherit ? { notNullNoInherit: true } : {}) }),
  );
  return only || noInherit ? required : inheritNotNull(required, tableId, column, origin);
}

function inheritNotNull(schema: Schema, parent: ObjectId, column: string, origin: Origin): Schema {
  const above = columnByName(schema.tables.get(parent)!, column);
  return children(schema, parent).reduce((state, child) => {
    if (columnByName(child, column)?.notNull !== false) return state;
    const required = editOwn(state, child.id, column, origin, (own) => inheritedNotNull(own, above));
    return inheritNotNull(required, child.id, column, origin);
  }, schema);
}

/** True of a column whose NOT NULL holds for the tables below as well. */
export function isNotNullBelow(column: Column | undefined): boolean {
  return column?.notNull === true && column.postgres?.notNullNoInherit !== true;
}

/** A column as a table below inherits it, without a NOT NULL that says NO INHERIT. */
export function asInherited<C extends Omit<Column, 'identity' | 'comment'>>(column: C): C {
  if (!column.notNull) return marked(column, { inherited: true });
  if (column.postgres?.notNullNoInherit !== true) return marked(column, { inherited: true, notNullInherited: true });
  return marked({ ...column, notNull: false }, { inherited: true, notNullName: undefined, notNullNoInherit: undefined });
}

/** Sets whether the tables below inherit a NOT NULL. With NO INHERIT they keep it as their own (ATExecAlterConstrInheritability in tablecmds.c). */
export function setNotNullInheritance(schema: Schema, tableId: ObjectId, column: string, noInherit: boolean, origin: Origin): Schema {
  const altered = editOwn(schema, tableId, column, origin, (own) => marked(own, { notNullNoInherit: noInherit ? true : undefined }));
  if (!noInherit) return inheritNotNull(altered, tableId, column, origin);
  return children(altered, tableId).reduce(
    (state, child) => (requiredByParent(state, child, column) ? state : editOwn(state, child.id, column, origin, asOwnNotNull)),
    altered,
  );
}

/** A column that declares its inherited NOT NULL as well. */
function asOwnNotNull(column: Column): Column {
  return marked(column, { notNullInherited: undefined });
}

/** A column that inherits NOT NULL. The constraint has the name of the parent's. */
export function inheritedNotNull(own: Column, above: Column | undefined): Column {
  const notNullName = above?.postgres?.notNullName;
  return marked({ ...own, notNull: true }, { notNullInherited: true, ...(notNullName === undefined ? {} : { notNullName }) });
}

/**
 * Gives the inherited NOT NULLs of a new table their names. Each keeps the parent's, unless a check, a NOT NULL of the table's own or an
 * inherited NOT NULL before it has that name (AddRelationNotNullConstraints in heap.c).
 */
export function withFreeNotNullNames(schema: Schema, tableId: ObjectId): Schema {
  const table = schema.tables.get(tableId)!;
  const own = table.columns.filter(({ postgres }) => postgres?.notNullInherited !== true);
  const taken = new Set([...table.constraints.map(({ name }) => name), ...own.flatMap(({ postgres }) => postgres?.notNullName ?? [])]);
  return inheritedNotNulls(schema, table).reduce((state, { name: column, changed, postgres }) => {
    const notNullName = postgres?.notNullName;
    const isFree = notNullName !== undefined && !taken.has(notNullName);
    const name = isFree ? notNullName : chooseName(state, table, 'not null', [column]);
    taken.add(name);
    return isFree ? state : editOwn(state, tableId, column, changed, (old) => marked(old, { notNullName: name }));
  }, schema);
}

/** The columns that are NOT NULL by inheritance alone, in the order in which the catalog is read: by parent, then by name of the constraint. */
function inheritedNotNulls(schema: Schema, table: Table): readonly Column[] {
  const inherited = table.columns.filter(({ postgres }) => postgres?.notNullInherited === true && postgres.notNullName !== undefined);
  const inOrder = parents(schema, table).flatMap((parent) =>
    parent.columns
      .filter(isNotNullBelow)
      .sort((a, b) => compare(a.postgres?.notNullName ?? '', b.postgres?.notNullName ?? ''))
      .flatMap(({ name }) => inherited.find((column) => column.name === name) ?? []),
  );
  return [...new Set(inOrder)];
}

/** Renames a NOT NULL in a table and in the tables that inherit it. */
export function renameNotNull(schema: Schema, tableId: ObjectId, from: string, to: string): Schema {
  const table = schema.tables.get(tableId)!;
  const column = table.columns.find(({ postgres }) => postgres?.notNullName === from);
  if (column === undefined) return schema;
  const renamed = editOwn(schema, tableId, column.name, column.changed, (own) => marked(own, { notNullName: to }));
  return children(renamed, tableId).reduce((state, child) => renameNotNull(state, child.id, from, to), renamed);
}

/** Why NOT NULL cannot be dropped: a primary key, identity or a parent requires it. */
export function whyNotNull(schema: Schema, table: Table, column: Column): RefusedCondition | undefined {
  const isKey = table.constraints.some(
    ({ kind, ...key }) => kind === 'primary key' && 'columns' in key && key.columns.includes(column.number),
  );
  if (isKey || requiredByParent(schema, table, column.name)) return 'invalid_table_definition';
  return column.identity === undefined ? undefined : 'syntax_error';
}

/** Drops NOT NULL from a table and from the tables that inherit it from this one alone. With ONLY these keep it as their own. */
export function dropNotNull(schema: Schema, tableId: ObjectId, column: string, origin: Origin, only = false): Schema {
  const dropped = editOwn(schema, tableId, column, origin, (own) =>
    marked({ ...own, notNull: false }, { notNullName: undefined, notNullInherited: undefined, notNullNoInherit: undefined }),
  );
  return children(dropped, tableId).reduce((state, child) => {
    const own = columnByName(child, column);
    if (own?.postgres?.notNullInherited !== true || requiredByParent(state, child, column)) return state;
    return only ? editOwn(state, child.id, column, origin, asOwnNotNull) : dropNotNull(state, child.id, column, origin);
  }, dropped);
}

/** True when a parent has the column with a NOT NULL that tables below inherit. */
export function requiredByParent(schema: Schema, table: Table, column: string): boolean {
  return parents(schema, table).some((parent) => isNotNullBelow(columnByName(parent, column)));
}

/** True of a column that a parent has too, whether or not the table defines it as well. */
export function isInherited(schema: Schema, table: Table, column: string): boolean {
  return parents(schema, table).some((parent) => columnByName(parent, column) !== undefined);
}

/** The tables that a table inherits from or is a partition of. */
export function parents(schema: Schema, table: Table): readonly Table[] {
  const { inherits, partitionOf } = postgresOf(table);
  return [...inherits, ...(partitionOf === undefined ? [] : [partitionOf])].flatMap((id) => schema.tables.get(id) ?? []);
}

function children(schema: Schema, parent: ObjectId): readonly Table[] {
  return (schema.children.get(parent) ?? []).flatMap((id) => schema.tables.get(id) ?? []);
}

function editOwn(schema: Schema, tableId: ObjectId, name: string, origin: Origin, edit: (column: Column) => Column): Schema {
  const table = schema.tables.get(tableId)!;
  const column = columnByName(table, name);
  return column === undefined ? schema : putTable(schema, withColumn(table, column.number, origin, edit));
}

/** True when a constraint of the table has the name. An inherited NOT NULL does not count: it gives way to another constraint of its name. */
export function hasOwnConstraint(table: Table, name: string): boolean {
  return table.constraints.some((constraint) => constraint.name === name) || ownNotNullNamed(table, name) !== undefined;
}

/** The column whose NOT NULL has the name, unless the NOT NULL is only inherited. */
export function ownNotNullNamed({ columns }: Table, name: string): Column | undefined {
  return columns.find(({ postgres }) => postgres?.notNullInherited !== true && postgres?.notNullName === name);
}

/** True when NOT NULL of a column cannot have the name, in the table or in one below that would inherit it. */
export function isNameTaken(schema: Schema, table: Table, column: string, name: string): boolean {
  return withDescendants(schema, table.id).some((id) => {
    const one = schema.tables.get(id)!;
    return hasOwnConstraint(one, name) && columnByName(one, column)?.postgres?.notNullName === undefined;
  });
}
