import type { Index, IndexKey } from '../../schema/model/tableIndex';
import { blocks, cellText, codeSpan, table } from '../markdown';

interface Relation {
  readonly columns: readonly { readonly number: number; readonly name: string }[];
  readonly constraints?: readonly { readonly id: number; readonly kind: string }[];
}

/** Indexes of a table or a materialized view. */
export function indexTable(relation: Relation, all: readonly Index[]): string {
  const rows = all.map((index) => [
    codeSpan(index.name),
    columns(relation, index),
    kind(relation, index),
    index.predicate === undefined ? '' : codeSpan(index.predicate.text),
    cellText(index.comment ?? ''),
  ]);
  return rows.length === 0 ? '' : blocks('**Indexes**', table(['Index', 'Columns', 'Kind', 'Only rows where', 'Description'], rows));
}

function columns(relation: Relation, { keys, include }: Index): string {
  const included = include.map((number) => codeSpan(nameOf(relation, number))).join(', ');
  return keys.map((key) => keyText(relation, key)).join(', ') + (included === '' ? '' : `; includes ${included}`);
}

function keyText(relation: Relation, key: IndexKey): string {
  const parts = [
    codeSpan(key.column === undefined ? key.expression.text : nameOf(relation, key.column)),
    ...(key.operatorClass === undefined ? [] : [codeSpan(key.operatorClass)]),
    ...(key.descending ? ['DESC'] : []),
    // NULLS LAST is the default of an ascending key, NULLS FIRST of a descending one (manual, CREATE INDEX).
    ...(key.nullsFirst === key.descending ? [] : [key.nullsFirst ? 'NULLS FIRST' : 'NULLS LAST']),
  ];
  return parts.join(' ');
}

function kind(relation: Relation, index: Index): string {
  const constraint = relation.constraints?.find(({ id }) => id === index.constraint);
  const words = constraint === undefined ? (index.unique ? 'unique' : '') : constraintWords(constraint.kind);
  const nulls = index.nullsNotDistinct ? 'NULLs count as equal' : '';
  return [words, index.method, nulls].filter((part) => part !== '').join(', ');
}

function constraintWords(kind: string): string {
  return kind === 'primary key' ? kind : `${kind} constraint`;
}

function nameOf(relation: Relation, number: number): string {
  return relation.columns.find((column) => column.number === number)?.name ?? '?';
}
