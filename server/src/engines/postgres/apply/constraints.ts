import { applyAddCheck, applyAddKey, applyDropConstraint, isConstraintTaken, tableForKey } from '../../../schema/apply/constraints';
import type { Context } from '../../../schema/apply/context';
import { indexFrom } from '../../../schema/apply/indexes';
import { reportUnknownObject, targetTable } from '../../../schema/apply/lookup';
import { putTable, takeId, withIndex } from '../../../schema/edit';
import type { Constraint } from '../../../schema/model/constraint';
import type { Schema } from '../../../schema/model/schema';
import type { AddCheck, AddExclusion, AddKey, DropConstraint, Name } from '../../../sql/change';
import { chooseName } from '../names/chosen';
import { withOwnCheck } from './constraintParts';
import { indexOnPartitions } from './indexParts';
import { dropNotNull, withFreeNotNullNames } from './notNull';
import { requireColumns } from './tableRules';

/** PRIMARY KEY and UNIQUE, with a new index or USING INDEX. */
export function postgresAddKey(schema: Schema, change: AddKey, context: Context): Schema {
  return change.usingIndex === undefined ? applyAddKey(schema, change, context) : promoteIndex(schema, change, change.usingIndex, context);
}

/** ADD CONSTRAINT … USING INDEX: the index takes the constraint's name. */
function promoteIndex(schema: Schema, change: AddKey, indexName: Name, context: Context): Schema {
  const table = tableForKey(schema, change, context, change.name?.text !== indexName.text);
  if (table === undefined) return schema;
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
  return change.primary ? requireColumns(promoted, table, columns, constraint.created, false) : promoted;
}

/** CHECK. One that the table inherits under the same name becomes its own as well. */
export function postgresAddCheck(schema: Schema, change: AddCheck, context: Context): Schema {
  const added = applyAddCheck(schema, change, context);
  const table = targetTable(added, change.table, context, true);
  if (table === undefined) return added;
  if (added === schema) return change.name === undefined ? schema : withOwnCheck(schema, table, change.name.text);
  return change.table.made === undefined ? added : withFreeNotNullNames(added, table.id);
}

/** EXCLUDE: an index, and a constraint of the same name. */
export function applyAddExclusion(schema: Schema, change: AddExclusion, context: Context): Schema {
  const table = targetTable(schema, change.table, context, change.ifExists);
  if (table === undefined || isConstraintTaken(schema, table, change.name, context, true)) return schema;
  const [withConstraintId, constraintId] = takeId(schema);
  const [next, indexId] = takeId(withConstraintId);
  const unnamed = indexFrom(schema, table, change.index, indexId, '', context.at(change.span), context);
  const name = change.name?.text ?? chooseName(schema, table, 'exclusion', unnamed.columnNames);
  const constraint: Constraint = { kind: 'exclusion', id: constraintId, name, index: indexId, created: unnamed.created };
  const added = putTable(next, {
    ...table,
    constraints: [...table.constraints, constraint],
    indexes: [...table.indexes, { ...unnamed, name, constraint: constraintId }],
  });
  return change.only === true ? added : indexOnPartitions(added, table.id, indexId, constraint.created);
}

/** DROP CONSTRAINT, which drops a NOT NULL by its name as well. */
export function postgresDropConstraint(schema: Schema, change: DropConstraint, context: Context): Schema {
  const table = targetTable(schema, change.table, context, true);
  const { text, span } = change.name;
  const column = table?.constraints.some(({ name }) => name === text)
    ? undefined
    : table?.columns.find(({ postgres }) => postgres?.notNullName === text);
  return table === undefined || column === undefined
    ? applyDropConstraint(schema, change, context)
    : dropNotNull(schema, table.id, column.name, context.at(span), change.only);
}
