import type { Constraint } from './model/constraint';
import { postgresOf } from './model/postgresPart';
import type { Schema } from './model/schema';
import type { Column, Table } from './model/table';
import type { Index } from './model/tableIndex';
import type { View } from './model/view';
import {
  columnNames,
  compare,
  listNamespaces,
  listRoutines,
  listTables,
  listViews,
  namespaceName,
  primaryKey,
  sortNamed,
  typeText,
} from './queries';

/** The schema as plain JSON: schemas, tables, views, types, routines and their parts, sorted, without ids and places. */
export type Catalog = { readonly [facet: string]: readonly object[] };

export function catalog(schema: Schema): Catalog {
  const named = (object: { readonly namespace: number; readonly name: string }) => ({
    schema: namespaceName(schema, object),
    name: object.name,
  });
  const tables = listTables(schema);
  const types = sortNamed(
    schema,
    [...schema.types.values()].filter((type) => !(type.kind === 'other' && type.extension !== undefined)),
  );
  return {
    schemas: listNamespaces(schema).map(({ name }) => ({ name })),
    extensions: [...schema.extensions.values()]
      .map((extension) => ({ name: extension.name, schema: namespaceName(schema, extension) }))
      .sort((a, b) => compare(a.name, b.name)),
    tables: tables.map((table) => catalogTable(schema, table)),
    views: listViews(schema)
      .filter((view) => view.kind === 'view')
      .map((view) => catalogView(schema, view)),
    materializedViews: listViews(schema)
      .filter((view) => view.kind === 'materialized view')
      .map((view) => ({ ...catalogView(schema, view), indexes: catalogIndexes(schema, view, []) })),
    sequences: sortNamed(
      schema,
      [...schema.sequences.values()].filter((sequence) => !sequence.temporary),
    ).map((sequence) => ({ ...named(sequence), ownedBy: ownerName(schema, sequence.ownedBy) })),
    enums: types.filter((type) => type.kind === 'enum').map((type) => ({ ...named(type), labels: type.labels })),
    domains: types
      .filter((type) => type.kind === 'domain')
      .map((type) => ({ ...named(type), baseType: typeText(schema, type.baseType), notNull: type.notNull })),
    compositeTypes: types
      .filter((type) => type.kind === 'composite')
      .map((type) => ({
        ...named(type),
        columns: type.columns.map((column) => ({ name: column.name, type: typeText(schema, column.type) })),
      })),
    functions: catalogRoutines(schema),
    triggers: [...tables, ...listViews(schema)].flatMap((table) =>
      sorted(table.triggers).map((trigger) => ({ schema: namespaceName(schema, table), table: table.name, name: trigger.name })),
    ),
    policies: tables.flatMap((table) =>
      sorted(postgresOf(table).policies).map(({ name, command, permissive }) => ({
        schema: namespaceName(schema, table),
        table: table.name,
        name,
        command,
        permissive,
      })),
    ),
  };
}

function sorted<T extends { readonly name: string }>(objects: readonly T[]): readonly T[] {
  return [...objects].sort((a, b) => compare(a.name, b.name));
}

function catalogTable(schema: Schema, table: Table): object {
  const qualified = (id: number): string | null => {
    const other = schema.tables.get(id);
    return other === undefined ? null : `${namespaceName(schema, other)}.${other.name}`;
  };
  const primary = primaryKey(table);
  const { rowSecurity, partitionOf, inherits } = postgresOf(table);
  return {
    schema: namespaceName(schema, table),
    name: table.name,
    kind: table.kind,
    comment: table.comment ?? null,
    rowSecurity,
    partitionOf: partitionOf === undefined ? null : qualified(partitionOf),
    inherits: inherits.length === 0 ? null : inherits.map(qualified),
    columns: table.columns.map((column) => catalogColumn(schema, column)),
    primaryKey: primary === undefined ? null : { name: primary.name, columns: columnNames(table, primary.columns) },
    uniqueConstraints: sorted(table.constraints.filter((constraint) => constraint.kind === 'unique')).map((constraint) => ({
      name: constraint.name,
      columns: columnNames(table, constraint.columns),
    })),
    checks: sorted(table.constraints.filter((constraint) => constraint.kind === 'check')).map((check) => ({
      name: check.name,
      columns: columnNames(table, check.columns),
      validated: check.validated,
    })),
    exclusions: sorted(table.constraints.filter((constraint) => constraint.kind === 'exclusion')).map(({ name }) => ({ name })),
    foreignKeys: sorted(table.constraints.filter((constraint) => constraint.kind === 'foreign key')).map((key) =>
      catalogForeignKey(schema, table, key),
    ),
    indexes: catalogIndexes(schema, table, table.constraints),
  };
}

function catalogColumn(schema: Schema, column: Column): object {
  return {
    name: column.name,
    type: typeText(schema, column.type),
    notNull: column.notNull,
    default: column.default?.text ?? null,
    generated: column.generated === undefined ? null : { kind: column.generated.kind },
    identity: column.identity ?? null,
    comment: column.comment ?? null,
  };
}

function catalogForeignKey(schema: Schema, table: Table, key: Extract<Constraint, { kind: 'foreign key' }>): object {
  const { target } = key;
  const referenced = target.kind === 'table' ? schema.tables.get(target.table) : undefined;
  return {
    name: key.name,
    columns: columnNames(table, key.columns),
    refSchema:
      referenced === undefined
        ? target.kind === 'unresolved'
          ? (target.schema ?? schema.engine.defaultSchema)
          : null
        : namespaceName(schema, referenced),
    refTable: referenced?.name ?? (target.kind === 'unresolved' ? target.name : null),
    refColumns: target.kind === 'unresolved' ? target.columns : referenced === undefined ? [] : columnNames(referenced, target.columns),
    onDelete: key.onDelete,
    onUpdate: key.onUpdate,
    deferrable: key.deferrable,
    initiallyDeferred: key.initiallyDeferred,
    validated: key.validated,
  };
}

function catalogIndexes({ engine }: Schema, owner: Table | View, constraints: readonly Constraint[]): readonly object[] {
  const nameOf = (number: number): string => engine.print(owner.columns.find((column) => column.number === number)?.name ?? '');
  return sorted(owner.indexes).map((index: Index) => ({
    name: index.name,
    columns: index.keys.map((key) => (key.column === undefined ? key.expression.text : nameOf(key.column))),
    include: index.include.map(nameOf),
    unique: index.unique,
    primary: index.primary,
    method: index.method,
    predicate: index.predicate?.text ?? null,
    constraint: constraints.find((constraint) => constraint.id === index.constraint)?.name ?? null,
  }));
}

function catalogView(schema: Schema, view: View): object {
  return {
    schema: namespaceName(schema, view),
    name: view.name,
    comment: view.comment ?? null,
    columns: view.columns.map(({ name }) => ({ name })),
  };
}

function catalogRoutines(schema: Schema): readonly object[] {
  return listRoutines(schema)
    .map((routine) => ({
      schema: namespaceName(schema, routine),
      name: routine.name,
      kind: routine.kind,
      argTypes: routine.argumentTypes.map((type) => typeText(schema, type)),
      language: routine.language,
      securityDefiner: routine.securityDefiner,
    }))
    .sort((a, b) => compare(a.schema, b.schema) || compare(a.name, b.name) || compare(a.argTypes.join(), b.argTypes.join()));
}

function ownerName(schema: Schema, owner: { readonly table: number; readonly column: number } | undefined): string | null {
  const table = owner === undefined ? undefined : schema.tables.get(owner.table);
  return table === undefined || owner === undefined ? null : `${table.name}.${columnNames(table, [owner.column])[0] ?? ''}`;
}
