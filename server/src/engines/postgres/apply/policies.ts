import type { Context } from '../../../schema/apply/context';
import { mentionedColumns, targetTable } from '../../../schema/apply/lookup';
import { queryColumns, tableLevel } from '../../../schema/apply/queryColumns';
import { routinesNamed } from '../../../schema/apply/routineUses';
import { putTable } from '../../../schema/edit';
import type { Policy, PolicyCondition } from '../../../schema/model/policy';
import { postgresOf, withPostgres } from '../../../schema/model/postgresPart';
import type { Schema } from '../../../schema/model/schema';
import type { Table } from '../../../schema/model/table';
import type { AlterPolicy, CreatePolicy, PolicyCondition as WrittenCondition } from '../../../sql/change';

export function applyCreatePolicy(schema: Schema, change: CreatePolicy, context: Context): Schema {
  const table = targetTable(schema, change.table, context);
  if (table === undefined) return schema;
  const policy: Policy = {
    name: change.name.text,
    command: change.command,
    permissive: change.permissive,
    ...conditions(schema, table, change, context),
    created: context.at(change.name.span),
  };
  return putTable(schema, withPostgres(table, { policies: [...postgresOf(table).policies, policy] }));
}

export function applyAlterPolicy(schema: Schema, change: AlterPolicy, context: Context): Schema {
  const table = targetTable(schema, change.table, context);
  if (table === undefined) return schema;
  const altered = conditions(schema, table, change, context);
  const policies = postgresOf(table).policies.map((policy) => (policy.name === change.name.text ? { ...policy, ...altered } : policy));
  return putTable(schema, withPostgres(table, { policies }));
}

function conditions(
  schema: Schema,
  table: Table,
  { using, check }: Pick<CreatePolicy, 'using' | 'check'>,
  context: Context,
): Pick<Policy, 'using' | 'check'> {
  const resolve = ({ columns, functions, queries }: WrittenCondition): PolicyCondition => {
    const reads = queries.flatMap((query) => queryColumns(schema, query, context, tableLevel(table)).dependsOn);
    const ofTable = reads.flatMap(({ relation, column }) => (relation === table.id && column !== 0 ? [column] : []));
    return { columns: [...mentionedColumns(table, columns), ...ofTable], routines: routinesNamed(schema, functions), reads };
  };
  return { ...(using === undefined ? {} : { using: resolve(using) }), ...(check === undefined ? {} : { check: resolve(check) }) };
}
