import { editColumn } from '../../../schema/apply/columns';
import { type Context, refuse } from '../../../schema/apply/context';
import { resolveExpression } from '../../../schema/apply/expressions';
import { mentionedColumns, targetColumn, targetTable } from '../../../schema/apply/lookup';
import { removeSequence } from '../../../schema/edit';
import type { Expression } from '../../../schema/model/expression';
import type { Schema } from '../../../schema/model/schema';
import type { Column } from '../../../schema/model/table';
import { findTable } from '../../../schema/queries';
import type { AlterColumnType, SetGenerated, SetIdentity, SetNotNull } from '../../../sql/change';
import { resolveType } from '../types/resolve';
import { alterAttributeType, targetComposite } from './attributes';
import { dropNotNull, isNameTaken, setNotNull, whyNotNull } from './notNull';
import { withNewIndexes } from './rebuild';
import { ownedSequence } from './sequences';

/* ALTER TABLE … ALTER COLUMN. */

/** ALTER COLUMN … TYPE and ALTER ATTRIBUTE … TYPE. */
export function applyAlterColumnType(schema: Schema, change: AlterColumnType, context: Context): Schema {
  const composite = targetComposite(schema, change.table);
  if (composite !== undefined) return alterAttributeType(schema, composite, change, context);
  const type = resolveType(schema, change.type);
  const altered = editColumn(schema, change, context, (column) => ({ ...column, type, ...castDefault(schema, column) }));
  const root = findTable(altered, change.table.name.text, change.table.schema?.text);
  return root === undefined ? altered : withNewIndexes(altered, root.id, change.column.text, context.at(change.column.span));
}

/** A default is kept as a cast from the column's former type, so it is dropped with that type (ATExecAlterColumnType in tablecmds.c). */
function castDefault(schema: Schema, { type, default: value }: Column): { readonly default?: Expression } {
  // The cast to a domain is stripped from the default (strip_implicit_coercions in nodeFuncs.c).
  const isGone = type.kind !== 'object' || schema.types.get(type.id)?.kind === 'domain';
  return isGone || value === undefined ? {} : { default: { ...value, types: [...(value.types ?? []), type.id] } };
}

/** SET NOT NULL and DROP NOT NULL. */
export function applySetNotNull(schema: Schema, change: SetNotNull & { readonly partOf?: number }, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  const column = table === undefined ? undefined : targetColumn(schema, table, change.column, context);
  if (table === undefined || column === undefined) return schema;
  const notNullName = column.postgres?.notNullName;
  // A NOT NULL that exists cannot get another name, unless a new table inherits it (AdjustNotNullInheritance in pg_constraint.c).
  const isNamed = change.partOf === undefined && notNullName !== undefined && (change.name?.text ?? notNullName) !== notNullName;
  if (isNamed) return schema;
  const name = change.notNull ? change.name : undefined;
  if (name !== undefined && notNullName !== name.text && isNameTaken(schema, table, column.name, name.text))
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

/** SET EXPRESSION and DROP EXPRESSION of a generated column. */
export function applySetGenerated(schema: Schema, change: SetGenerated, context: Context): Schema {
  const expression = change.expression === undefined ? undefined : resolveExpression(schema, change.expression);
  return editColumn(schema, change, context, ({ generated, ...column }, table) => {
    if (expression === undefined) return column;
    const columns = mentionedColumns(table, change.expression?.columns ?? []);
    return { ...column, generated: { kind: generated?.kind ?? 'stored', expression, columns } };
  });
}

/** Identity of a column: ADD makes the owned sequence and DROP removes it. SET says when an INSERT may give a value. */
export function applySetIdentity(schema: Schema, change: SetIdentity, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  const column = table === undefined ? undefined : targetColumn(schema, table, change.column, context);
  if (table === undefined || column === undefined) return schema;
  // A column that may be NULL or has a default cannot become an identity column (ATExecAddIdentity in tablecmds.c).
  const isFree = column.notNull && column.default === undefined && column.generated === undefined;
  if (change.add && !isFree && schema.gaps.length === 0)
    return refuse(schema, context, change.column.span, 'object_not_in_prerequisite_state');
  const { identity } = change;
  // Partitions take the identity of their parent, inheriting tables do not (manual, CREATE TABLE).
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
