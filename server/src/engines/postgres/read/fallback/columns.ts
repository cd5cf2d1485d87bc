import type { AlterColumnAddGenerated, ColumnConstraint, CreateColumnDef } from 'pgsql-ast-parser';
import type { Change, ColumnDefinition, Name } from '../../../../sql/change';
import { SERIAL } from '../../types/serial';
import type { Source } from '../source';
import { constraintChange, type OnTable } from './constraints';
import { expression } from './expressions';
import { tokenOf, typeName } from './names';

export interface LoweredColumn {
  readonly definition: ColumnDefinition;
  /** Keys, checks and foreign keys written behind the column, in order. */
  readonly constraints: readonly Change[];
}

/** A column definition that tokens [from, to) spell. `on` is the table that its constraints go to. */
export function lowerColumn(column: CreateColumnDef, source: Source, from: number, to: number, on: OnTable): LoweredColumn {
  const name = source.name(column.name.name, from, to);
  const written = typeName(column.dataType, source, from + 1);
  const serial = written.schema === undefined || written.schema === 'pg_catalog' ? SERIAL[written.name] : undefined;
  let definition: ColumnDefinition = {
    name,
    type: serial === undefined ? written : { ...written, schema: 'pg_catalog', name: serial },
    span: source.spanOf(from, to),
    notNull: serial !== undefined,
    ...(serial === undefined ? {} : { serial: true }),
    ...(column.collate === undefined ? {} : { collation: [column.collate.schema ?? [], column.collate.name].flat().join('.') }),
  };
  const constraints: Change[] = [];
  const clauses = column.constraints ?? [];
  clauses.forEach((clause, i) => {
    const start = tokenOf(clause, source);
    const next = clauses[i + 1];
    const end = next === undefined ? to : tokenOf(next, source);
    definition = { ...definition, ...property(clause, source, start, end) };
    const change = constraintChange(clause, source, start, end, on, name);
    if (change !== undefined) constraints.push(change);
  });
  return { definition, constraints };
}

/** SEQUENCE NAME among the options of an identity column. */
export function identitySequence(
  clause: AlterColumnAddGenerated,
  source: Source,
  from: number,
  to: number,
): { readonly sequenceName?: Name } {
  const name = clause.sequence?.name?.name;
  return name === undefined ? {} : { sequenceName: source.name(name, source.cursor.find('sequence', from, to) + 2, to) };
}

/** The properties of the column that a clause sets. */
function property(clause: ColumnConstraint, source: Source, from: number, to: number): Partial<ColumnDefinition> {
  switch (clause.type) {
    case 'not null':
      return {
        notNull: true,
        ...(clause.constraintName === undefined ? {} : { notNullName: source.name(clause.constraintName.name, from, to) }),
      };
    case 'primary key':
      return { primary: true };
    case 'null':
      return { notNull: false };
    case 'default':
      return { default: expression(clause.default, source, source.cursor.find('default', from, to) + 1, to) };
    case 'add generated': {
      if (clause.expression === undefined)
        return { identity: clause.always ?? 'by default', notNull: true, ...identitySequence(clause, source, from, to) };
      const open = source.cursor.find('(', from, to);
      const inner = expression(clause.expression, source, open + 1, source.cursor.matching(open));
      return { generated: { kind: clause.stored === true ? 'stored' : 'virtual', expression: inner } };
    }
    default:
      return {};
  }
}
