import { type Context, refuse } from '../../../schema/apply/context';
import { creationNamespace, isTaken, mentionedColumns, targetTable } from '../../../schema/apply/lookup';
import { appendColumns, putTable, takeId } from '../../../schema/edit';
import { findType } from '../../../schema/findType';
import type { ObjectId, Origin } from '../../../schema/model/object';
import type { Schema } from '../../../schema/model/schema';
import type { Column, Table } from '../../../schema/model/table';
import { columnByName } from '../../../schema/queries';
import type { ColumnDefinition, CreateTable, CreateTableAs, SetRowSecurity, TypeName } from '../../../sql/change';
import { withOwnNumbers } from './clone';
import { addColumns } from './columns';
import { likeColumns } from './like';
import { asInherited, inheritedNotNull, isNotNullBelow, withFreeNotNullNames } from './notNull';
import { clonePartition, inheritChecks } from './partitions';
import { queryColumns } from './queryColumns';

export function applyCreateTable(schema: Schema, change: CreateTable, context: Context): Schema {
  const [inNamespace, namespace] = creationNamespace(schema, change.name, change.temporary);
  if (isTaken(inNamespace, change.name, namespace, 'table', change.ifNotExists, context)) return schema;
  const [next, id] = takeId(inNamespace);
  const parents = change.inherits.flatMap((parent) => targetTable(schema, parent, context) ?? []);
  if (parents.some(({ kind }) => kind === 'partitioned table')) {
    context.skip();
    return refuse(schema, context, change.name.name.span, 'wrong_object_type');
  }
  const partitioned = change.partitionOf === undefined ? undefined : targetTable(schema, change.partitionOf, context);
  const table = emptyTable(id, namespace, change, context.at(change.name.name.span));
  const created = putTable(next, {
    ...table,
    inherits: parents.map((parent) => parent.id),
    ...(partitioned === undefined ? {} : { partitionOf: partitioned.id }),
    ...(change.partitionBy === undefined ? {} : { partitionBy: change.partitionBy, kind: 'partitioned table' }),
  });
  const inherited = [...parents, ...(partitioned === undefined ? [] : [partitioned])].reduce(
    (state, parent) => inherit(state, id, parent),
    created,
  );
  const origin = context.at(change.name.name.span);
  const typed =
    change.ofType === undefined ? inherited : withColumnsOfType(inherited, id, change.ofType, context.at(change.name.name.span));
  const filled = ownColumns(fill(typed, id, change, schema, context), id, change.ofType !== undefined);
  const inheriting = parents.reduce((state, parent) => inheritChecks(state, parent.id, id, origin), filled);
  const checked = withPartitionKey(withFreeNotNullNames(inheriting, id), id, change.partitionKey ?? []);
  return partitioned === undefined ? checked : clonePartition(checked, partitioned.id, id, origin);
}

/** CREATE TABLE … OF: what is written in parentheses is added to the columns that the type gives (manual, CREATE TABLE). */
function withColumnsOfType(schema: Schema, id: ObjectId, ofType: TypeName, origin: Origin): Schema {
  const type = schema.types.get(findType(schema, ofType) ?? -1);
  if (type?.kind !== 'composite') return schema;
  const columns = type.columns.map(
    (column): Omit<Column, 'number'> => ({ ...column, notNull: false, inherited: true, created: origin, changed: origin }),
  );
  return appendColumns(schema, schema.tables.get(id)!, columns);
}

/** They are the table's own all the same. */
function ownColumns(schema: Schema, id: ObjectId, isTyped: boolean): Schema {
  const table = schema.tables.get(id)!;
  return isTyped ? putTable(schema, { ...table, columns: table.columns.map(({ inherited: _, ...column }) => column) }) : schema;
}

function withPartitionKey(schema: Schema, id: ObjectId, names: readonly string[]): Schema {
  const table = schema.tables.get(id)!;
  return names.length === 0 ? schema : putTable(schema, { ...table, partitionKey: mentionedColumns(table, names) });
}

function emptyTable(
  id: ObjectId,
  namespace: ObjectId,
  change: Pick<CreateTable, 'name' | 'temporary' | 'onCommitDrop'> & { readonly foreign?: boolean },
  origin: Origin,
): Table {
  return {
    kind: change.foreign === true ? 'foreign table' : 'table',
    id,
    namespace,
    name: change.name.name.text,
    temporary: change.temporary,
    ...(change.onCommitDrop ? { onCommitDrop: true } : {}),
    columns: [],
    nextColumnNumber: 1,
    constraints: [],
    indexes: [],
    triggers: [],
    policies: [],
    rowSecurity: false,
    inherits: [],
    created: origin,
    changed: origin,
  };
}

/** Columns in order, those of LIKE clauses where the clause stands. A model of the table's own name is the one that was there before. */
function fill(schema: Schema, id: ObjectId, change: CreateTable, before: Schema, context: Context): Schema {
  let next = schema;
  let position = 0;
  for (const like of [...change.likes].sort((a, b) => a.position - b.position)) {
    next = addColumns(next, id, change.columns.slice(position, like.position), context);
    position = like.position;
    const model = targetTable(before, like.table, context);
    if (model !== undefined) next = likeColumns(next, id, like, model, context);
  }
  return withLaterColumns(addColumns(next, id, change.columns.slice(position), context), id, change.columns);
}

/** A column may be worked out from one that is written behind it. */
function withLaterColumns(schema: Schema, id: ObjectId, definitions: readonly ColumnDefinition[]): Schema {
  const generated = definitions.filter((definition) => definition.generated !== undefined);
  return generated.reduce((state, { name, generated: written }) => {
    const table = state.tables.get(id)!;
    const columns = table.columns.map((column): Column => {
      if (column.name !== name.text || column.generated === undefined) return column;
      return { ...column, generated: { ...column.generated, columns: mentionedColumns(table, written?.expression.columns ?? []) } };
    });
    return putTable(state, { ...table, columns });
  }, schema);
}

/**
 * Columns of a parent come first, and are merged when two parents have them. Comments stay with the parent, and so does
 * identity unless the child is a partition (manual, CREATE TABLE).
 */
function inherit(schema: Schema, id: ObjectId, parent: Table): Schema {
  const table = schema.tables.get(id)!;
  const isPartition = table.partitionOf === parent.id;
  const merged = table.columns.map((own): Column => {
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
    { ...table, columns: merged },
    fresh.map(({ comment: _, identity, ...column }) => ({
      ...asInherited(column),
      ...(isPartition && identity !== undefined ? { identity } : {}),
    })),
  );
  return withOwnNumbers(appended, parent, id);
}

export function applyCreateTableAs(schema: Schema, change: CreateTableAs, context: Context): Schema {
  const [inNamespace, namespace] = creationNamespace(schema, change.name, change.temporary);
  if (isTaken(inNamespace, change.name, namespace, 'table', change.ifNotExists, context)) return schema;
  const [next, id] = takeId(inNamespace);
  const origin = context.at(change.name.name.span);
  const columns = queryColumns(schema, change.query, context).columns.map(
    ({ name, type }, i): Omit<Column, 'number'> => ({
      name: change.columnNames[i]?.text ?? name,
      type: type ?? { kind: 'unknown', text: 'unknown', array: false },
      notNull: false,
      created: origin,
      changed: origin,
    }),
  );
  return appendColumns({ ...next, rows: next.rows.set(id, 'unknown') }, emptyTable(id, namespace, change, origin), columns);
}

export function applySetRowSecurity(schema: Schema, change: SetRowSecurity, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  return table === undefined
    ? schema
    : putTable(schema, { ...table, rowSecurity: change.enabled, changed: context.at(change.table.name.span) });
}
