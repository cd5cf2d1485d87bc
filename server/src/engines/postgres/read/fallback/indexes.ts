import type { CreateIndexStatement, IndexExpression } from 'pgsql-ast-parser';
import type { Change, IndexKey } from '../../../../sql/change';
import { INDEX_METHOD, UNNAMED_EXPRESSION } from '../indexDefaults';
import type { Source } from '../source';
import { expression, figuredName } from './expressions';
import { nameOf, qualifiedName } from './names';

export function lowerCreateIndex(statement: CreateIndexStatement, source: Source): Change[] {
  const table = qualifiedName(statement.table, source);
  const { cursor } = source;
  const open = cursor.findTop('(', cursor.indexAt(table.name.span.end));
  const close = cursor.matching(open);
  const ranges = cursor.items(open + 1, close);
  const where = cursor.findTop('where', close + 1);
  const name = statement.indexName === undefined ? {} : { name: nameOf(statement.indexName, source) };
  return [
    {
      kind: 'createIndex',
      table,
      index: {
        ...name,
        keys: statement.expressions.map((key, i) => indexKey(key, source, ranges[i]?.start ?? open, ranges[i]?.end ?? close)),
        include: [],
        unique: statement.unique === true,
        method: statement.using?.name ?? INDEX_METHOD,
        ...(statement.where === undefined ? {} : { predicate: expression(statement.where, source, where + 1, cursor.tokens.length) }),
        nullsNotDistinct: false,
      },
      ifNotExists: statement.ifNotExists === true,
      concurrently: statement.concurrently === true,
      only: false,
    },
  ];
}

function indexKey(key: IndexExpression, source: Source, from: number, to: number): IndexKey {
  const descending = key.order === 'desc';
  const operatorClass = key.opclass === undefined ? {} : { operatorClass: [key.opclass.schema ?? [], key.opclass.name].flat().join('.') };
  const order = { descending, nullsFirst: key.nulls === 'first' || (descending && key.nulls !== 'last'), ...operatorClass };
  if (key.expression.type === 'ref') return { column: source.name(key.expression.name, from, to), ...order };
  const open = source.cursor.find('(', from, to);
  return {
    expression: expression(key.expression, source, from, open === -1 ? to : source.cursor.matching(open) + 1),
    expressionName: figuredName(key.expression) ?? UNNAMED_EXPRESSION,
    ...order,
  };
}
