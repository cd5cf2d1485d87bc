import type { IndexElem, IndexStmt, Node } from 'libpg-query';
import type { Change, IndexDefinition, IndexKey, Name } from '../../../../sql/change';
import { INDEX_METHOD, UNNAMED_EXPRESSION } from '../indexDefaults';
import type { Source } from '../source';
import { expression } from './expressions';
import { relationName } from './names';
import { figuredName } from './queries';
import { node, nodes, strings } from './tree';

export function lowerCreateIndex(statement: IndexStmt, source: Source): Change[] {
  const table = relationName(statement.relation ?? {}, source);
  const { cursor } = source;
  const on = cursor.indexAt(table.name.span.end);
  const open = cursor.findTop('(', on);
  return [
    {
      kind: 'createIndex',
      table,
      index: indexDefinition(
        {
          ...(statement.idxname === undefined ? {} : { name: source.name(statement.idxname, cursor.find('index', 0) + 1) }),
          elements: nodes(statement.indexParams, 'IndexElem'),
          include: nodes(statement.indexIncludingParams, 'IndexElem'),
          method: statement.accessMethod ?? INDEX_METHOD,
          unique: statement.unique === true,
          where: statement.whereClause,
          nullsNotDistinct: statement.nulls_not_distinct === true,
        },
        source,
        open,
        cursor.tokens.length,
      ),
      ifNotExists: statement.if_not_exists === true,
      concurrently: statement.concurrent === true,
      only: statement.relation?.inh !== true,
    },
  ];
}

interface IndexParts {
  readonly name?: Name;
  readonly elements: readonly IndexElem[];
  readonly include: readonly IndexElem[];
  readonly method: string;
  readonly unique: boolean;
  readonly where: Node | undefined;
  readonly nullsNotDistinct: boolean;
}

/** An index whose key list opens at token `open` and whose last clause ends before token `to`. */
export function indexDefinition(parts: IndexParts, source: Source, open: number, to: number): IndexDefinition {
  const { cursor } = source;
  const close = cursor.matching(open);
  const ranges = cursor.items(open + 1, close);
  const includeAt = cursor.findTop('include', close + 1, to);
  const where = cursor.findTop('where', close + 1, to);
  const predicateEnd = cursor.word(where + 1) === '(' && parts.method === 'exclude' ? cursor.matching(where + 1) + 1 : to;
  return {
    ...(parts.name === undefined ? {} : { name: parts.name }),
    keys: parts.elements.map((element, i) => key(element, source, ranges[i]?.start ?? open, ranges[i]?.end ?? close)),
    include: parts.include.map((element) => source.name(element.name ?? '', Math.max(includeAt, open), to)),
    unique: parts.unique,
    method: parts.method,
    ...(parts.where === undefined ? {} : { predicate: expression(parts.where, source, where + 1, predicateEnd) }),
    nullsNotDistinct: parts.nullsNotDistinct,
  };
}

function key(element: IndexElem, source: Source, from: number, to: number): IndexKey {
  const operatorClass = strings(element.opclass).join('.');
  const descending = element.ordering === 'SORTBY_DESC';
  const name = figuredName(element.expr) ?? UNNAMED_EXPRESSION;
  const column = element.name ?? parenthesisedColumn(element.expr);
  const subject: IndexKey =
    column === undefined
      ? {
          expression: expression(element.expr, source, from, expressionEnd(source, from, to)),
          expressionName: name,
        }
      : { column: source.name(column, from, to) };
  return {
    ...subject,
    descending,
    nullsFirst: element.nulls_ordering === 'SORTBY_NULLS_FIRST' || (descending && element.nulls_ordering !== 'SORTBY_NULLS_LAST'),
    ...(operatorClass === '' ? {} : { operatorClass }),
  };
}

/** The column in `((a))` or `((a COLLATE "C"))`, which is a column and no expression (ComputeIndexAttrs in indexcmds.c). */
function parenthesisedColumn(expr: Node | undefined): string | undefined {
  const collate = node(expr, 'CollateClause');
  if (collate !== undefined) return parenthesisedColumn(collate.arg);
  return strings(node(expr, 'ColumnRef')?.fields).at(-1);
}

/** End of a key's expression, which is one call or one pair of parentheses. An operator class, ASC, DESC or NULLS … may follow it. */
function expressionEnd(source: Source, from: number, to: number): number {
  const open = source.cursor.find('(', from, to);
  return open === -1 ? to : source.cursor.matching(open) + 1;
}
