import { UNKNOWN, type Value } from '../../../../code/value';
import type { CatalogRelation } from '../../../../schema/code/codeCatalog';
import type { Constraint } from '../../../../schema/model/constraint';
import type { Schema } from '../../../../schema/model/schema';
import { isView } from '../../../../schema/model/view';
import { columnNames, typeText } from '../../../../schema/queries';
import {
  CONSTRAINT_TYPES,
  columnsOf,
  columnsOfConstraint,
  constraintsOf,
  type Member,
  memberName,
  members,
  ownerName,
  ownerSchema,
  owners,
  schemaName,
  unknown,
  views,
  yesNo,
} from './objects';
import { relation } from './relation';
import { internalName } from './typeOids';

const keyed = (schema: Schema) =>
  members(constraintsOf)(schema).flatMap(([constraint, owner]) =>
    isView(owner) || constraint.kind === 'check'
      ? []
      : columnNames(owner, columnsOfConstraint(constraint)).map(
          (name, i): Member<Constraint & { readonly column: string; readonly place: number }> => [
            { ...constraint, column: name, place: i + 1 },
            owner,
          ],
        ),
  );

/** The columns that a constraint uses; for a foreign key, the columns that it references. */
const used = (schema: Schema): readonly Member<Constraint & { readonly column: string }>[] =>
  members(constraintsOf)(schema).flatMap(([constraint, owner]): readonly Member<Constraint & { readonly column: string }>[] => {
    const isForeign = constraint.kind === 'foreign key';
    const target = !isForeign ? owner : constraint.target.kind === 'table' ? schema.tables.get(constraint.target.table) : undefined;
    const numbers = isForeign ? (constraint.target.kind === 'table' ? constraint.target.columns : []) : columnsOfConstraint(constraint);
    if (target === undefined || isView(target)) return [];
    return columnNames(target, numbers).map((column) => [{ ...constraint, column }, target]);
  });

/** Views of the information schema that migrations query (manual, chapter 35), by name. */
export const INFORMATION_SCHEMA: Readonly<Record<string, CatalogRelation>> = {
  schemata: relation('schema', 'schema_name', (schema) => [...schema.namespaces.values()], {
    schema_name: ({ name }) => name,
    catalog_name: unknown,
    schema_owner: unknown,
  }),
  tables: relation('table', 'table_name', (schema) => owners(schema).filter(({ kind }) => kind !== 'materialized view'), {
    table_schema: schemaName,
    table_name: ({ name }) => name,
    table_type: ({ kind, temporary }) =>
      kind === 'view' ? 'VIEW' : kind === 'foreign table' ? 'FOREIGN' : temporary ? 'LOCAL TEMPORARY' : 'BASE TABLE',
    table_catalog: unknown,
  }),
  views: relation('table', 'table_name', (schema) => views(schema).filter(({ kind }) => kind === 'view'), {
    table_schema: schemaName,
    table_name: ({ name }) => name,
    view_definition: unknown,
    table_catalog: unknown,
  }),
  sequences: relation('table', 'sequence_name', (schema) => [...schema.sequences.values()], {
    sequence_schema: schemaName,
    sequence_name: ({ name }) => name,
  }),
  columns: relation(
    'column',
    'column_name',
    (schema) => members<ReturnType<typeof columnsOf>[number]>(columnsOf)(schema).filter(([, owner]) => owner.kind !== 'materialized view'),
    {
      table_schema: ownerSchema,
      table_name: ownerName,
      column_name: memberName,
      ordinal_position: ([column]) => column.number,
      is_nullable: ([column]) => yesNo(!('notNull' in column && column.notNull)),
      data_type: ([column], schema) => dataType(column, schema),
      udt_name: ([column], schema) => (column.type === undefined ? UNKNOWN : internalName(column.type, schema)),
      column_default: ([column]) => ('default' in column && column.default !== undefined ? UNKNOWN : null),
      is_identity: ([column]) => yesNo('identity' in column && column.identity !== undefined),
      is_generated: ([column]) => ('generated' in column && column.generated !== undefined ? 'ALWAYS' : 'NEVER'),
      character_maximum_length: ([column], schema) => lengthOf(column, schema),
      table_catalog: unknown,
    },
    'table_name',
  ),
  table_constraints: relation(
    'constraint',
    'constraint_name',
    members(constraintsOf),
    {
      table_schema: ownerSchema,
      table_name: ownerName,
      constraint_schema: ownerSchema,
      constraint_name: memberName,
      constraint_type: ([{ kind }]) => CONSTRAINT_TYPES[kind],
      constraint_catalog: unknown,
      table_catalog: unknown,
    },
    'table_name',
  ),
  key_column_usage: relation(
    'constraint',
    'constraint_name',
    keyed,
    {
      table_schema: ownerSchema,
      table_name: ownerName,
      constraint_schema: ownerSchema,
      constraint_name: memberName,
      column_name: ([{ column }]) => column,
      ordinal_position: ([{ place }]) => place,
    },
    'table_name',
  ),
  constraint_column_usage: relation(
    'constraint',
    'constraint_name',
    used,
    {
      table_schema: ownerSchema,
      table_name: ownerName,
      constraint_schema: ownerSchema,
      constraint_name: memberName,
      column_name: ([{ column }]) => column,
    },
    'table_name',
  ),
  referential_constraints: relation(
    'constraint',
    'constraint_name',
    members((owner) => constraintsOf(owner).filter(({ kind }) => kind === 'foreign key')),
    {
      constraint_schema: ownerSchema,
      constraint_name: memberName,
      unique_constraint_schema: unknown,
      unique_constraint_name: unknown,
      delete_rule: ([constraint]) => (constraint.kind === 'foreign key' ? constraint.onDelete : UNKNOWN),
      update_rule: ([constraint]) => (constraint.kind === 'foreign key' ? constraint.onUpdate : UNKNOWN),
    },
  ),
  check_constraints: relation(
    'constraint',
    'constraint_name',
    members((owner) => constraintsOf(owner).filter(({ kind }) => kind === 'check')),
    { constraint_schema: ownerSchema, constraint_name: memberName, check_clause: unknown },
  ),
  triggers: relation(
    'trigger',
    'trigger_name',
    members(({ triggers }) => triggers),
    {
      trigger_schema: ownerSchema,
      trigger_name: memberName,
      event_object_schema: ownerSchema,
      event_object_table: ownerName,
      event_manipulation: unknown,
    },
    'event_object_table',
  ),
  routines: relation('function', 'routine_name', (schema) => [...schema.routines.values()], {
    routine_schema: schemaName,
    routine_name: ({ name }) => name,
    specific_schema: schemaName,
    routine_type: ({ kind }) => (kind === 'procedure' ? 'PROCEDURE' : 'FUNCTION'),
  }),
};

function dataType(column: ReturnType<typeof columnsOf>[number], schema: Schema): Value {
  if (column.type === undefined || column.type.kind === 'unknown') return UNKNOWN;
  if (column.type.array) return 'ARRAY';
  return column.type.kind === 'object' ? 'USER-DEFINED' : typeText(schema, column.type).replace(/\([^)]*\)/, '');
}

function lengthOf(column: ReturnType<typeof columnsOf>[number], schema: Schema): Value {
  if (column.type === undefined) return UNKNOWN;
  const length = /^character(?: varying)?\((\d+)\)$/.exec(typeText(schema, column.type))?.[1];
  return length === undefined ? null : Number(length);
}
