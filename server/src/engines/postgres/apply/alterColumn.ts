import { type Context, refuse } from '../../../schema/apply/context';
import { mentionedColumns, targetColumn, targetComposite, targetTable } from '../../../schema/apply/lookup';
import { putTable, putType, removeSequence, withColumn } from '../../../schema/edit';
import type { Expression } from '../../../schema/model/expression';
import type { Schema } from '../../../schema/model/schema';
import type { Column, Table } from '../../../schema/model/table';
import { columnByName, findTable, withDescendants } from '../../../schema/queries';
import type { AddColumn, AlterColumnType, SetDefault, SetGenerated, SetIdentity, SetNotNull } from '../../../sql/change';
import { resolveType } from '../types/resolve';
import { isNoDefault, ownedSequence, resolveExpression } from './columns';
import { isColumnTyped } from './dependents';
import { dropNotNull, isNameTaken, setNotNull, whyNotNull } from './notNull';
import { withNewIndexes } from './rebuild';

/* ALTER TABLE … ALTER COLUMN. */

/** Edits one column of a table and of all that inherit it. */
function editColumn(
  schema: Schema,
  change: {
    readonly table: AddColumn['table'];
    readonly ifExists?: boolean;
    readonly only?: boolean;
    readonly column: SetDefault['column'];
  },
  context: Context,
  edit: (column: Column, table: Table) => Column,
): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  const column = table === undefined ? undefined : targetColumn(schema, table, change.column, context);
  if (table === undefined || column === undefined) return schema;
  const ids = change.only === true ? [table.id] : withDescendants(schema, table.id);
  return ids.reduce((next, id) => {
    const child = next.tables.get(id)!;
    const own = columnByName(child, column.name);
    if (own === undefined) return next;
    return putTable(
      next,
      withColumn(child, own.number, context.at(change.column.span), (old) => edit(old, child)),
    );
  }, schema);
}

export function applyAlterColumnType(schema: Schema, change: AlterColumnType, context: Context): Schema {
  const composite = targetComposite(schema, change.table);
  if (composite !== undefined) {
    const type = resolveType(schema, change.type);
    const columns = composite.columns.map((column) => (column.name === change.column.text ? { ...column, type } : column));
    return putType(schema, { ...composite, columns, changed: context.at(change.column.span) });
  }
  const target = findTable(schema, change.table.name.text, change.table.schema?.text);
  if (target !== undefined && isColumnTyped(schema, target, change.column.text))
    return refuse(schema, context, change.column.span, 'feature_not_supported');
  const type = resolveType(schema, change.type);
  const altered = editColumn(schema, change, context, (column) => ({ ...column, type, ...castDefault(schema, column) }));
  const root = findTable(altered, change.table.name.text, change.table.schema?.text);
  return root === undefined ? altered : withNewIndexes(altered, root.id, change.column.text, context.at(change.column.span));
}

/** A default is kept as a cast from the type that the column had (ATExecAlterColumnType in tablecmds.c), and so goes with that type. */
function castDefault(schema: Schema, { type, default: value }: Column): { readonly default?: Expression } {
  // A value is no longer taken for one of a domain (strip_implicit_coercions in nodeFuncs.c).
  const isGone = type.kind !== 'object' || schema.types.get(type.id)?.kind === 'domain';
  return isGone || value === undefined ? {} : { default: { ...value, types: [...(value.types ?? []), type.id] } };
}

export function applySetDefault(schema: Schema, change: SetDefault, context: Context): Schema {
  const written = change.default;
  const table = findTable(schema, change.table.name.text, change.table.schema?.text);
  if (table !== undefined && columnByName(table, change.column.text)?.identity !== undefined)
    return refuse(schema, context, change.column.span, 'syntax_error');
  return editColumn(schema, change, context, ({ default: _, ...column }) =>
    written === undefined || isNoDefault(schema, written, column.type)
      ? column
      : { ...column, default: resolveExpression(schema, written) },
  );
}

export function applySetNotNull(schema: Schema, change: SetNotNull & { readonly partOf?: number }, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  const column = table === undefined ? undefined : targetColumn(schema, table, change.column, context);
  if (table === undefined || column === undefined) return schema;
  // Another name for a NOT NULL that is there is refused, but where a new table inherits it (AdjustNotNullInheritance in pg_constraint.c).
  const isNamed =
    change.partOf === undefined && column.notNullName !== undefined && (change.name?.text ?? column.notNullName) !== column.notNullName;
  if (isNamed) return schema;
  const name = change.notNull ? change.name : undefined;
  if (name !== undefined && column.notNullName !== name.text && isNameTaken(schema, table, column.name, name.text))
    return refuse(schema, context, name.span, 'duplicate_object');
  const origin = context.at(change.column.span);
  const asked = change.notNull ? undefined : whyNotNull(schema, table, column);
  if (asked !== undefined) return refuse(schema, context, change.column.span, asked);
  return change.notNull
    ? setNotNull(schema, table.id, column.name, origin, {
        ...(change.name === undefined ? {} : { name: change.name.text }),
        only: change.only === true,
        ...(change.noInherit ? { noInherit: true } : {}),
      })
    : dropNotNull(schema, table.id, column.name, origin, change.only);
}

export function applySetGenerated(schema: Schema, change: SetGenerated, context: Context): Schema {
  const expression = change.expression === undefined ? undefined : resolveExpression(schema, change.expression);
  return editColumn(schema, change, context, ({ generated, ...column }, table) => {
    if (expression === undefined) return column;
    const columns = mentionedColumns(table, change.expression?.columns ?? []);
    return { ...column, generated: { kind: generated?.kind ?? 'stored', expression, columns } };
  });
}

/** ADD makes the owned sequence, DROP takes it away, SET only says when values may be given. */
export function applySetIdentity(schema: Schema, change: SetIdentity, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  const column = table === undefined ? undefined : targetColumn(schema, table, change.column, context);
  if (table === undefined || column === undefined) return schema;
  // A column that may be NULL or has a default cannot become an identity column (ATExecAddIdentity in tablecmds.c).
  const isFree = column.notNull && column.default === undefined && column.generated === undefined;
  if (change.add && !isFree && schema.gaps.length === 0)
    return refuse(schema, context, change.column.span, 'object_not_in_prerequisite_state');
  const { identity } = change;
  // Partitions have the identity of their parent, inheriting tables do not (manual, CREATE TABLE).
  const reach = table.kind === 'partitioned table' ? change : { ...change, only: true };
  const edited = editColumn(schema, reach, context, ({ identity: _, ...rest }) =>
    identity === undefined ? rest : { ...rest, identity, notNull: true },
  );
  if (identity === undefined) {
    const owned = [...schema.sequences.values()].filter(
      ({ ownedBy }) => ownedBy?.table === table.id && ownedBy.column === column.number && ownedBy.identity,
    );
    return owned.reduce(removeSequence, edited);
  }
  if (!change.add) return edited;
  return ownedSequence(edited, table, column.number, change.column, true, context, change.sequenceName)[0];
}
