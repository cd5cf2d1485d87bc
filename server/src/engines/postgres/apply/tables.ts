import { addColumns, type Merging, withLaterColumns } from '../../../schema/apply/columns';
import type { Context } from '../../../schema/apply/context';
import { resolveExpression } from '../../../schema/apply/expressions';
import { mentionedColumns, targetTable } from '../../../schema/apply/lookup';
import { applyCreateTable } from '../../../schema/apply/tables';
import { appendColumns, putTable } from '../../../schema/edit';
import { findType } from '../../../schema/findType';
import type { ObjectId, Origin } from '../../../schema/model/object';
import { marked, withPostgres } from '../../../schema/model/postgresPart';
import type { Schema } from '../../../schema/model/schema';
import type { Column, Table } from '../../../schema/model/table';
import { columnByName } from '../../../schema/queries';
import type { ColumnDefinition, CreateTable, SetRowSecurity, TypeName } from '../../../sql/change';
import { likeColumns } from './like';
import { asInherited, inheritedNotNull, isNotNullBelow, withFreeNotNullNames } from './notNull';
import { clonePartition, inheritChecks } from './partitions';
import { withOwnNumbers } from './related';
import { isNoDefault } from './tableRules';

/** CREATE TABLE with INHERITS, PARTITION OF, PARTITION BY, OF and LIKE. */
export function postgresCreateTable(schema: Schema, change: CreateTable, context: Context): Schema {
  return applyCreateTable(schema, change, context, fill);
}

function fill(schema: Schema, id: ObjectId, change: CreateTable, context: Context, before: Schema): Schema {
  const parents = change.inherits.flatMap((parent) => targetTable(before, parent, context) ?? []);
  const partitioned = change.partitionOf === undefined ? undefined : targetTable(before, change.partitionOf, context);
  const created = related(schema, id, parents, partitioned, change);
  const inherited = [...parents, ...(partitioned === undefined ? [] : [partitioned])].reduce(
    (state, parent) => inherit(state, id, parent),
    created,
  );
  const origin = context.at(change.name.name.span);
  const typed = change.ofType === undefined ? inherited : withColumnsOfType(inherited, id, change.ofType, origin);
  const filled = ownColumns(writtenColumns(typed, id, change, before, context), id, change.ofType !== undefined);
  const inheriting = parents.reduce((state, parent) => inheritChecks(state, parent.id, id, origin), filled);
  const checked = withPartitionKey(withFreeNotNullNames(inheriting, id), id, change.partitionKey ?? []);
  return partitioned === undefined ? checked : clonePartition(checked, partitioned.id, id, origin);
}

/** The new table with its parents and its partition key. */
function related(schema: Schema, id: ObjectId, parents: readonly Table[], partitioned: Table | undefined, change: CreateTable): Schema {
  const { partitionBy } = change;
  if (parents.length === 0 && partitioned === undefined && partitionBy === undefined) return schema;
  const table = withPostgres(schema.tables.get(id)!, {
    inherits: parents.map((parent) => parent.id),
    ...(partitioned === undefined ? {} : { partitionOf: partitioned.id }),
    ...(partitionBy === undefined ? {} : { partitionBy }),
  });
  return putTable(schema, partitionBy === undefined ? table : { ...table, kind: 'partitioned table' });
}

/** CREATE TABLE … OF: the columns of the type, with the clauses in parentheses added to them (manual, CREATE TABLE). */
function withColumnsOfType(schema: Schema, id: ObjectId, ofType: TypeName, origin: Origin): Schema {
  const type = schema.types.get(findType(schema, ofType) ?? -1);
  if (type?.kind !== 'composite') return schema;
  const columns = type.columns.map(
    (column): Omit<Column, 'number'> => ({
      ...column,
      notNull: false,
      postgres: { inherited: true },
      created: origin,
      changed: origin,
    }),
  );
  return appendColumns(schema, schema.tables.get(id)!, columns);
}

/** Removes the mark `inherited` from the columns that the type gave. They had it so that clauses could be merged with them. */
function ownColumns(schema: Schema, id: ObjectId, isTyped: boolean): Schema {
  const table = schema.tables.get(id)!;
  return isTyped
    ? putTable(schema, { ...table, columns: table.columns.map((column) => marked(column, { inherited: undefined })) })
    : schema;
}

function withPartitionKey(schema: Schema, id: ObjectId, names: readonly string[]): Schema {
  const table = schema.tables.get(id)!;
  return names.length === 0 ? schema : putTable(schema, withPostgres(table, { partitionKey: mentionedColumns(table, names) }));
}

/** Adds the written columns in order, and those of a LIKE clause at its place. A model of the table's own name is looked up in `before`. */
function writtenColumns(schema: Schema, id: ObjectId, change: CreateTable, before: Schema, context: Context): Schema {
  const isOwn = schema.tables.get(id)!.postgres?.partitionOf === undefined;
  const merging: Merging = (above) =>
    above.postgres?.inherited === true ? (state, own, definition) => withOwnClauses(state, above, own, definition, isOwn) : undefined;
  let next = schema;
  let position = 0;
  for (const like of [...change.likes].sort((a, b) => a.position - b.position)) {
    next = addColumns(next, id, change.columns.slice(position, like.position), context, merging);
    position = like.position;
    const model = targetTable(before, like.table, context);
    if (model !== undefined) next = likeColumns(next, id, like, model, context);
  }
  return withLaterColumns(addColumns(next, id, change.columns.slice(position), context, merging), id, change.columns);
}

/**
 * Merges the definitions of a column in the parent and in the child (manual, CREATE TABLE, INHERITS). DEFAULT NULL removes the parent's
 * default; a NOT NULL that the child declares as well has a name of its own.
 */
function withOwnClauses(schema: Schema, above: Column, own: Column, definition: ColumnDefinition, isOwn: boolean): Column {
  const { default: inherited, ...rest } = above;
  const written = definition.default;
  const given =
    written === undefined ? own.default : isNoDefault(schema, written, above.type) ? undefined : resolveExpression(schema, written);
  const value = given ?? (written === undefined ? inherited : undefined);
  const isNotNullInherited = above.postgres?.notNullInherited === true && !own.notNull;
  return {
    ...marked(rest, {
      // A partition has no columns of its own (MergeAttributes in tablecmds.c).
      inherited: isOwn ? undefined : true,
      notNullName: own.postgres?.notNullName ?? above.postgres?.notNullName,
      notNullInherited: isNotNullInherited ? true : undefined,
    }),
    notNull: above.notNull || own.notNull,
    ...(own.identity === undefined ? {} : { identity: own.identity }),
    ...(own.generated === undefined ? {} : { generated: own.generated }),
    ...(value === undefined ? {} : { default: value }),
  };
}

/**
 * Adds the columns of a parent, merged with those of the parents before. Comments stay with the parent, and so does identity unless
 * the child is a partition (manual, CREATE TABLE).
 */
function inherit(schema: Schema, id: ObjectId, parent: Table): Schema {
  const table = schema.tables.get(id)!;
  const isPartition = table.postgres?.partitionOf === parent.id;
  const known = table.columns.map((own): Column => {
    const above = columnByName(parent, own.name);
    return {
      ...own,
      ...(isNotNullBelow(above) && !own.notNull ? inheritedNotNull(own, above) : {}),
      ...(above?.default === undefined || own.default !== undefined ? {} : { default: above.default }),
    };
  });
  const fresh = parent.columns.filter((column) => columnByName(table, column.name) === undefined);
  const appended = appendColumns(
    schema,
    { ...table, columns: known },
    fresh.map(({ comment: _, identity, ...column }) => ({
      ...asInherited(column),
      ...(isPartition && identity !== undefined ? { identity } : {}),
    })),
  );
  return withOwnNumbers(appended, parent, id);
}

/** ENABLE and DISABLE ROW LEVEL SECURITY. */
export function applySetRowSecurity(schema: Schema, change: SetRowSecurity, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  return table === undefined
    ? schema
    : putTable(schema, { ...withPostgres(table, { rowSecurity: change.enabled }), changed: context.at(change.table.name.span) });
}
