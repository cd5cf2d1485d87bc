import { putTable, withColumn } from '../edit';
import type { Column, ObjectId, Origin, Schema, Table } from '../model';
import { columnByName } from '../queries';

/*
 * NOT NULL is a constraint of its own since PostgreSQL 18: children inherit it, and one that a child has said itself
 * stays when its parent's goes (pg_constraint.conislocal; manual, 5.11).
 */

/** Says NOT NULL here, and lets every table below inherit it that does not say so already. */
export function setNotNull(schema: Schema, tableId: ObjectId, column: string, origin: Origin, name?: string): Schema {
  const required = edited(schema, tableId, column, origin, ({ notNullInherited: _, ...own }) => ({
    ...own,
    notNull: true,
    ...(name === undefined ? {} : { notNullName: name }),
  }));
  return inheritNotNull(required, tableId, column, origin, name);
}

function inheritNotNull(schema: Schema, parent: ObjectId, column: string, origin: Origin, name: string | undefined): Schema {
  return children(schema, parent).reduce((state, child) => {
    if (columnByName(child, column)?.notNull !== false) return state;
    const required = edited(state, child.id, column, origin, (own) => ({
      ...own,
      notNull: true,
      notNullInherited: true,
      ...(name === undefined ? {} : { notNullName: name }),
    }));
    return inheritNotNull(required, child.id, column, origin, name);
  }, schema);
}

/** Takes NOT NULL away here, and below wherever it came from here alone; with ONLY, what was inherited becomes the child's own. */
export function dropNotNull(schema: Schema, tableId: ObjectId, column: string, origin: Origin, only = false): Schema {
  const dropped = edited(schema, tableId, column, origin, ({ notNullName: _, notNullInherited: _inherited, ...own }) => ({
    ...own,
    notNull: false,
  }));
  return children(dropped, tableId).reduce((state, child) => {
    const own = columnByName(child, column);
    if (own?.notNullInherited !== true || requiredByParent(state, child, column)) return state;
    return only
      ? edited(state, child.id, column, origin, ({ notNullInherited: _, ...rest }) => rest)
      : dropNotNull(state, child.id, column, origin);
  }, dropped);
}

/** True when one of the parents has the column as NOT NULL. */
function requiredByParent(schema: Schema, table: Table, column: string): boolean {
  return parents(schema, table).some((parent) => columnByName(parent, column)?.notNull === true);
}

/** The tables that a table inherits from or is a partition of. */
export function parents(schema: Schema, table: Table): readonly Table[] {
  return [...table.inherits, ...(table.partitionOf === undefined ? [] : [table.partitionOf])].flatMap((id) => schema.tables.get(id) ?? []);
}

function children(schema: Schema, parent: ObjectId): readonly Table[] {
  return (schema.children.get(parent) ?? []).flatMap((id) => schema.tables.get(id) ?? []);
}

function edited(schema: Schema, tableId: ObjectId, name: string, origin: Origin, edit: (column: Column) => Column): Schema {
  const table = schema.tables.get(tableId)!;
  const column = columnByName(table, name);
  return column === undefined ? schema : putTable(schema, withColumn(table, column.number, origin, edit));
}
