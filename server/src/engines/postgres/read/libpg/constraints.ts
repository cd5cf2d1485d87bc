import type { Constraint } from 'libpg-query';
import type { AddForeignKey, Change, Name, QualifiedName, ReferentialAction } from '../../../../sql/change';
import { names, type Source } from '../source';
import { expression } from './expressions';
import { indexDefinition } from './indexes';
import { relationName } from './names';
import { items, nodes, strings } from './tree';

export interface OnTable {
  readonly table: QualifiedName;
  readonly ifExists?: boolean;
  readonly only?: boolean;
}

/** The key, check, foreign key or exclusion that tokens [from, to) spell; undefined for clauses that describe a column. */
export function constraintChange(
  constraint: Constraint,
  source: Source,
  from: number,
  to: number,
  on: OnTable,
  inlineColumn?: Name,
): Change | undefined {
  const base = {
    ...on,
    ...(constraint.conname === undefined ? {} : { name: source.name(constraint.conname, from, to) }),
    ...(inlineColumn === undefined ? {} : { inlineColumn }),
    span: source.spanOf(from, to),
    deferrable: constraint.deferrable === true || constraint.initdeferred === true,
    initiallyDeferred: constraint.initdeferred === true,
  };
  switch (constraint.contype) {
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
      return {
        kind: 'addKey',
        ...base,
        primary: constraint.contype === 'CONSTR_PRIMARY',
        columns: inlineColumn === undefined ? names(strings(constraint.keys), source, from, to) : [inlineColumn],
        include: names(strings(constraint.including), source, Math.max(from, source.cursor.find('include', from, to)), to),
        nullsNotDistinct: constraint.nulls_not_distinct === true,
        ...(constraint.indexname === undefined
          ? {}
          : { usingIndex: source.name(constraint.indexname, Math.max(from, source.cursor.find('index', from, to)), to) }),
      };
    case 'CONSTR_CHECK': {
      const open = source.cursor.find('(', Math.max(from, source.cursor.find('check', from, to)), to);
      return {
        kind: 'addCheck',
        ...base,
        expression: expression(constraint.raw_expr, source, open + 1, source.cursor.matching(open)),
        validated: constraint.skip_validation !== true,
        enforced: constraint.is_enforced === true,
        noInherit: constraint.is_no_inherit === true,
      };
    }
    case 'CONSTR_FOREIGN':
      return foreignKey(constraint, source, from, to, base, inlineColumn);
    case 'CONSTR_EXCLUSION':
      return {
        kind: 'addExclusion',
        ...base,
        index: exclusionIndex(constraint, source, from, to),
        operators: exclusionOperators(constraint),
      };
    default:
      return undefined;
  }
}

function foreignKey(
  constraint: Constraint,
  source: Source,
  from: number,
  to: number,
  base: Omit<
    AddForeignKey,
    'kind' | 'columns' | 'references' | 'referencedColumns' | 'onDelete' | 'onUpdate' | 'match' | 'validated' | 'enforced'
  >,
  inlineColumn: Name | undefined,
): AddForeignKey {
  const references = Math.max(from, source.cursor.find('references', from, to));
  return {
    kind: 'addForeignKey',
    ...base,
    columns:
      inlineColumn === undefined
        ? names(strings(constraint.fk_attrs), source, Math.max(from, source.cursor.find('key', from, to)), references)
        : [inlineColumn],
    references: relationName(constraint.pktable ?? {}, source),
    referencedColumns: names(strings(constraint.pk_attrs), source, Math.max(references, source.cursor.find('(', references, to)), to),
    onDelete: ACTIONS[constraint.fk_del_action ?? 'a'] ?? 'NO ACTION',
    onUpdate: ACTIONS[constraint.fk_upd_action ?? 'a'] ?? 'NO ACTION',
    match: constraint.fk_matchtype === 'f' ? 'full' : constraint.fk_matchtype === 'p' ? 'partial' : 'simple',
    validated: constraint.skip_validation !== true,
    enforced: constraint.is_enforced === true,
  };
}

/** Codes of pg_constraint.confdeltype. */
const ACTIONS: Readonly<Record<string, ReferentialAction>> = {
  a: 'NO ACTION',
  r: 'RESTRICT',
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT',
};

function exclusionIndex(constraint: Constraint, source: Source, from: number, to: number) {
  const open = source.cursor.find('(', from, to);
  const elements = (constraint.exclusions ?? []).flatMap((pair) => nodes([...items(pair)].slice(0, 1), 'IndexElem'));
  return indexDefinition(
    {
      elements,
      method: constraint.access_method ?? 'gist',
      unique: false,
      where: constraint.where_clause,
      include: nodes(constraint.including, 'IndexElem'),
      nullsNotDistinct: false,
    },
    source,
    open,
    to,
  );
}

/** `=`, or `schema.=` for OPERATOR(schema.=). */
function exclusionOperators(constraint: Constraint): readonly string[] {
  return (constraint.exclusions ?? []).map((pair) =>
    items(pair)
      .slice(1)
      .map((operator) => strings(items(operator)).join('.'))
      .join(),
  );
}
