import type { Constraint, ForeignKey } from '../model/constraint';
import type { Expression } from '../model/expression';
import type { ObjectId } from '../model/object';
import type { Schema } from '../model/schema';
import type { Column, Table } from '../model/table';
import type { Index } from '../model/tableIndex';
import { isView, type View } from '../model/view';
import { columnNames, namespaceName, shortTypeText } from '../queries';
import type { SketchOf } from './sketch';

/** The SQL that engines share. Parts of a table are asked of the engine, which may write them in its own way. */
export const commonSketch: SketchOf<Schema> = {
  table: (schema, table) => sketchTable(schema, table, table.temporary ? 'TEMPORARY TABLE' : 'TABLE', ''),
  column: sketchColumn,
  constraint: sketchConstraint,
  index: sketchIndex,
  type: (schema, type) => `CREATE TYPE ${printedName(schema, type)};`,
  view: sketchView,
};

/** Longer output is cut. */
const MAX_LINES = 40;

/**
 * The columns and constraints of a table, and its indexes; both parts are cut.
 *
 * @param kind the words between CREATE and the name
 * @param options the clauses behind the parenthesis, each with a blank in front
 */
export function sketchTable(schema: Schema, table: Table, kind: string, options: string): string {
  const { sketch } = schema.engine;
  const columns = table.columns.map((column) => sketch.column(schema, column));
  const constraints = table.constraints.map((constraint) => sketch.constraint(schema, table, constraint));
  const elements = clip([...columns, ...constraints].map((line, i, all) => (i + 1 < all.length ? `${line},` : line)));
  const indexes = table.indexes.filter(({ constraint }) => constraint === undefined).map((index) => sketch.index(schema, table, index));
  const body = elements.length === 0 ? '()' : `(\n${elements.map((line) => `  ${line}`).join('\n')}\n)`;
  return [`CREATE ${kind} ${printedName(schema, table)} ${body}${options};`, ...clip(indexes)].join('\n');
}

function sketchColumn(schema: Schema, column: Column): string {
  const { generated } = column;
  return [
    schema.engine.print(column.name),
    shortTypeText(schema, column.type),
    ...(column.notNull ? ['NOT NULL'] : []),
    ...(column.default === undefined ? [] : [`DEFAULT ${column.default.text}`]),
    ...(generated === undefined ? [] : [`GENERATED ALWAYS AS ${inParentheses(generated.expression)} ${generated.kind.toUpperCase()}`]),
  ].join(' ');
}

function sketchConstraint(schema: Schema, table: Table, constraint: Constraint): string {
  return `CONSTRAINT ${schema.engine.print(constraint.name)} ${constraintBody(schema, table, constraint)}`;
}

function constraintBody(schema: Schema, table: Table, constraint: Constraint): string {
  switch (constraint.kind) {
    case 'primary key':
      return `PRIMARY KEY (${printedList(schema, columnNames(table, constraint.columns))})`;
    case 'unique':
      return `UNIQUE (${printedList(schema, columnNames(table, constraint.columns))})`;
    case 'check':
      return `CHECK ${inParentheses(constraint.expression)}`;
    case 'foreign key':
      return foreignKeyBody(schema, table, constraint);
    case 'exclusion':
      return 'EXCLUDE';
  }
}

function foreignKeyBody(schema: Schema, table: Table, { columns, target, onDelete, onUpdate }: ForeignKey): string {
  const referenced = target.kind === 'table' ? schema.tables.get(target.table) : undefined;
  const name =
    referenced !== undefined ? printedName(schema, referenced) : target.kind === 'unresolved' ? schema.engine.print(target.name) : '?';
  const referencedColumns =
    target.kind === 'unresolved' ? target.columns : referenced === undefined ? [] : columnNames(referenced, target.columns);
  return [
    `FOREIGN KEY (${printedList(schema, columnNames(table, columns))}) REFERENCES ${name}`,
    ...(referencedColumns.length === 0 ? [] : [`(${printedList(schema, referencedColumns)})`]),
    ...(onDelete === 'NO ACTION' ? [] : [`ON DELETE ${onDelete}`]),
    ...(onUpdate === 'NO ACTION' ? [] : [`ON UPDATE ${onUpdate}`]),
  ].join(' ');
}

/** Without the method when it is the engine's default. */
function sketchIndex(schema: Schema, owner: Table | View, index: Index): string {
  const method = index.method === schema.engine.indexMethod ? '' : ` USING ${index.method}`;
  const include = namesOf(owner, index.include);
  return [
    `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${schema.engine.print(index.name)} ON ${printedName(schema, owner)}${method} ${sketchKeys(schema, owner, index)}`,
    ...(include.length === 0 ? [] : [`INCLUDE (${printedList(schema, include)})`]),
    ...(index.predicate === undefined ? [] : [`WHERE ${index.predicate.text}`]),
  ]
    .join(' ')
    .concat(';');
}

/** The keys of an index, in parentheses. */
export function sketchKeys(schema: Schema, owner: Table | View, index: Index): string {
  const keys = index.keys.map((key) => {
    const what = key.column === undefined ? key.expression.text : printedList(schema, namesOf(owner, [key.column]));
    return `${what}${key.operatorClass === undefined ? '' : ` ${key.operatorClass}`}${key.descending ? ' DESC' : ''}`;
  });
  return `(${keys.join(', ')})`;
}

function namesOf(owner: Table | View, numbers: readonly number[]): readonly string[] {
  if (!isView(owner)) return columnNames(owner, numbers);
  return numbers.flatMap((number) => owner.columns.find((column) => column.number === number)?.name ?? []);
}

/** The query is cut. */
function sketchView(schema: Schema, view: View): string {
  const query = clip(view.definition.split(/\r?\n/)).join('\n');
  return `CREATE ${view.kind.toUpperCase()} ${printedName(schema, view)} AS\n${query};`;
}

/** Name of an object, quoted where necessary, without the default schema. */
export function printedName(schema: Schema, object: { readonly namespace: ObjectId; readonly name: string }): string {
  const { engine } = schema;
  const namespace = namespaceName(schema, object);
  return namespace === engine.defaultSchema ? engine.print(object.name) : `${engine.print(namespace)}.${engine.print(object.name)}`;
}

function inParentheses({ text }: Expression): string {
  return `(${text})`;
}

function printedList({ engine }: Schema, names: readonly string[]): string {
  return names.map((name) => engine.print(name)).join(', ');
}

function clip(lines: readonly string[]): readonly string[] {
  return lines.length <= MAX_LINES ? lines : [...lines.slice(0, MAX_LINES), `-- ${lines.length - MAX_LINES} more`];
}
