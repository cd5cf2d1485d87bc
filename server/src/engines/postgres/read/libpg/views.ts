import type { CreateTableAsStmt, SelectStmt, ViewStmt } from 'libpg-query';
import type { Change, Name } from '../../../../sql/change';
import { names, type Source } from '../source';
import { isTemporary, relationName } from './names';
import { queryShape } from './queries';
import { node, strings } from './tree';

export function lowerCreateView(statement: ViewStmt, source: Source): Change[] {
  const name = relationName(statement.view ?? {}, source);
  const select = node(statement.query, 'SelectStmt');
  return [
    {
      kind: 'createView',
      name,
      materialized: false,
      orReplace: statement.replace === true,
      ifNotExists: false,
      temporary: isTemporary(statement.view),
      columnNames: columnNames(strings(statement.aliases), source, name.name.span.end),
      query: select === undefined ? { outputs: [], sources: [] } : queryShape(select, source),
      definition: definition(source, name.name.span.end),
    },
  ];
}

/** CREATE TABLE … AS and CREATE MATERIALIZED VIEW … AS. */
export function lowerCreateTableAs(statement: CreateTableAsStmt, source: Source): Change[] {
  const name = relationName(statement.into?.rel ?? {}, source);
  const select = node(statement.query, 'SelectStmt');
  const query =
    select === undefined ? { outputs: [], sources: [{ kind: 'other' as const, columnAliases: [] }] } : queryShape(select, source);
  const shared = {
    name,
    ifNotExists: statement.if_not_exists === true,
    temporary: isTemporary(statement.into?.rel),
    columnNames: columnNames(strings(statement.into?.colNames), source, name.name.span.end),
    query,
  };
  if (statement.objtype === 'OBJECT_MATVIEW')
    return [{ kind: 'createView', ...shared, materialized: true, orReplace: false, definition: definition(source, name.name.span.end) }];
  return [{ kind: 'createTableAs', ...shared, ...(statement.into?.onCommit === 'ONCOMMIT_DROP' ? { onCommitDrop: true } : {}) }];
}

/** SELECT … INTO t is CREATE TABLE t AS; any other query changes nothing. */
export function lowerSelect(statement: SelectStmt, source: Source): Change[] {
  if (statement.intoClause?.rel === undefined) return [];
  const name = relationName(statement.intoClause.rel, source);
  return [
    {
      kind: 'createTableAs',
      name,
      ifNotExists: false,
      temporary: isTemporary(statement.intoClause.rel),
      columnNames: [],
      query: queryShape(statement, source),
    },
  ];
}

function columnNames(texts: readonly string[], source: Source, after: number): Name[] {
  return names(texts, source, source.cursor.indexAt(after), source.cursor.tokens.length);
}

/** The query as written: the text behind the first AS outside parentheses. */
function definition(source: Source, after: number): string {
  const as = source.cursor.findTop('as', source.cursor.indexAt(after));
  const token = source.cursor.tokens[as];
  return token === undefined ? '' : source.text.slice(token.end).trim();
}
