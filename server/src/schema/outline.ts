import type { Constraint, ForeignKey } from './model/constraint';
import { postgresOf } from './model/postgresPart';
import type { Schema } from './model/schema';
import type { Sequence } from './model/sequence';
import type { Column, Table } from './model/table';
import type { Index } from './model/tableIndex';
import type { Type } from './model/type';
import type { View } from './model/view';
import { columnNames, compare, displayName, listRoutines, listTables, listViews, shortTypeText, sortNamed } from './queries';

/** The schema as a short, readable tree: each table with its columns, keys and indexes, then the other objects. Ends in a line feed. */
export function outlineOf(schema: Schema): string {
  const blocks = [
    ...listTables(schema).map((table) => block(tableHead(schema, table), tableLines(schema, table))),
    ...listViews(schema).map((view) => block(viewHead(schema, view), viewLines(schema, view))),
    ...sortNamed(schema, [...schema.types.values()]).flatMap((type) => typeBlock(schema, type)),
    ...summaries(schema),
  ];
  return blocks.length === 0 ? 'The schema is empty.\n' : blocks.join('\n');
}

function block(head: string, lines: readonly string[]): string {
  return `${[head, ...lines.map((line) => `  ${line}`.trimEnd())].join('\n')}\n`;
}

function tableHead(schema: Schema, table: Table): string {
  const { partitionOf, partitionBy, inherits, rowSecurity } = postgresOf(table);
  const parent = partitionOf === undefined ? undefined : schema.tables.get(partitionOf);
  const notes = [
    ...(table.kind === 'table' ? [] : [table.kind]),
    ...(partitionBy === undefined ? [] : [`by ${oneLine(partitionBy)}`]),
    ...(parent === undefined ? [] : [`partition of ${displayName(schema, parent)}`]),
    ...inherits.flatMap((id) => schema.tables.get(id) ?? []).map((other) => `inherits ${displayName(schema, other)}`),
    ...(rowSecurity ? ['row security'] : []),
  ];
  return `${displayName(schema, table)}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}${comment(table)}`;
}

function tableLines(schema: Schema, table: Table): readonly string[] {
  const sorted = <T extends { readonly name: string }>(objects: readonly T[]): readonly T[] =>
    [...objects].sort((a, b) => compare(a.name, b.name));
  return [
    ...columnLines(schema, table),
    ...KINDS.flatMap((kind) => sorted(table.constraints).filter((constraint) => constraint.kind === kind)).flatMap((constraint) =>
      constraintLine(schema, table, constraint),
    ),
    ...sorted(table.indexes).flatMap((index) => (index.constraint === undefined ? indexLine(schema, table, index) : [])),
    ...sorted(table.triggers).map(({ name, description }) => `trigger ${name}: ${oneLine(description)}`),
    ...sorted(postgresOf(table).policies).map(({ name }) => `policy ${name}`),
  ];
}

/** Constraints are listed in this order. */
const KINDS: readonly Constraint['kind'][] = ['primary key', 'unique', 'exclusion', 'check', 'foreign key'];

function columnLines(schema: Schema, table: Table): readonly string[] {
  const types = table.columns.map((column) => shortTypeText(schema, column.type));
  const nameWidth = Math.max(0, ...table.columns.map(({ name }) => name.length));
  const typeWidth = Math.min(30, Math.max(0, ...types.map((type) => type.length)));
  return table.columns.map(
    (column, i) =>
      `${column.name.padEnd(nameWidth)}  ${types[i]!.padEnd(typeWidth)}  ${columnNotes(schema, table, column)}${comment(column)}`,
  );
}

function columnNotes(schema: Schema, table: Table, column: Column): string {
  const targets = table.constraints.flatMap((constraint) =>
    constraint.kind === 'foreign key' && constraint.columns.length === 1 && constraint.columns[0] === column.number
      ? `→ ${targetText(schema, constraint)}`
      : [],
  );
  return [
    ...(column.notNull ? ['not null'] : []),
    ...(column.identity === undefined ? [] : ['identity']),
    ...(column.generated === undefined ? [] : [`= ${oneLine(column.generated.expression.text)}`]),
    ...(column.default === undefined ? [] : [`default ${oneLine(column.default.text)}`]),
    ...targets,
  ].join(', ');
}

/** The line of a constraint. A foreign key of one column has none: it is shown behind the column. */
function constraintLine(schema: Schema, table: Table, constraint: Constraint): readonly string[] {
  switch (constraint.kind) {
    case 'primary key':
      return [`primary key (${columnNames(table, constraint.columns).join(', ')})`];
    case 'unique':
      return [`unique ${constraint.name} (${columnNames(table, constraint.columns).join(', ')})`];
    case 'check':
      return [`check ${constraint.name}: ${oneLine(constraint.expression.text)}${notValid(constraint)}`];
    case 'exclusion':
      return [`exclude ${constraint.name}`];
    case 'foreign key':
      return constraint.columns.length === 1
        ? []
        : [`foreign key ${constraint.name} (${columnNames(table, constraint.columns).join(', ')}) → ${targetText(schema, constraint)}`];
  }
}

function targetText(schema: Schema, { target, onDelete, onUpdate, ...key }: ForeignKey): string {
  const table = target.kind === 'table' ? schema.tables.get(target.table) : undefined;
  const name = target.kind === 'unresolved' ? target.name : table === undefined ? '?' : displayName(schema, table);
  const columns = target.kind === 'unresolved' ? target.columns : table === undefined ? [] : columnNames(table, target.columns);
  const actions = [
    ...(onDelete === 'NO ACTION' ? [] : [`on delete ${onDelete.toLowerCase()}`]),
    ...(onUpdate === 'NO ACTION' ? [] : [`on update ${onUpdate.toLowerCase()}`]),
  ];
  return `${name} (${columns.join(', ')})${actions.map((action) => ` ${action}`).join('')}${notValid(key)}`;
}

function notValid({ validated }: { readonly validated: boolean }): string {
  return validated ? '' : ' (not valid)';
}

function indexLine({ engine }: Schema, owner: Table | View, index: Index): string {
  const name = (number: number): string => engine.print(owner.columns.find((column) => column.number === number)?.name ?? '?');
  const keys = index.keys.map(
    (key) => (key.column === undefined ? oneLine(key.expression.text) : name(key.column)) + (key.descending ? ' desc' : ''),
  );
  const include = index.include.length === 0 ? '' : ` include (${index.include.map(name).join(', ')})`;
  const method = index.method === engine.indexMethod ? '' : ` using ${index.method}`;
  const where = index.predicate === undefined ? '' : ` where ${oneLine(index.predicate.text)}`;
  return `${index.unique ? 'unique ' : ''}index ${index.name}${method} (${keys.join(', ')})${include}${where}`;
}

function viewHead(schema: Schema, view: View): string {
  return `${displayName(schema, view)} (${view.kind})${comment(view)}`;
}

function viewLines(schema: Schema, view: View): readonly string[] {
  const width = Math.max(0, ...view.columns.map(({ name }) => name.length));
  return [
    ...view.columns.map(({ name, type }) => (type === undefined ? name : `${name.padEnd(width)}  ${shortTypeText(schema, type)}`)),
    ...[...view.indexes].sort((a, b) => compare(a.name, b.name)).map((index) => indexLine(schema, view, index)),
  ];
}

function typeBlock(schema: Schema, type: Type): readonly string[] {
  const name = displayName(schema, type);
  switch (type.kind) {
    case 'enum':
      return [block(`${name} (enum)${comment(type)}`, [type.labels.join(', ')])];
    case 'domain':
      return [
        block(`${name} (domain)${comment(type)}`, [
          `${shortTypeText(schema, type.baseType)}${type.notNull ? ', not null' : ''}`,
          ...type.checks.map((check) => `check ${check.name}: ${oneLine(check.expression.text)}`),
        ]),
      ];
    case 'composite':
      return [
        block(
          `${name} (composite type)${comment(type)}`,
          type.columns.map((column) => `${column.name}  ${shortTypeText(schema, column.type)}`),
        ),
      ];
    case 'other':
      return type.extension === undefined ? [block(`${name} (type)${comment(type)}`, [])] : [];
  }
}

/** The objects of which only the names are listed: extensions, functions, and sequences without an owner. */
function summaries(schema: Schema): readonly string[] {
  const free = (sequence: Sequence): boolean => !sequence.temporary && sequence.ownedBy === undefined;
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['Extensions', [...schema.extensions.values()].map(({ name }) => name).sort(compare)],
    ['Sequences', sortNamed(schema, [...schema.sequences.values()].filter(free)).map((sequence) => displayName(schema, sequence))],
    [
      'Functions',
      listRoutines(schema)
        .map((routine) => `${displayName(schema, routine)}(${routine.argumentTypes.map((type) => shortTypeText(schema, type)).join(', ')})`)
        .sort(compare),
    ],
  ];
  return lists.flatMap(([title, names]) => (names.length === 0 ? [] : [block(title, names)]));
}

function comment({ comment: text }: { readonly comment?: string }): string {
  return text === undefined ? '' : `  -- ${oneLine(text)}`;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
