import type { ColumnConstraint, Name as NameNode, TableConstraint, TableReference } from 'pgsql-ast-parser';
import type { AddForeignKey, Change, Name, QualifiedName, ReferentialAction } from '../../../../sql/change';
import { names, type Source } from '../source';
import { expression } from './expressions';
import { qualifiedName } from './names';

export interface OnTable {
  readonly table: QualifiedName;
  readonly ifExists?: boolean;
  readonly only?: boolean;
}

/** The key, check or foreign key that tokens [from, to) spell; undefined for clauses that describe a column. */
export function constraintChange(
  constraint: ColumnConstraint | TableConstraint,
  source: Source,
  from: number,
  to: number,
  on: OnTable,
  inlineColumn?: Name,
): Change | undefined {
  const base = {
    ...on,
    ...('constraintName' in constraint && constraint.constraintName !== undefined
      ? { name: source.name(constraint.constraintName.name, from, to) }
      : {}),
    ...(inlineColumn === undefined ? {} : { inlineColumn }),
    span: source.spanOf(from, to),
    deferrable: false,
    initiallyDeferred: false,
  };
  switch (constraint.type) {
    case 'primary key':
    case 'unique': {
      const columns = 'columns' in constraint ? texts(constraint.columns) : [];
      return {
        kind: 'addKey',
        ...base,
        primary: constraint.type === 'primary key',
        columns: inlineColumn === undefined ? names(columns, source, source.cursor.find('(', from, to), to) : [inlineColumn],
        include: [],
        nullsNotDistinct: false,
      };
    }
    case 'check': {
      const open = source.cursor.find('(', Math.max(from, source.cursor.find('check', from, to)), to);
      const inner = expression(constraint.expr, source, open + 1, source.cursor.matching(open));
      return { kind: 'addCheck', ...base, expression: inner, validated: true, enforced: true, noInherit: false };
    }
    case 'reference':
      return foreignKey(constraint, [], source, from, to, base, inlineColumn);
    case 'foreign key':
      return foreignKey(constraint, texts(constraint.localColumns), source, from, to, base, undefined);
    default:
      return undefined;
  }
}

type Base = Omit<
  AddForeignKey,
  'kind' | 'columns' | 'references' | 'referencedColumns' | 'onDelete' | 'onUpdate' | 'match' | 'validated' | 'enforced'
>;

function foreignKey(
  reference: TableReference,
  local: readonly string[],
  source: Source,
  from: number,
  to: number,
  base: Base,
  inlineColumn: Name | undefined,
): AddForeignKey {
  const references = source.cursor.find('references', from, to);
  const action = (written: string | undefined): ReferentialAction => (written ?? 'no action').toUpperCase() as ReferentialAction;
  return {
    kind: 'addForeignKey',
    ...base,
    columns: inlineColumn === undefined ? names(local, source, source.cursor.find('key', from, to), references) : [inlineColumn],
    references: qualifiedName(reference.foreignTable, source),
    referencedColumns: names(texts(reference.foreignColumns), source, source.cursor.find('(', references, to), to),
    onDelete: action(reference.onDelete),
    onUpdate: action(reference.onUpdate),
    match: reference.match ?? 'simple',
    validated: true,
    enforced: true,
  };
}

function texts(list: readonly NameNode[]): readonly string[] {
  return list.map(({ name }) => name);
}
