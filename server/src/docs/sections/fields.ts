import type { ForeignKey } from '../../schema/model/constraint';
import type { Schema } from '../../schema/model/schema';
import type { Column, Table } from '../../schema/model/table';
import { columnByNumber, foreignKeys, primaryKey, shortTypeText } from '../../schema/queries';
import { blocks, cellText, codeSpan, link, table as markdownTable } from '../markdown';
import { listOtherTypes } from '../outline';
import { type Page, reference } from '../page';

/** Columns of a table with type, constraints and comment; '' for a table without columns. */
export function fields(page: Page, table: Table): string {
  if (table.columns.length === 0) return '';
  const rows = table.columns.map((column) => [
    codeSpan(column.name),
    typeCell(page, column),
    constraints(page, table, column).join(', '),
    cellText(column.comment ?? ''),
  ]);
  return blocks('**Fields**', markdownTable(['Field', 'Type', 'Constraints', 'Description'], rows));
}

/** The type, linked to the section that describes it. */
function typeCell({ schema, outline }: Page, { type }: Column): string {
  const label = codeSpan(shortTypeText(schema, type));
  if (type.kind !== 'object') return label;
  const isListed = listOtherTypes(schema).some(({ id }) => id === type.id);
  const section = isListed ? outline.sections.find(({ id }) => id === 'types')?.anchor : undefined;
  return link(label, outline.anchors.get(type.id) ?? section);
}

function constraints(page: Page, table: Table, column: Column): readonly string[] {
  const { number } = column;
  const isUnique = table.indexes.some(
    (index) =>
      index.unique && !index.primary && index.predicate === undefined && index.keys.length === 1 && index.keys[0]?.column === number,
  );
  return [
    ...(primaryKey(table)?.columns.includes(number) ? ['PK'] : []),
    ...foreignKeys(table)
      .filter((foreignKey) => foreignKey.columns.includes(number))
      .map((foreignKey) => `FK → ${targetOf(page, foreignKey, number)}`),
    ...(column.notNull ? ['NOT NULL'] : []),
    ...(isUnique ? ['UNIQUE'] : []),
    ...valueText(column),
  ];
}

/** Default, generation expression or identity: the column's value when an INSERT gives none. */
function valueText({ default: value, generated, identity }: Column): readonly string[] {
  if (identity !== undefined) return [`GENERATED ${identity.toUpperCase()} AS IDENTITY`];
  if (generated !== undefined) return [`GENERATED ${generated.kind.toUpperCase()} ${codeSpan(generated.expression.text)}`];
  return value === undefined ? [] : [`DEFAULT ${codeSpan(value.text)}`];
}

function targetOf(page: Page, { columns, target }: ForeignKey, number: number): string {
  const at = columns.indexOf(number);
  if (target.kind === 'unresolved') return codeSpan([target.name, target.columns[at]].filter((part) => part !== undefined).join('.'));
  return `${reference(page, target.table)}.${codeSpan(columnName(page.schema, target.table, target.columns[at]))}`;
}

function columnName(schema: Schema, id: Table['id'], number: number | undefined): string {
  const table = schema.tables.get(id);
  return (table && number !== undefined && columnByNumber(table, number)?.name) || '?';
}
