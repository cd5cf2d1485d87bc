import type { Constraint, ForeignKey } from '../schema/model/constraint';
import type { Expression } from '../schema/model/expression';
import { postgresOf } from '../schema/model/postgresPart';
import type { Schema } from '../schema/model/schema';
import type { Column, Table } from '../schema/model/table';
import type { Index } from '../schema/model/tableIndex';
import type { Type } from '../schema/model/type';
import { isView, type View } from '../schema/model/view';
import { columnNames, type displayName, namespaceName, shortTypeText } from '../schema/queries';

/* Renders objects as SQL to be read at a glance: without the default schema and without clauses that state a default. */

/** Longer output is cut. */
const MAX_LINES = 40;

/** CREATE TABLE, followed by CREATE INDEX for each index that no constraint owns. Both parts are cut at MAX_LINES. */
export function tableSql(schema: Schema, table: Table): string {
  const columns = table.columns.map((column) => columnSql(schema, column));
  const constraints = table.constraints.map((constraint) => constraintSql(schema, table, constraint));
  const elements = clip([...columns, ...constraints].map((line, i, all) => (i + 1 < all.length ? `${line},` : line)));
  const { partitionBy } = postgresOf(table);
  const indexes = table.indexes.filter(({ constraint }) => constraint === undefined).map((index) => indexSql(schema, table, index));
  const body = elements.length === 0 ? '()' : `(\n${elements.map((line) => `  ${line}`).join('\n')}\n)`;
  const kind = table.kind === 'foreign table' ? 'FOREIGN TABLE' : table.temporary ? 'TEMPORARY TABLE' : 'TABLE';
  return [
    `CREATE ${kind} ${qualified(schema, table)} ${body}${partitionBy === undefined ? '' : ` PARTITION BY ${partitionBy}`};`,
    ...clip(indexes),
  ].join('\n');
}

/** Definition of a column as in CREATE TABLE. Of its constraints only NOT NULL is included. */
export function columnSql(schema: Schema, column: Column): string {
  const { generated, identity } = column;
  return [
    schema.engine.print(column.name),
    shortTypeText(schema, column.type),
    ...(column.notNull ? ['NOT NULL'] : []),
    ...(column.default === undefined ? [] : [`DEFAULT ${column.default.text}`]),
    ...(generated === undefined ? [] : [`GENERATED ALWAYS AS ${inParentheses(generated.expression)} ${generated.kind.toUpperCase()}`]),
    ...(identity === undefined ? [] : [`GENERATED ${identity.toUpperCase()} AS IDENTITY`]),
  ].join(' ');
}

/** Always includes the constraint's name, because ALTER TABLE … DROP CONSTRAINT needs it. */
export function constraintSql(schema: Schema, table: Table, constraint: Constraint): string {
  return `CONSTRAINT ${schema.engine.print(constraint.name)} ${constraintBody(schema, table, constraint)}`;
}

function constraintBody(schema: Schema, table: Table, constraint: Constraint): string {
  switch (constraint.kind) {
    case 'primary key':
      return `PRIMARY KEY (${list(schema, columnNames(table, constraint.columns))})`;
    case 'unique':
      return `UNIQUE (${list(schema, columnNames(table, constraint.columns))})`;
    case 'check':
      return `CHECK ${inParentheses(constraint.expression)}`;
    case 'foreign key':
      return foreignKeySql(schema, table, constraint);
    case 'exclusion': {
      const index = table.indexes.find(({ id }) => id === constraint.index);
      return index === undefined ? 'EXCLUDE' : `EXCLUDE USING ${index.method} ${keysSql(schema, table, index)}`;
    }
  }
}

function foreignKeySql(schema: Schema, table: Table, { columns, target, onDelete, onUpdate }: ForeignKey): string {
  const referenced = target.kind === 'table' ? schema.tables.get(target.table) : undefined;
  const name =
    referenced !== undefined ? qualified(schema, referenced) : target.kind === 'unresolved' ? schema.engine.print(target.name) : '?';
  const referencedColumns =
    target.kind === 'unresolved' ? target.columns : referenced === undefined ? [] : columnNames(referenced, target.columns);
  return [
    `FOREIGN KEY (${list(schema, columnNames(table, columns))}) REFERENCES ${name}`,
    ...(referencedColumns.length === 0 ? [] : [`(${list(schema, referencedColumns)})`]),
    ...(onDelete === 'NO ACTION' ? [] : [`ON DELETE ${onDelete}`]),
    ...(onUpdate === 'NO ACTION' ? [] : [`ON UPDATE ${onUpdate}`]),
  ].join(' ');
}

/** CREATE INDEX, without the method when it is the engine's default. */
export function indexSql(schema: Schema, owner: Table | View, index: Index): string {
  const method = index.method === schema.engine.indexMethod ? '' : ` USING ${index.method}`;
  const include = columnsOf(owner, index.include);
  return [
    `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${schema.engine.print(index.name)} ON ${qualified(schema, owner)}${method} ${keysSql(schema, owner, index)}`,
    ...(include.length === 0 ? [] : [`INCLUDE (${list(schema, include)})`]),
    ...(index.predicate === undefined ? [] : [`WHERE ${index.predicate.text}`]),
  ]
    .join(' ')
    .concat(';');
}

function keysSql(schema: Schema, owner: Table | View, index: Index): string {
  const keys = index.keys.map((key) => {
    const what = key.column === undefined ? key.expression.text : list(schema, columnsOf(owner, [key.column]));
    return `${what}${key.operatorClass === undefined ? '' : ` ${key.operatorClass}`}${key.descending ? ' DESC' : ''}`;
  });
  return `(${keys.join(', ')})`;
}

function columnsOf(owner: Table | View, numbers: readonly number[]): readonly string[] {
  if (!isView(owner)) return columnNames(owner, numbers);
  return numbers.flatMap((number) => owner.columns.find((column) => column.number === number)?.name ?? []);
}

/** CREATE TYPE or CREATE DOMAIN. Of a type that is known by name only, there is no more than the name. */
export function typeSql(schema: Schema, type: Type): string {
  const name = qualified(schema, type);
  switch (type.kind) {
    case 'enum':
      return `CREATE TYPE ${name} AS ENUM (${type.labels.map((label) => `'${label.replaceAll("'", "''")}'`).join(', ')});`;
    case 'domain': {
      const checks = type.checks.map((check) => ` CHECK ${inParentheses(check.expression)}`).join('');
      const fallback = type.default === undefined ? '' : ` DEFAULT ${type.default.text}`;
      return `CREATE DOMAIN ${name} AS ${shortTypeText(schema, type.baseType)}${type.notNull ? ' NOT NULL' : ''}${fallback}${checks};`;
    }
    case 'composite':
      return `CREATE TYPE ${name} AS (${type.columns.map((column) => `${schema.engine.print(column.name)} ${shortTypeText(schema, column.type)}`).join(', ')});`;
    case 'other':
      return `CREATE TYPE ${name};`;
  }
}

/** CREATE VIEW or CREATE MATERIALIZED VIEW. The query is cut at MAX_LINES. */
export function viewSql(schema: Schema, view: View): string {
  const query = clip(view.definition.split(/\r?\n/)).join('\n');
  return `CREATE ${view.kind.toUpperCase()} ${qualified(schema, view)} AS\n${query};`;
}

/** Name of an object, quoted where necessary, without the default schema. */
export function qualified(schema: Schema, object: Parameters<typeof displayName>[1]): string {
  const namespace = namespaceName(schema, object);
  return namespace === schema.engine.defaultSchema
    ? schema.engine.print(object.name)
    : `${schema.engine.print(namespace)}.${schema.engine.print(object.name)}`;
}

function inParentheses({ text }: Expression): string {
  return `(${text})`;
}

function list({ engine }: Schema, names: readonly string[]): string {
  return names.map((name) => engine.print(name)).join(', ');
}

function clip(lines: readonly string[]): readonly string[] {
  return lines.length <= MAX_LINES ? lines : [...lines.slice(0, MAX_LINES), `-- ${lines.length - MAX_LINES} more`];
}
