import type { CreateColumnsLikeTable, CreateTableStatement, PGNode } from 'pgsql-ast-parser';
import type { Change, ColumnDefinition, LikeClause, LikeOption, OnTable } from '../../../../sql/change';
import { asCarriedOut } from '../constraintOrder';
import { copies } from '../copies';
import type { Source } from '../source';
import { lowerColumn } from './columns';
import { constraintChange } from './constraints';
import { isTemporary, qualifiedName } from './names';

/** CREATE TABLE: the table with its columns, then its constraints in the order in which PostgreSQL makes them. */
export function lowerCreateTable(statement: CreateTableStatement, source: Source): Change[] {
  const name = qualifiedName(statement.name, source);
  const { cursor } = source;
  const open = cursor.find('(', cursor.indexAt(name.name.span.end));
  const close = cursor.matching(open);
  const ranges = cursor.items(open + 1, close);
  const columns: ColumnDefinition[] = [];
  const likes: LikeClause[] = [];
  const constraints: Change[] = [];
  const on: OnTable = { table: { ...name, made: isTemporary(statement) ? 'temporary' : 'permanent' } };
  // The tree keeps columns and constraints apart, but the statement may mix them.
  const elements = [...statement.columns, ...(statement.constraints ?? [])].sort((a, b) => startOf(a) - startOf(b));
  elements.forEach((element, i) => {
    const { start, end } = ranges[i] ?? { start: open, end: close };
    if (!('kind' in element)) constraints.push(...[constraintChange(element, source, start, end, on) ?? []].flat());
    else if (element.kind === 'like table') likes.push(likeClause(element, source, columns.length));
    else {
      const lowered = lowerColumn(element, source, start, end, on);
      columns.push(lowered.definition);
      constraints.push(...lowered.constraints);
    }
  });
  return [
    {
      kind: 'createTable',
      name,
      ifNotExists: statement.ifNotExists === true,
      temporary: isTemporary(statement),
      foreign: false,
      columns,
      likes,
      inherits: (statement.inherits ?? []).map((parent) => qualifiedName(parent, source)),
      span: { start: 0, end: source.text.length },
      elementsEnd: cursor.tokens[close]!.start,
    },
    ...asCarriedOut([...constraints, ...copies(likes, on)]).map((change) => ({ ...change, partOf: 0 })),
  ];
}

function startOf(node: PGNode): number {
  return node._location?.start ?? 0;
}

const ALL: readonly LikeOption[] = [
  'comments',
  'compression',
  'constraints',
  'defaults',
  'generated',
  'identity',
  'indexes',
  'statistics',
  'storage',
];

function likeClause(like: CreateColumnsLikeTable, source: Source, position: number): LikeClause {
  let including: readonly LikeOption[] = [];
  for (const { verb, option } of like.options) {
    const named = option === 'all' ? ALL : [option];
    including = ALL.filter((one) => (named.includes(one) ? verb === 'including' : including.includes(one)));
  }
  return { table: qualifiedName(like.like, source), position, including };
}
