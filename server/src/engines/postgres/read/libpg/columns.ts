import type { ColumnDef, Constraint } from 'libpg-query';
import type { Change, ColumnDefinition } from '../../../../sql/change';
import { SERIAL } from '../../types/serial';
import { asCarriedOut } from '../constraintOrder';
import type { Source } from '../source';
import { constraintChange, type OnTable } from './constraints';
import { expression } from './expressions';
import { typeName } from './names';
import { identitySequence } from './sequences';
import { nodes } from './tree';

export interface LoweredColumn {
  readonly definition: ColumnDefinition;
  /** Keys, checks and foreign keys written behind the column, in order. */
  readonly constraints: readonly Change[];
}

/** A column definition that tokens [from, to) spell. `on` is the table that its constraints go to. */
export function lowerColumn(column: ColumnDef, source: Source, from: number, to: number, on: OnTable): LoweredColumn {
  const name = source.name(column.colname ?? '', from, to);
  const clauses = groupClauses(nodes(column.constraints, 'Constraint'));
  const written = column.typeName === undefined ? undefined : typeName(column.typeName, source);
  const serial =
    written !== undefined && (written.schema === undefined || written.schema === 'pg_catalog') ? SERIAL[written.name] : undefined;
  let definition: ColumnDefinition = {
    name,
    type:
      written === undefined
        ? { name: '', modifiers: [], array: false, span: name.span }
        : serial === undefined
          ? written
          : { ...written, schema: 'pg_catalog', name: serial },
    span: source.spanOf(from, to),
    notNull: serial !== undefined,
    ...(serial === undefined ? {} : { serial: true }),
    ...(column.collClause?.collname === undefined
      ? {}
      : {
          collation: nodes(column.collClause.collname, 'String')
            .map((part) => part.sval ?? '')
            .join('.'),
        }),
  };
  const constraints: Change[] = [];
  clauses.forEach((clause, i) => {
    const start = source.tokenAt(clause.location);
    const next = clauses[i + 1];
    const end = next === undefined ? to : source.tokenAt(next.location);
    definition = { ...definition, ...property(clause, source, start, end) };
    const change = constraintChange(clause, source, start, end, on, name);
    if (change !== undefined) constraints.push(change);
  });
  return { definition, constraints };
}

/** DEFERRABLE and the like arrive as constraints of their own behind the one that they belong to. */
function groupClauses(constraints: readonly Constraint[]): Constraint[] {
  const clauses: Constraint[] = [];
  for (const constraint of constraints) {
    const last = clauses.at(-1);
    const attribute = last === undefined ? undefined : deferrability(constraint.contype);
    if (attribute !== undefined) clauses[clauses.length - 1] = { ...last, ...attribute };
    else if (deferrability(constraint.contype) === undefined) clauses.push(constraint);
  }
  return clauses;
}

function deferrability(contype: string | undefined): Partial<Constraint> | undefined {
  switch (contype) {
    case 'CONSTR_ATTR_DEFERRABLE':
      return { deferrable: true };
    case 'CONSTR_ATTR_DEFERRED':
      return { deferrable: true, initdeferred: true };
    case 'CONSTR_ATTR_NOT_DEFERRABLE':
    case 'CONSTR_ATTR_IMMEDIATE':
    case 'CONSTR_ATTR_ENFORCED':
      return {};
    case 'CONSTR_ATTR_NOT_ENFORCED':
      return { skip_validation: true, is_enforced: false };
    default:
      return undefined;
  }
}

/** The properties of the column that a clause sets. */
function property(clause: Constraint, source: Source, from: number, to: number): Partial<ColumnDefinition> {
  switch (clause.contype) {
    case 'CONSTR_NOTNULL':
      return {
        notNull: true,
        ...(clause.conname === undefined ? {} : { notNullName: source.name(clause.conname, from, to) }),
        ...(clause.is_no_inherit === true ? { notNullNoInherit: true } : {}),
      };
    case 'CONSTR_PRIMARY':
      return { primary: true };
    case 'CONSTR_NULL':
      return { notNull: false };
    case 'CONSTR_DEFAULT':
      return { default: expression(clause.raw_expr, source, source.cursor.find('default', from, to) + 1, to) };
    case 'CONSTR_IDENTITY':
      return {
        identity: clause.generated_when === 'a' ? 'always' : 'by default',
        notNull: true,
        ...identitySequence(clause.options, source, from, to),
      };
    case 'CONSTR_GENERATED': {
      const open = source.cursor.find('(', from, to);
      const kind = clause.generated_kind === 's' ? 'stored' : 'virtual';
      return { generated: { kind, expression: expression(clause.raw_expr, source, open + 1, source.cursor.matching(open)) } };
    }
    default:
      return {};
  }
}

/** ALTER TABLE … ADD COLUMN and its constraints, which are part of the first of these changes. */
export function addColumnChanges(column: ColumnDef, source: Source, from: number, to: number, on: OnTable, ifNotExists: boolean): Change[] {
  const { definition, constraints } = lowerColumn(column, source, from, to, on);
  return [
    { kind: 'addColumn', ...on, column: definition, ifNotExists },
    ...asCarriedOut(constraints).map((change) => ({ ...change, partOf: 0 })),
  ];
}
