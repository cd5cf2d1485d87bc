import { dropColumn } from '../../../schema/apply/cascade';
import { applyAddColumn, applyDropColumn } from '../../../schema/apply/columns';
import { type Context, isUnsure } from '../../../schema/apply/context';
import { targetTable } from '../../../schema/apply/lookup';
import { putTable, withColumn } from '../../../schema/edit';
import type { ObjectId } from '../../../schema/model/object';
import { marked } from '../../../schema/model/postgresPart';
import type { Schema } from '../../../schema/model/schema';
import { columnByName, withDescendants } from '../../../schema/queries';
import type { AddColumn, DropColumn } from '../../../sql/change';
import { addAttribute, dropAttribute, targetComposite } from './attributes';
import { asInherited, inheritedNotNull, parents } from './notNull';
import { withOwnNumbers } from './related';

/** ADD COLUMN and ADD ATTRIBUTE. The tables below get the column too. */
export function postgresAddColumn(schema: Schema, change: AddColumn, context: Context): Schema {
  const composite = targetComposite(schema, change.table);
  if (composite !== undefined) return addAttribute(schema, composite, change, context);
  const table = targetTable(schema, change.table, context, true);
  const { text, span } = change.column.name;
  const present = table === undefined ? undefined : columnByName(table, text);
  if (table !== undefined && present?.postgres?.inherited === true && !change.ifNotExists && !isUnsure(schema, table.name, 'column')) {
    context.report({ kind: 'duplicate-column', span, table: table.name, name: text, existing: present.created });
    context.skip();
    return schema;
  }
  const added = applyAddColumn(schema, change, context);
  if (table === undefined || added === schema) return added;
  const below = withDescendants(schema, table.id).slice(1);
  return below.reduce((next, id) => inheritOrAdd(next, id, table.id, change, context), added);
}

/** Gives a table below the column, marked as inherited, or marks the one that it has. A sequence stays with the parent's column. */
function inheritOrAdd(schema: Schema, id: ObjectId, root: ObjectId, change: AddColumn, context: Context): Schema {
  const table = schema.tables.get(id)!;
  const own = columnByName(table, change.column.name.text);
  const origin = context.at(change.column.span);
  if (own !== undefined)
    return change.column.notNull && change.column.notNullNoInherit !== true && !own.notNull
      ? putTable(
          schema,
          withColumn(table, own.number, origin, (column) => inheritedNotNull(column, columnByName(schema.tables.get(root)!, own.name))),
        )
      : schema;
  const added = columnByName(schema.tables.get(root)!, change.column.name.text);
  if (added === undefined) return schema;
  const { identity, ...column } = added;
  // The mark of NOT NULL is copied with the column, the constraint only where it is inherited (ATExecAddColumn in tablecmds.c).
  const inherited = { ...asInherited(column), notNull: column.notNull, number: table.nextColumnNumber };
  const copy = identity !== undefined && table.postgres?.partitionOf !== undefined ? { ...inherited, identity } : inherited;
  const copied = { ...table, columns: [...table.columns, copy], nextColumnNumber: table.nextColumnNumber + 1, changed: origin };
  return withOwnNumbers(putTable(schema, copied), schema.tables.get(root)!, id);
}

/** DROP COLUMN and DROP ATTRIBUTE. */
export function postgresDropColumn(schema: Schema, change: DropColumn, context: Context): Schema {
  const composite = targetComposite(schema, change.table);
  if (composite !== undefined) return dropAttribute(schema, composite, change, context);
  const table = targetTable(schema, change.table, context, true);
  const dropped = applyDropColumn(schema, change, context);
  return table === undefined || dropped === schema ? dropped : dropBelow(dropped, table.id, change.column.text, change.only === true);
}

/** Drops a column from the tables below that neither define it themselves nor have it from another parent. With ONLY it becomes their own. */
function dropBelow(schema: Schema, parent: ObjectId, name: string, only: boolean): Schema {
  return (schema.children.get(parent) ?? []).reduce((state, id) => {
    const child = state.tables.get(id)!;
    const own = columnByName(child, name);
    if (own?.postgres?.inherited !== true) return state;
    if (only)
      return putTable(
        state,
        withColumn(child, own.number, own.changed, (column) => marked(column, { inherited: undefined })),
      );
    const isElsewhere = parents(state, child).some((other) => columnByName(other, name) !== undefined);
    return isElsewhere ? state : dropBelow(dropColumn(state, id, own.number), id, name, false);
  }, schema);
}
