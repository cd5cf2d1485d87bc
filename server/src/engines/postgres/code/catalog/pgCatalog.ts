import { list, UNKNOWN, type Value } from '../../../../code/value';
import type { CatalogRelation } from '../../../../schema/code/codeCatalog';
import { postgresOf } from '../../../../schema/model/postgresPart';
import type { Schema } from '../../../../schema/model/schema';
import type { Index } from '../../../../schema/model/tableIndex';
import { isView } from '../../../../schema/model/view';
import type { PolicyCommand, ReferentialAction } from '../../../../sql/change';
import {
  CONTYPES,
  columnsOf,
  columnsOfConstraint,
  constraintsOf,
  isPart,
  memberName,
  members,
  oid,
  ownerName,
  ownerSchema,
  relations,
  schemaName,
  tables,
  types,
  unknown,
  views,
} from './objects';
import { relation } from './relation';
import { argumentsText } from './routineTexts';
import { typeModifier, typeOidOf } from './typeOids';

/** The system catalogs that migrations query (manual, chapter 52), and views such as pg_tables (chapter 53), by name. */
export const PG_CATALOG: Readonly<Record<string, CatalogRelation>> = {
  pg_namespace: relation('schema', 'nspname', (schema) => [...schema.namespaces.values()], {
    oid: ({ id }) => oid(id),
    nspname: ({ name }) => name,
    nspowner: unknown,
  }),
  pg_class: relation('table', 'relname', relations, {
    oid: ({ id }) => oid(id),
    relname: ({ name }) => name,
    relnamespace: ({ namespace }) => oid(namespace),
    relkind: ({ relkind }) => relkind,
    relispartition: ({ object }) => isPart(object),
    relrowsecurity: ({ object }) => object !== undefined && !isView(object) && postgresOf(object).rowSecurity,
    relowner: unknown,
    reltuples: unknown,
    relpartbound: unknown,
    relpersistence: unknown,
  }),
  pg_tables: relation('table', 'tablename', (schema) => tables(schema).filter(({ kind }) => kind !== 'foreign table'), {
    schemaname: schemaName,
    tablename: ({ name }) => name,
    tableowner: unknown,
    rowsecurity: (table) => postgresOf(table).rowSecurity,
  }),
  pg_views: relation('table', 'viewname', (schema) => views(schema).filter(({ kind }) => kind === 'view'), {
    schemaname: schemaName,
    viewname: ({ name }) => name,
    viewowner: unknown,
    definition: unknown,
  }),
  pg_matviews: relation('table', 'matviewname', (schema) => views(schema).filter(({ kind }) => kind !== 'view'), {
    schemaname: schemaName,
    matviewname: ({ name }) => name,
    definition: unknown,
  }),
  pg_sequences: relation('table', 'sequencename', (schema) => [...schema.sequences.values()], {
    schemaname: schemaName,
    sequencename: ({ name }) => name,
    last_value: unknown,
  }),
  pg_indexes: relation(
    'index',
    'indexname',
    members(({ indexes }) => indexes),
    { schemaname: ownerSchema, tablename: ownerName, indexname: memberName, tablespace: unknown, indexdef: unknown },
    'tablename',
  ),
  pg_index: relation(
    'index',
    'indexrelid',
    members(({ indexes }) => indexes),
    {
      indexrelid: ([index]) => oid(index.id),
      indrelid: ([, owner]) => oid(owner.id),
      indisunique: ([index]) => index.unique,
      indisprimary: ([index]) => index.primary,
      indisvalid: () => true,
      indkey: ([index]) => keyColumns(index),
    },
    'indrelid',
  ),
  pg_attribute: relation(
    'column',
    'attname',
    members<ReturnType<typeof columnsOf>[number]>(columnsOf),
    {
      attrelid: ([, owner]) => oid(owner.id),
      attname: memberName,
      attnum: ([column]) => column.number,
      attisdropped: () => false,
      attnotnull: ([column]) => 'notNull' in column && column.notNull,
      atthasdef: ([column]) => 'default' in column && column.default !== undefined,
      atttypid: ([column], schema) => typeOidOf(column.type, schema),
      atttypmod: ([column], schema) => typeModifier(column.type, schema),
      attidentity: ([column]) => ('identity' in column && column.identity !== undefined ? column.identity[0]! : ''),
      attgenerated: ([column]) => ('generated' in column && column.generated !== undefined ? column.generated.kind[0]! : ''),
      attislocal: ([column]) => !('postgres' in column && column.postgres?.inherited === true),
    },
    'attrelid',
  ),
  pg_constraint: relation(
    'constraint',
    'conname',
    members(constraintsOf),
    {
      oid: ([{ id }]) => oid(id),
      conname: memberName,
      contype: ([{ kind }]) => CONTYPES[kind],
      conrelid: ([, owner]) => oid(owner.id),
      connamespace: ([, owner]) => oid(owner.namespace),
      confrelid: ([constraint]) =>
        constraint.kind === 'foreign key' ? (constraint.target.kind === 'table' ? oid(constraint.target.table) : UNKNOWN) : 0,
      convalidated: ([constraint]) => !('validated' in constraint) || constraint.validated,
      conkey: ([constraint]) => list(columnsOfConstraint(constraint)),
      confkey: ([constraint]) =>
        constraint.kind === 'foreign key' ? (constraint.target.kind === 'table' ? list(constraint.target.columns) : UNKNOWN) : null,
      conindid: ([{ id }, owner]) => {
        const index = owner.indexes.find(({ constraint }) => constraint === id);
        return index === undefined ? UNKNOWN : oid(index.id);
      },
      confdeltype: ([constraint]) => (constraint.kind === 'foreign key' ? ACTIONS[constraint.onDelete] : ' '),
      confupdtype: ([constraint]) => (constraint.kind === 'foreign key' ? ACTIONS[constraint.onUpdate] : ' '),
      condeferrable: ([constraint]) => 'deferrable' in constraint && constraint.deferrable === true,
      conislocal: ([constraint]) => constraint.parent === undefined || constraint.local === true,
      contypid: () => 0,
    },
    'conrelid',
  ),
  pg_inherits: relation('table', 'inhrelid', heirs, {
    inhrelid: ([child]) => oid(child),
    inhparent: ([, parent]) => oid(parent),
  }),
  pg_type: relation('type', 'typname', types, {
    oid: (type) => type.oid,
    typname: ({ name }) => name,
    typnamespace: ({ namespace }) => namespace,
    typtype: ({ typtype }) => typtype,
    typrelid: (type) => (type.relation ? type.oid : 0),
  }),
  pg_enum: relation(
    'type',
    'enumlabel',
    (schema) =>
      [...schema.types.values()].flatMap((type) => (type.kind === 'enum' ? type.labels.map((label, i) => ({ type, label, i })) : [])),
    { enumtypid: ({ type }) => oid(type.id), enumlabel: ({ label }) => label, enumsortorder: ({ i }) => i + 1 },
    'enumtypid',
  ),
  pg_proc: relation('function', 'proname', (schema) => [...schema.routines.values()], {
    oid: ({ id }) => oid(id),
    proname: ({ name }) => name,
    pronamespace: ({ namespace }) => oid(namespace),
    prokind: ({ kind }) => kind[0]!,
    pronargs: ({ argumentTypes }) => argumentTypes.length,
    proargtypes: (routine, schema) => ({ kind: 'row', fields: [['identity', argumentsText(routine, schema, ', ')]] }),
    prorettype: ({ returns }, schema) => typeOidOf(returns, schema),
    prosecdef: ({ securityDefiner }) => securityDefiner,
    prosrc: unknown,
    proowner: unknown,
    prolang: unknown,
    proconfig: unknown,
  }),
  pg_aggregate: relation('function', 'aggfnoid', (schema) => [...schema.routines.values()].filter(({ kind }) => kind === 'aggregate'), {
    aggfnoid: ({ id }) => oid(id),
  }),
  pg_trigger: relation(
    'trigger',
    'tgname',
    members(({ triggers }) => triggers),
    { tgname: memberName, tgrelid: ([, owner]) => oid(owner.id), tgisinternal: () => false },
    'tgrelid',
  ),
  pg_policies: relation(
    'policy',
    'policyname',
    members((owner) => (isView(owner) ? [] : postgresOf(owner).policies)),
    {
      schemaname: ownerSchema,
      tablename: ownerName,
      policyname: memberName,
      cmd: ([{ command }]) => COMMANDS[command],
      roles: unknown,
      qual: unknown,
      with_check: unknown,
      permissive: ([{ permissive }]) => (permissive ? 'PERMISSIVE' : 'RESTRICTIVE'),
    },
    'tablename',
  ),
  pg_policy: relation(
    'policy',
    'polname',
    members((owner) => (isView(owner) ? [] : postgresOf(owner).policies)),
    { polname: memberName, polrelid: ([, owner]) => oid(owner.id), polcmd: ([{ command }]) => command },
    'polrelid',
  ),
  pg_extension: relation('extension', 'extname', (schema) => [...schema.extensions.values()], {
    extname: ({ name }) => name,
    extnamespace: ({ namespace }) => oid(namespace),
    extversion: unknown,
  }),
};

const ACTIONS: Readonly<Record<ReferentialAction, string>> = {
  'NO ACTION': 'a',
  RESTRICT: 'r',
  CASCADE: 'c',
  'SET NULL': 'n',
  'SET DEFAULT': 'd',
};
const COMMANDS: Readonly<Record<PolicyCommand, string>> = { r: 'SELECT', a: 'INSERT', w: 'UPDATE', d: 'DELETE', '*': 'ALL' };

function keyColumns(index: Index): Value {
  return list(index.keys.map(({ column }) => column ?? 0));
}

function heirs(schema: Schema): readonly (readonly [child: number, parent: number])[] {
  return tables(schema).flatMap((table) => {
    const { inherits, partitionOf } = postgresOf(table);
    return (partitionOf === undefined ? inherits : [partitionOf]).map((parent) => [table.id, parent] as const);
  });
}
