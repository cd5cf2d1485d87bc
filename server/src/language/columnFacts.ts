import type { Constraint } from '../schema/model/constraint';
import type { Schema } from '../schema/model/schema';
import type { Column, Table } from '../schema/model/table';
import type { Index } from '../schema/model/tableIndex';
import { columnNames, displayName, referencesTo } from '../schema/queries';
import { code, type Paragraph } from './markdown';

/** Keys, foreign keys in both directions, checks and indexes that a column is part of. One paragraph, or none. */
export function columnFacts(schema: Schema, table: Table, column: Column): readonly Paragraph[] {
  const facts = [
    ...table.constraints.flatMap((constraint) => constraintFact(schema, table, column, constraint)),
    ...referencesTo(schema, table.id)
      .filter(({ foreignKey }) => foreignKey.target.kind === 'table' && foreignKey.target.columns.includes(column.number))
      .map(({ table: from, foreignKey }) => `Referenced by ${code(`${displayName(schema, from)}.${names(from, foreignKey.columns)}`)}.`),
    ...table.indexes
      .filter((index) => index.constraint === undefined && isIn(index, column))
      .map((index) => `In index ${code(index.name)}.`),
  ];
  return facts.length === 0 ? [] : [[facts.join(' ')]];
}

function constraintFact(schema: Schema, table: Table, column: Column, constraint: Constraint): readonly string[] {
  if (constraint.kind === 'exclusion' || !constraint.columns.includes(column.number)) return [];
  const others = constraint.columns.length === 1 ? '' : ` of ${code(`(${names(table, constraint.columns)})`)}`;
  switch (constraint.kind) {
    case 'primary key':
      return [others === '' ? 'Primary key.' : `Part of the primary key${others}.`];
    case 'unique':
      return [others === '' ? 'Unique.' : `Part of the unique key${others}.`];
    case 'check':
      return [`Checked by ${code(constraint.name)}.`];
    case 'foreign key': {
      const { target } = constraint;
      const referenced = target.kind === 'table' ? schema.tables.get(target.table) : undefined;
      if (referenced === undefined || target.kind !== 'table') return [];
      return [`Refers to ${code(`${displayName(schema, referenced)}.${names(referenced, target.columns)}`)}.`];
    }
  }
}

function isIn(index: Index, { number }: Column): boolean {
  return index.keys.some((key) => (key.column === undefined ? key.columns.includes(number) : key.column === number));
}

function names(table: Table, numbers: readonly number[]): string {
  return columnNames(table, numbers).join(', ');
}
