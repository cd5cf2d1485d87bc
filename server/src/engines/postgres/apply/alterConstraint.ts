import { type Context, isUnsure } from '../../../schema/apply/context';
import { targetTable } from '../../../schema/apply/lookup';
import { putTable, withConstraint } from '../../../schema/edit';
import type { ObjectId } from '../../../schema/model/object';
import type { Schema } from '../../../schema/model/schema';
import type { Table } from '../../../schema/model/table';
import type { AlterConstraint, ValidateConstraint } from '../../../sql/change';
import { setNotNullInheritance } from './notNull';

function constraintOf(
  schema: Schema,
  change: ValidateConstraint | AlterConstraint,
  context: Context,
): { readonly table: Table; readonly id: ObjectId } | undefined {
  const table = targetTable(schema, change.table, context, change.ifExists);
  const constraint = table?.constraints.find((candidate) => candidate.name === change.name.text);
  if (table === undefined || constraint !== undefined)
    return table === undefined || constraint === undefined ? undefined : { table, id: constraint.id };
  const isNotNull = table.columns.some(({ postgres }) => postgres?.notNullName === change.name.text);
  if (!isNotNull && !isUnsure(schema, table.name, 'constraint'))
    context.report({ kind: 'unknown-object', span: change.name.span, objectKind: 'constraint', name: change.name.text });
  return undefined;
}

/** VALIDATE CONSTRAINT. */
export function applyValidateConstraint(schema: Schema, change: ValidateConstraint, context: Context): Schema {
  const found = constraintOf(schema, change, context);
  if (found === undefined) return schema;
  return putTable(
    schema,
    withConstraint(found.table, found.id, (constraint) =>
      constraint.kind === 'foreign key' || constraint.kind === 'check' ? { ...constraint, validated: true } : constraint,
    ),
  );
}

/** ALTER CONSTRAINT: deferrability and enforcement of a foreign key, inheritance of a NOT NULL. */
export function applyAlterConstraint(schema: Schema, change: AlterConstraint, context: Context): Schema {
  const found = constraintOf(schema, change, context);
  if (found === undefined) return change.noInherit === undefined ? schema : alterNotNull(schema, change, change.noInherit, context);
  const { deferrability, enforced } = change;
  return putTable(
    schema,
    withConstraint(found.table, found.id, (constraint) => {
      if (constraint.kind !== 'foreign key') return constraint;
      // A constraint that becomes enforced is checked at once.
      const isNew = enforced !== undefined && enforced !== constraint.enforced;
      return { ...constraint, ...deferrability, ...(isNew ? { enforced, validated: enforced } : {}) };
    }),
  );
}

function alterNotNull(schema: Schema, change: AlterConstraint, noInherit: boolean, context: Context): Schema {
  const table = targetTable(schema, change.table, context, true);
  const column = table?.columns.find(({ postgres }) => postgres?.notNullName === change.name.text);
  if (table === undefined || column === undefined) return schema;
  return setNotNullInheritance(schema, table.id, column.name, noInherit, context.at(change.name.span));
}
