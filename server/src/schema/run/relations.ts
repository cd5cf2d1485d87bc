import type { GapKind } from '../model';
import { type Constraint, type Index, isView, type Schema, type Table, type View } from '../model';
import { columnNames, namespaceName, typeText } from '../queries';
import { list, type ObjectOid, UNKNOWN, type Value } from './value';

/** A catalog or a view of the information schema, as far as the model knows what is in it. */
export interface CatalogRelation {
  /** What its rows are about, for the gaps that may hide some of them. */
  readonly about: GapKind;
  /** Its columns that say the name of what a row is about, and the table it belongs to. */
  readonly name: string;
  readonly owner?: string;
  rows(schema: Schema): readonly CatalogRow[];
  readonly columns: ReadonlySet<string>;
}
export interface CatalogRow {
  get(column: string): Value;
}

type Columns<T> = Readonly<Record<string, (row: T, schema: Schema) => Value>>;

function relation<T>(
  about: GapKind,
  name: string,
  objects: (schema: Schema) => readonly T[],
  columns: Columns<T>,
  owner?: string,
): CatalogRelation {
  return {
    about,
    name,
    ...(owner === undefined ? {} : { owner }),
    columns: new Set(Object.keys(columns)),
    rows: (schema) => objects(schema).map((object) => ({ get: (column) => columns[column]?.(object, schema) ?? null })),
  };
}

interface InSchema {
  readonly id: number;
  readonly namespace: number;
  readonly name: string;
}
type Member<T> = readonly [object: T, owner: Table | View];
type Relation = InSchema & { readonly relkind: string; readonly object?: Table | View };

const oid = (id: number): ObjectOid => ({ kind: 'oid', id });
const schemaName = (object: { readonly namespace: number }, schema: Schema): string => {
  const name = namespaceName(schema, object);
  return name === 'pg_temp' ? 'pg_temp_0' : name;
};
const ownerSchema = <T>([, owner]: Member<T>, schema: Schema): string => schemaName(owner, schema);
const ownerName = <T>([, owner]: Member<T>): string => owner.name;
const memberName = ([member]: Member<{ readonly name: string }>): string => member.name;
const unknown = (): Value => UNKNOWN;
const yesNo = (value: boolean): string => (value ? 'YES' : 'NO');

const tables = (schema: Schema): readonly Table[] => [...schema.tables.values()];
const views = (schema: Schema): readonly View[] => [...schema.views.values()];
const owners = (schema: Schema): readonly (Table | View)[] => [...tables(schema), ...views(schema)];

function members<T>(of: (owner: Table | View) => readonly T[]): (schema: Schema) => readonly Member<T>[] {
  return (schema) => owners(schema).flatMap((owner) => of(owner).map((member): Member<T> => [member, owner]));
}

const constraintsOf = (owner: Table | View): readonly Constraint[] => (isView(owner) ? [] : owner.constraints);
const columnsOf = (owner: Table | View) => owner.columns;

const RELKINDS: Readonly<Record<(Table | View)['kind'], string>> = {
  table: 'r',
  'partitioned table': 'p',
  'foreign table': 'f',
  view: 'v',
  'materialized view': 'm',
};

/** Everything that pg_class has a row for. */
function relations(schema: Schema): readonly Relation[] {
  const of = (object: Table | View): Relation => ({
    id: object.id,
    namespace: object.namespace,
    name: object.name,
    relkind: RELKINDS[object.kind],
    object,
  });
  return [
    ...owners(schema).map(of),
    ...[...schema.sequences.values()].map((sequence): Relation => ({ ...sequence, relkind: 'S' })),
    ...members(({ indexes }) => indexes)(schema).map(
      ([index, owner]): Relation => ({
        id: index.id,
        name: index.name,
        namespace: owner.namespace,
        relkind: isPartitioned(owner) ? 'I' : 'i',
      }),
    ),
    ...[...schema.types.values()].flatMap((type): readonly Relation[] => (type.kind === 'composite' ? [{ ...type, relkind: 'c' }] : [])),
  ];
}

function isPartitioned(owner: Table | View): boolean {
  return owner.kind === 'partitioned table';
}

const CONTYPES: Readonly<Record<Constraint['kind'], string>> = {
  'primary key': 'p',
  unique: 'u',
  check: 'c',
  'foreign key': 'f',
  exclusion: 'x',
};
const CONSTRAINT_TYPES: Readonly<Record<Constraint['kind'], string>> = {
  'primary key': 'PRIMARY KEY',
  unique: 'UNIQUE',
  check: 'CHECK',
  'foreign key': 'FOREIGN KEY',
  exclusion: 'EXCLUDE',
};

function columnsOfConstraint(constraint: Constraint): readonly number[] {
  return constraint.kind === 'exclusion' ? [] : constraint.columns;
}

function isPart(object: Table | View | undefined): boolean {
  return object !== undefined && !isView(object) && object.partitionOf !== undefined;
}

const types = (schema: Schema): readonly (InSchema & { readonly typtype: string; readonly relation: boolean })[] => [
  ...[...schema.types.values()].map((type) => ({ ...type, typtype: TYPTYPES[type.kind] ?? 'b', relation: type.kind === 'composite' })),
  ...owners(schema).map((owner) => ({ id: owner.id, namespace: owner.namespace, name: owner.name, typtype: 'c', relation: true })),
];
const TYPTYPES: Readonly<Record<string, string>> = { enum: 'e', domain: 'd', composite: 'c' };

const PG: Readonly<Record<string, CatalogRelation>> = {
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
    relrowsecurity: ({ object }) => object !== undefined && !isView(object) && object.rowSecurity,
    relowner: unknown,
    reltuples: unknown,
    relpartbound: unknown,
    relpersistence: unknown,
  }),
  pg_tables: relation('table', 'tablename', (schema) => tables(schema).filter(({ kind }) => kind !== 'foreign table'), {
    schemaname: schemaName,
    tablename: ({ name }) => name,
    tableowner: unknown,
    rowsecurity: ({ rowSecurity }) => rowSecurity,
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
      atttypid: unknown,
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
        constraint.kind === 'foreign key' && constraint.target.kind === 'table' ? oid(constraint.target.table) : UNKNOWN,
      convalidated: ([constraint]) => !('validated' in constraint) || constraint.validated,
      conkey: ([constraint]) => list(columnsOfConstraint(constraint)),
      conindid: unknown,
      confdeltype: unknown,
      confupdtype: unknown,
    },
    'conrelid',
  ),
  pg_inherits: relation('table', 'inhrelid', heirs, {
    inhrelid: ([child]) => oid(child),
    inhparent: ([, parent]) => oid(parent),
  }),
  pg_type: relation('type', 'typname', types, {
    oid: ({ id }) => oid(id),
    typname: ({ name }) => name,
    typnamespace: ({ namespace }) => oid(namespace),
    typtype: ({ typtype }) => typtype,
    typrelid: ({ id, relation: isRelation }) => (isRelation ? oid(id) : 0),
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
    members((owner) => (isView(owner) ? [] : owner.policies)),
    { schemaname: ownerSchema, tablename: ownerName, policyname: memberName, cmd: unknown, roles: unknown },
    'tablename',
  ),
  pg_policy: relation(
    'policy',
    'polname',
    members((owner) => (isView(owner) ? [] : owner.policies)),
    { polname: memberName, polrelid: ([, owner]) => oid(owner.id), polcmd: ([{ command }]) => command },
    'polrelid',
  ),
  pg_extension: relation('extension', 'extname', (schema) => [...schema.extensions.values()], {
    extname: ({ name }) => name,
    extnamespace: ({ namespace }) => oid(namespace),
    extversion: unknown,
  }),
};

function keyColumns(index: Index): Value {
  return list(index.keys.map(({ column }) => column ?? 0));
}

function heirs(schema: Schema): readonly (readonly [child: number, parent: number])[] {
  return tables(schema).flatMap((table) =>
    (table.partitionOf === undefined ? table.inherits : [table.partitionOf]).map((parent) => [table.id, parent] as const),
  );
}

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

const INFORMATION_SCHEMA: Readonly<Record<string, CatalogRelation>> = {
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
      udt_name: unknown,
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

/** The catalog that FROM names; undefined for tables of users and for catalogs of which nothing is known. */
export function catalogRelation(name: string, inSchema: string | undefined): CatalogRelation | undefined {
  if (inSchema === 'information_schema') return INFORMATION_SCHEMA[name];
  return inSchema === undefined || inSchema === 'pg_catalog' ? PG[name] : undefined;
}
