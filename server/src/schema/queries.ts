import type { Constraint, ForeignKey, PrimaryKey } from './model/constraint';
import type { ObjectId } from './model/object';
import type { Routine } from './model/routine';
import { type Namespace, nameKey, type RelationRef, type Schema } from './model/schema';
import type { Column, Table } from './model/table';
import type { Index } from './model/tableIndex';
import type { TypeUse } from './model/type';
import type { View } from './model/view';

/*
 * Questions about a schema that rules, diagrams, documents and language features share.
 */

/** The permanent tables, sorted by schema name, then name. */
export function listTables(schema: Schema): readonly Table[] {
  return sortNamed(
    schema,
    [...schema.tables.values()].filter((table) => !table.temporary),
  );
}

export function listViews(schema: Schema): readonly View[] {
  return sortNamed(
    schema,
    [...schema.views.values()].filter((view) => !view.temporary),
  );
}

/** The permanent functions, procedures and aggregates. */
export function listRoutines(schema: Schema): readonly Routine[] {
  return sortNamed(
    schema,
    [...schema.routines.values()].filter((routine) => namespaceName(schema, routine) !== schema.engine.temporarySchema),
  );
}

/** The schemas that migrations make, and the default one, sorted by name. */
export function listNamespaces({ namespaces, engine }: Schema): readonly Namespace[] {
  return [...namespaces.values()]
    .filter(({ name }) => name !== engine.temporarySchema && !engine.isSystemSchema(name))
    .sort((a, b) => compare(a.name, b.name));
}

/** Objects sorted by schema name, then name, in the order of UTF-16 code units; overloads in the order of their creation. */
export function sortNamed<T extends { readonly id: ObjectId; readonly namespace: ObjectId; readonly name: string }>(
  schema: Schema,
  objects: readonly T[],
): readonly T[] {
  return [...objects].sort((a, b) => compare(namespaceName(schema, a), namespaceName(schema, b)) || compare(a.name, b.name) || a.id - b.id);
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function namespaceName(schema: Schema, object: { readonly namespace: ObjectId }): string {
  return schema.namespaces.get(object.namespace)?.name ?? schema.engine.defaultSchema;
}

/** `orders`, or `billing.orders` when the table is not in the engine's default schema. */
export function displayName(schema: Schema, object: { readonly namespace: ObjectId; readonly name: string }): string {
  const namespace = namespaceName(schema, object);
  return namespace === schema.engine.defaultSchema ? object.name : `${namespace}.${object.name}`;
}

export function findNamespace(schema: Schema, name: string): Namespace | undefined {
  return schema.namespaces.find((namespace) => namespace.name === name);
}

/** The table, view, sequence, index or composite type of a name, in a schema or along the search path. */
export function findRelation(schema: Schema, name: string, inSchema?: string): RelationRef | undefined {
  for (const namespace of searched(schema, inSchema)) {
    const ref = schema.relationNames.get(nameKey(namespace.id, name));
    if (ref !== undefined) return ref;
  }
  return undefined;
}

/** The namespaces that a name is looked up in, in order. Temporary objects come first unless the path says where (PostgreSQL's manual, 19.11.1). */
export function searched(schema: Schema, inSchema?: string): readonly Namespace[] {
  if (inSchema !== undefined) return [findNamespace(schema, inSchema) ?? []].flat();
  const known = defaultSearch.get(schema.namespaces);
  if (known !== undefined && known.path === schema.searchPath) return known.namespaces;
  const { temporarySchema } = schema.engine;
  const path = schema.searchPath.includes(temporarySchema) ? schema.searchPath : [temporarySchema, ...schema.searchPath];
  const namespaces = path.flatMap((name) => findNamespace(schema, name) ?? []);
  defaultSearch.set(schema.namespaces, { path: schema.searchPath, namespaces });
  return namespaces;
}

/** Remembered, because nearly all names are looked up along the same path. */
const defaultSearch = new WeakMap<Schema['namespaces'], { readonly path: readonly string[]; readonly namespaces: readonly Namespace[] }>();

/** The table of a name, in a schema or along the search path. */
export function findTable(schema: Schema, name: string, inSchema?: string): Table | undefined {
  const ref = findRelation(schema, name, inSchema);
  return ref?.kind === 'table' ? schema.tables.get(ref.id) : undefined;
}

export function columnByName(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}

export function columnByNumber(table: Table, number: number): Column | undefined {
  return table.columns.find((column) => column.number === number);
}

/** Names in the order of the numbers given; a number that no longer exists is left out. */
export function columnNames(table: Table, numbers: readonly number[]): readonly string[] {
  return numbers.flatMap((number) => columnByNumber(table, number)?.name ?? []);
}

export function foreignKeys(table: Table): readonly ForeignKey[] {
  return table.constraints.filter(isForeignKey);
}

export function primaryKey(table: Table): PrimaryKey | undefined {
  return table.constraints.find((constraint) => constraint.kind === 'primary key');
}

function isForeignKey(constraint: Constraint): constraint is ForeignKey {
  return constraint.kind === 'foreign key';
}

/** Foreign keys of any table that point at this one, the tables in the order of listTables. */
export function referencesTo(schema: Schema, table: ObjectId): readonly { readonly table: Table; readonly foreignKey: ForeignKey }[] {
  return listTables(schema).flatMap((from) =>
    foreignKeys(from)
      .filter((foreignKey) => foreignKey.target.kind === 'table' && foreignKey.target.table === table)
      .map((foreignKey) => ({ table: from, foreignKey })),
  );
}

/** The types of a routine's arguments and results. */
export function typesOfRoutine({ argumentTypes, outputTypes = [], returns }: Routine): readonly TypeUse[] {
  return [...argumentTypes, ...outputTypes, ...(returns === undefined ? [] : [returns])];
}

/** A type as the server prints it with an empty search path (format_type in PostgreSQL): `numeric(10,2)[]`, `public.status`. */
export function typeText(schema: Schema, type: TypeUse): string {
  const brackets = type.array ? '[]' : '';
  if (type.kind !== 'object') return type.text + brackets;
  const object = schema.types.get(type.id) ?? schema.tables.get(type.id) ?? schema.views.get(type.id);
  return object === undefined
    ? `unknown${brackets}`
    : `${schema.engine.print(namespaceName(schema, object))}.${schema.engine.print(object.name)}${type.text}${brackets}`;
}

/** A type for display, without the name of the default schema. */
export function shortTypeText(schema: Schema, type: TypeUse): string {
  const text = typeText(schema, type);
  const prefix = `${schema.engine.print(schema.engine.defaultSchema)}.`;
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

/** True when the foreign key's columns are, in any order, the first columns of an index that can find every row that has them set. */
export function isCovered(table: Table, columns: readonly number[]): boolean {
  return table.indexes.some((index) => indexLeadsWith(index, columns));
}

function indexLeadsWith(index: Index, columns: readonly number[]): boolean {
  if (index.keys.length < columns.length) return false;
  const { predicate } = index;
  if (predicate !== undefined && !(isNotNullPredicate(predicate.text) && predicate.columns.every((column) => columns.includes(column))))
    return false;
  const leading = index.keys.slice(0, columns.length).map((key) => key.column);
  return columns.every((column) => leading.includes(column));
}

/**
 * True of `x IS NOT NULL` for one column. A lookup by a foreign key never asks for NULL, so such an index holds every row that it needs if
 * x is one of its columns.
 */
function isNotNullPredicate(text: string): boolean {
  return /^\(*\s*"?[\w$]+"?\s+is\s+not\s+null\s*\)*$/i.test(text.trim());
}

/** A table and, parents first, everything that inherits from it or is a partition of it. */
export function withDescendants(schema: Schema, root: ObjectId): readonly ObjectId[] {
  const found = [root];
  for (const parent of found) {
    for (const child of schema.children.get(parent) ?? []) if (!found.includes(child)) found.push(child);
  }
  return found;
}
