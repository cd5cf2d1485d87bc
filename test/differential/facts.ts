import { type Catalog, catalog } from '../../server/src/schema/catalog';
import type { Schema } from '../../server/src/schema/model/schema';
import { listTables, listViews, namespaceName, typeText } from '../../server/src/schema/queries';

type Json = Readonly<Record<string, unknown>>;

/**
 * A catalog as lines, one fact each, so that two catalogs can be compared and their differences read. Defaults, predicates and index
 * expressions count only as present, because PostgreSQL prints them in its own way.
 */
export function facts(catalog: Catalog): readonly string[] {
  const of = (facet: string): readonly Json[] => (catalog[facet] ?? []) as readonly Json[];
  return [
    ...of('schemas').map((one) => `schema ${one.name}`),
    ...of('extensions').map((one) => `extension ${one.name} in ${one.schema}`),
    ...of('tables').flatMap(tableFacts),
    ...of('views').map((one) => `view ${one.schema}.${one.name} (${names(one.columns)})${comment(one)}`),
    ...of('materializedViews').flatMap((one) => [
      `materialized view ${one.schema}.${one.name} (${names(one.columns)})${comment(one)}`,
      ...indexFacts(`${one.schema}.${one.name}`, one),
    ]),
    ...of('viewColumns').map((one) => `view ${one.schema}.${one.view} column ${one.name} is of type ${one.type}`),
    ...of('sequences').map((one) => `sequence ${one.schema}.${one.name} owned by ${one.ownedBy}`),
    ...of('enums').map((one) => `enum ${one.schema}.${one.name} ${JSON.stringify(one.labels)}`),
    ...of('domains').map((one) => `domain ${one.schema}.${one.name} ${one.baseType}${flag(one, 'notNull')}`),
    ...of('compositeTypes').map(
      (one) =>
        `composite ${one.schema}.${one.name} (${(one.columns as Json[]).map((column) => `${column.name} ${column.type}`).join(', ')})`,
    ),
    ...of('functions').map(
      (one) =>
        `${one.kind} ${one.schema}.${one.name}(${(one.argTypes as string[]).join(', ')}) ${one.language}${flag(one, 'securityDefiner')}`,
    ),
    ...of('notNulls').map((one) => `not null ${one.schema}.${one.table} ${one.name} (${one.column})${flag(one, 'local')}`),
    ...of('triggers').map((one) => `trigger ${one.schema}.${one.table} ${one.name}`),
    ...of('policies').map((one) => `policy ${one.schema}.${one.table} ${one.name} ${one.command}${flag(one, 'permissive')}`),
  ].sort();
}

/** Facts of a model, which knows more than its catalog JSON shows. */
export function modelFacts(schema: Schema): readonly string[] {
  const notNulls = listTables(schema).flatMap((table) =>
    table.columns.flatMap(({ name: column, postgres }) => {
      const name = postgres?.notNullName;
      const local = postgres?.notNullInherited !== true;
      return name === undefined ? [] : { schema: namespaceName(schema, table), table: table.name, name, column, local };
    }),
  );
  const viewColumns = listViews(schema).flatMap((view) =>
    view.columns.map(({ name, type }) => ({
      schema: namespaceName(schema, view),
      view: view.name,
      name,
      type: type === undefined ? '?' : typeText(schema, type),
    })),
  );
  return facts({ ...catalog(schema), notNulls, viewColumns });
}

/** Facts that only one side holds: `-` the server, `+` the model. A type that the model declares unknown is no difference. */
export function difference(truth: readonly string[], model: readonly string[]): readonly string[] {
  const [inTruth, inModel] = [new Set(truth), new Set(model)];
  const isUntold = (fact: string): boolean => fact.includes(' is of type ') && inModel.has(untold(fact));
  return [
    ...truth.filter((fact) => !inModel.has(fact) && !isUntold(fact)).map((fact) => `- ${fact}`),
    ...model.filter((fact) => !inTruth.has(fact) && !fact.endsWith(UNTOLD)).map((fact) => `+ ${fact}`),
  ].sort((a, b) => (a.slice(2) < b.slice(2) ? -1 : 1));
}

const UNTOLD = ' is of type ?';

function untold(fact: string): string {
  return fact.slice(0, fact.lastIndexOf(' is of type ')) + UNTOLD;
}

/** Number of view columns whose type the model knows, and of those whose type it does not know. */
export function typesTold(model: readonly string[]): { readonly told: number; readonly untold: number } {
  const types = model.filter((fact) => fact.includes(' is of type '));
  const unknown = types.filter((fact) => fact.endsWith(UNTOLD)).length;
  return { told: types.length - unknown, untold: unknown };
}

function tableFacts(table: Json): readonly string[] {
  const name = `${table.schema}.${table.name}`;
  const list = (key: string): readonly Json[] => (table[key] ?? []) as readonly Json[];
  const inherits = table.inherits === null ? '' : ` inherits ${(table.inherits as string[]).join(', ')}`;
  const partition = table.partitionOf === null ? '' : ` partition of ${table.partitionOf}`;
  const primary = table.primaryKey as Json | null;
  return [
    `table ${name} is a ${table.kind}${flag(table, 'rowSecurity')}${partition}${inherits}${comment(table)}`,
    `table ${name} columns ${names(table.columns)}`,
    ...list('columns').map((column) => `table ${name} column ${columnFact(column)}`),
    ...(primary === null ? [] : [`table ${name} primary key ${primary.name} (${plain(primary.columns)})`]),
    ...list('uniqueConstraints').map((key) => `table ${name} unique ${key.name} (${plain(key.columns)})`),
    ...list('checks').map(
      (check) => `table ${name} check ${check.name} (${[...(check.columns as string[])].sort()})${flag(check, 'validated')}`,
    ),
    ...list('exclusions').map((exclusion) => `table ${name} exclusion ${exclusion.name}`),
    ...list('foreignKeys').map(
      (key) =>
        `table ${name} foreign key ${key.name} (${plain(key.columns)}) to ${key.refSchema}.${key.refTable} (${plain(key.refColumns)})` +
        ` delete ${key.onDelete} update ${key.onUpdate}${flag(key, 'deferrable')}${flag(key, 'initiallyDeferred')}${flag(key, 'validated')}`,
    ),
    ...indexFacts(name, table),
  ];
}

function columnFact(column: Json): string {
  const generated = column.generated as Json | null;
  return (
    `${column.name} ${column.type}${flag(column, 'notNull')}${column.default === null ? '' : ' default'}` +
    `${generated === null ? '' : ` generated ${generated.kind}`}${column.identity === null ? '' : ` identity ${column.identity}`}${comment(column)}`
  );
}

function indexFacts(owner: string, table: Json): readonly string[] {
  const columns = new Set((table.columns as Json[]).map((column) => String(column.name)));
  return ((table.indexes ?? []) as Json[]).map((index) => {
    const keys = (index.columns as string[]).map(bare).map((key) => (columns.has(key) ? key : '(expression)'));
    const include = (index.include as string[]).map(bare);
    return (
      `index ${index.name} on ${owner} ${index.method} (${keys.join(', ')})${include.length === 0 ? '' : ` include (${include.join(', ')})`}` +
      `${flag(index, 'unique')}${flag(index, 'primary')}${index.predicate === null ? '' : ' where'}${index.constraint === null ? '' : ` for ${index.constraint}`}`
    );
  });
}

function names(columns: unknown): string {
  return (columns as Json[]).map((column) => column.name).join(', ');
}

function plain(list: unknown): string {
  return (list as string[]).join(', ');
}

function flag(of: Json, key: string): string {
  return of[key] === true ? ` ${key}` : '';
}

function comment(of: Json): string {
  return typeof of.comment === 'string' ? ` comment ${JSON.stringify(of.comment)}` : '';
}

/** A key column without the quotes that the model prints around some names. */
function bare(key: string): string {
  return key.startsWith('"') && key.endsWith('"') ? key.slice(1, -1).replaceAll('""', '"') : key;
}
