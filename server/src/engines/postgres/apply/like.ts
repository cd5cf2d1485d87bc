import { type Context, refuse } from '../../../schema/apply/context';
import { targetTable } from '../../../schema/apply/lookup';
import { appendColumns, putTable, withColumn } from '../../../schema/edit';
import type { Constraint } from '../../../schema/model/constraint';
import type { ObjectId } from '../../../schema/model/object';
import { marked } from '../../../schema/model/postgresPart';
import { nameKey, type Schema } from '../../../schema/model/schema';
import type { Column, Table } from '../../../schema/model/table';
import { columnByName, findTable, primaryKey } from '../../../schema/queries';
import type { CopyLike, LikeClause, LikeOption } from '../../../sql/change';
import { copyConstraint, validated, withOwnCheck } from './constraintParts';
import { copyIndex } from './indexParts';
import { withOwnNumbers } from './related';
import { ownedSequence } from './sequences';

/* CREATE TABLE … (LIKE …): columns are copied with the table, checks and indexes by a change of their own. */

/** Copies the columns of a LIKE clause: names, types and NOT NULL, and the properties that INCLUDING lists (manual, CREATE TABLE, LIKE). */
export function likeColumns(schema: Schema, id: ObjectId, like: LikeClause, model: Table, context: Context): Schema {
  const including = new Set(like.including);
  const copied = model.columns.reduce((state, column) => copyColumn(state, id, column, including, like, context), schema);
  return withOwnNumbers(copied, model, id);
}

/** A copied identity column gets a sequence of its own. */
function copyColumn(
  schema: Schema,
  id: ObjectId,
  { default: value, generated, identity, comment, ...own }: Column,
  including: ReadonlySet<LikeOption>,
  like: LikeClause,
  context: Context,
): Schema {
  const table = schema.tables.get(id)!;
  const origin = context.at(like.table.name.span);
  const copy = {
    ...marked(own, { inherited: undefined, notNullInherited: undefined }),
    created: origin,
    changed: origin,
    ...(including.has('defaults') && value !== undefined ? { default: value } : {}),
    ...(including.has('generated') && generated !== undefined ? { generated } : {}),
    ...(including.has('identity') && identity !== undefined ? { identity } : {}),
    ...(including.has('comments') && comment !== undefined ? { comment } : {}),
  };
  const present = columnByName(table, own.name);
  if (present !== undefined && present.postgres?.inherited !== true) {
    const { span } = like.table.name;
    context.report({ kind: 'duplicate-column', span, table: table.name, name: own.name, existing: present.created });
    return schema;
  }
  const number = present?.number ?? table.nextColumnNumber;
  const placed =
    present === undefined
      ? appendColumns(schema, table, [copy])
      : putTable(
          schema,
          withColumn(table, number, origin, (above) => mergedCopy(above, copy)),
        );
  if (copy.identity === undefined) return placed;
  return ownedSequence(placed, table, number, { ...like.table.name, text: own.name }, true, context)[0];
}

/** Merges a copied column with the same column of a parent, as `withOwnClauses` does with a written one. */
function mergedCopy(above: Column, copy: Omit<Column, 'number'>): Column {
  const isInherited = above.postgres?.notNullInherited === true && !copy.notNull;
  const { postgres: _, ...own } = copy;
  return marked(
    { ...above, ...own, number: above.number, notNull: above.notNull || copy.notNull },
    { ...copy.postgres, inherited: undefined, notNullInherited: isInherited ? true : undefined },
  );
}

/** Copies the checks and indexes of a LIKE clause, after those of the table itself. */
export function applyCopyLike(schema: Schema, change: CopyLike, context: Context): Schema {
  const table = targetTable(schema, change.table, context);
  const model = table === undefined ? undefined : modelOf(schema, change.like, table);
  if (table === undefined || model === undefined) return schema;
  const including = new Set(change.like.including);
  const origin = context.at(change.like.table.name.span);
  const checks = including.has('constraints') ? model.constraints.filter((constraint) => constraint.kind === 'check') : [];
  const checked = checks.reduce((state, check) => copyCheck(state, model, check, table.id, change, context), schema);
  const indexes = including.has('indexes') ? model.indexes : [];
  const key = indexes.some(({ primary }) => primary) ? primaryKey(table) : undefined;
  if (key !== undefined)
    context.report({
      kind: 'duplicate-object',
      span: change.like.table.name.span,
      objectKind: 'primary key',
      name: key.name,
      existing: key.created,
    });
  return indexes.reduce((state, index) => copyIndex(state, model, index, table.id, origin, false), checked);
}

/** Copies a check. One of the same name that the table inherits becomes its own as well. */
function copyCheck(schema: Schema, model: Table, check: Constraint, tableId: ObjectId, { like }: CopyLike, context: Context): Schema {
  const table = schema.tables.get(tableId)!;
  const { span } = like.table.name;
  const present = table.constraints.find(({ name }) => name === check.name);
  if (present === undefined) return copyConstraint(schema, model, validated(check), tableId, context.at(span), false);
  return present.parent === undefined ? refuse(schema, context, span, 'duplicate_object') : withOwnCheck(schema, table, check.name);
}

/** The model that a LIKE clause names. With the new table's own name, it is the older table that the new one hides. */
function modelOf(schema: Schema, { table: { name, schema: inSchema } }: LikeClause, made: Table): Table | undefined {
  const relationNames = schema.relationNames.delete(nameKey(made.namespace, made.name));
  return findTable({ ...schema, relationNames }, name.text, inSchema?.text);
}
