import type { Name, ObjectKind, QualifiedName } from '../../sql/change';
import { takeId } from '../edit';
import type { ObjectId } from '../model/object';
import { nameKey, type Schema } from '../model/schema';
import type { Column, Table } from '../model/table';
import type { Composite } from '../model/type';
import type { View } from '../model/view';
import { columnByName, findNamespace, findRelation, searched } from '../queries';
import { type Context, isUnsure } from './context';
import { gapKind } from './gapKind';

/** The namespace that a new object goes to. One that nobody made is taken for granted, so that the object is not lost. */
export function creationNamespace(schema: Schema, name: QualifiedName, temporary = false): readonly [Schema, ObjectId] {
  const { temporarySchema, defaultSchema } = schema.engine;
  if (temporary) return [schema, findNamespace(schema, temporarySchema)!.id];
  const wanted = name.schema?.text;
  const found =
    wanted === undefined ? searched(schema).find((namespace) => namespace.name !== temporarySchema) : findNamespace(schema, wanted);
  if (found !== undefined) return [schema, found.id];
  const [next, id] = takeId(schema);
  return [{ ...next, namespaces: next.namespaces.set(id, { id, name: wanted ?? defaultSchema }) }, id];
}

/** The table that a change speaks of. Reports an unknown one, unless the statement or a gap in the model allows for it. */
export function targetTable(schema: Schema, name: QualifiedName, context: Context, ifExists = false): Table | undefined {
  const ref =
    name.made !== undefined
      ? schema.relationNames.get(nameKey(creationNamespace(schema, name, name.made === 'temporary')[1], name.name.text))
      : findRelation(schema, name.name.text, name.schema?.text);
  if (ref?.kind === 'table') return schema.tables.get(ref.id);
  if (ref === undefined && !ifExists) reportUnknownTable(schema, name, context);
  return undefined;
}

export function targetView(schema: Schema, name: QualifiedName): View | undefined {
  const ref = findRelation(schema, name.name.text, name.schema?.text);
  return ref?.kind === 'view' ? schema.views.get(ref.id) : undefined;
}

/** The composite type that ALTER TYPE speaks of; its attributes are altered as the columns of a table are. */
export function targetComposite(schema: Schema, name: QualifiedName): Composite | undefined {
  const ref = findRelation(schema, name.name.text, name.schema?.text);
  const type = ref?.kind === 'composite' ? schema.types.get(ref.id) : undefined;
  return type?.kind === 'composite' ? type : undefined;
}

export function reportUnknownTable(schema: Schema, name: QualifiedName, context: Context): void {
  if (isUnsure(schema, name.name.text, 'table') || isForeignTerritory(schema, name) || BOOKKEEPING.has(name.name.text)) return;
  context.report({
    kind: 'unknown-table',
    span: name.name.span,
    name: name.name.text,
    ...(name.schema === undefined ? {} : { schema: name.schema.text }),
  });
}

/** What a change speaks of and is not there, unless a gap in the model or a schema that is not known allows for it. Servers come with extensions. */
export function reportUnknownObject(schema: Schema, objectKind: ObjectKind, name: QualifiedName, context: Context): void {
  if (objectKind === 'extension' || isUnsure(schema, name.name.text, gapKind(objectKind)) || isForeignTerritory(schema, name)) return;
  context.report({ kind: 'unknown-object', span: name.name.span, objectKind, name: name.name.text });
}

/** Tables in which the tools note what they have run: they make them themselves, before the first migration. */
const BOOKKEEPING: ReadonlySet<string> = new Set(
  `schema_migrations schema_migration goose_db_version flyway_schema_history schema_version _sqlx_migrations __diesel_schema_migrations
  _prisma_migrations __drizzle_migrations gorp_migrations pgmigrations refinery_schema_history migrations bun_migrations bun_migration_locks
  knex_migrations knex_migrations_lock databasechangelog databasechangeloglock atlas_schema_revisions alembic_version django_migrations
  ar_internal_metadata migration_lock`.split(/\s+/),
);

/** System catalogs, and schemas that no migration made (Supabase's `auth`, an extension's own): nothing is known of them. */
export function isForeignTerritory(schema: Schema, name: QualifiedName): boolean {
  if (name.schema === undefined) return schema.engine.isSystemSchema(name.name.text);
  const namespace = findNamespace(schema, name.schema.text);
  return namespace === undefined || (namespace.created === undefined && namespace.name !== schema.engine.defaultSchema);
}

export function targetColumn(schema: Schema, table: Table, name: Name, context: Context, ifExists = false): Column | undefined {
  const column = columnByName(table, name.text);
  if (column === undefined && !ifExists) reportUnknownColumn(schema, table, name, context);
  return column;
}

export function reportUnknownColumn(schema: Schema, table: Table | View, name: Name, context: Context): void {
  if (isUnsure(schema, name.text, 'column') || isUnsure(schema, table.name, 'column') || SYSTEM_COLUMNS.has(name.text)) return;
  context.report({
    kind: 'unknown-column',
    span: name.span,
    table: table.name,
    name: name.text,
    candidates: table.columns.map((column) => column.name),
  });
}

/** Columns that every table has (manual, 5.6). */
const SYSTEM_COLUMNS: ReadonlySet<string> = new Set(['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid']);

/** Numbers of columns; unknown ones are reported and left out. */
export function columnNumbers(schema: Schema, table: Table, names: readonly Name[], context: Context): readonly number[] {
  return names.flatMap((name) => targetColumn(schema, table, name, context)?.number ?? []);
}

/** Numbers of the columns that an expression names; what is no column of the table (functions, `value`) is left out. */
export function mentionedColumns(
  table: { readonly columns: readonly { readonly name: string; readonly number: number }[] },
  names: readonly string[],
): readonly number[] {
  return names.flatMap((name) => table.columns.find((column) => column.name === name)?.number ?? []);
}

/** Relations that bring a row type of their own name, which no other type may have. */
const ROW_TYPED: ReadonlySet<string> = new Set(['table', 'view', 'materialized view', 'foreign table']);

function isTypeTaken(schema: Schema, key: string, name: QualifiedName, context: Context): boolean {
  const type = schema.types.get(schema.typeNames.get(key) ?? -1);
  if (type === undefined) return false;
  if (!isUnsure(schema, type.name, 'type'))
    context.report({ kind: 'duplicate-object', span: name.name.span, objectKind: 'type', name: type.name, existing: type.created });
  context.skip();
  return true;
}

/** Reports a name that is taken already; true when it is. */
export function isTaken(
  schema: Schema,
  name: QualifiedName,
  namespace: ObjectId,
  objectKind: string,
  ifNotExists: boolean,
  context: Context,
): boolean {
  const key = nameKey(namespace, name.name.text);
  const ref = schema.relationNames.get(key);
  if (ref === undefined) return ROW_TYPED.has(objectKind) && isTypeTaken(schema, key, name, context);
  const owner = ref.kind === 'index' ? (schema.tables.get(ref.owner) ?? schema.views.get(ref.owner)) : undefined;
  const existing =
    owner?.indexes.find((index) => index.id === ref.id) ??
    schema.tables.get(ref.id) ??
    schema.views.get(ref.id) ??
    schema.sequences.get(ref.id) ??
    schema.types.get(ref.id);
  if (existing !== undefined && !ifNotExists && !isUnsure(schema, name.name.text, objectKind === 'index' ? 'index' : 'table')) {
    context.report({
      kind: objectKind === 'index' ? 'duplicate-object' : 'duplicate-table',
      span: name.name.span,
      name: name.name.text,
      objectKind,
      existing: existing.created,
    });
  }
  context.skip();
  return true;
}
