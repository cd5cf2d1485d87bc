import type { CopyStmt, DeleteStmt, InsertStmt, MergeStmt, Node, TruncateStmt, UpdateStmt } from 'libpg-query';
import type { Change, ModifyRows } from '../../change';
import { names, type Source } from '../source';
import { relationName } from './names';
import { nodes, strings } from './tree';

/* Statements that change rows: the schema stays, but their tables and columns must exist. */

export function lowerInsert(statement: InsertStmt, source: Source): Change[] {
  return rows('insert', statement, source, statement.cols);
}

export function lowerUpdate(statement: UpdateStmt, source: Source): Change[] {
  return rows('update', statement, source, statement.targetList);
}

export function lowerDelete(statement: DeleteStmt, source: Source): Change[] {
  return rows('delete', statement, source, []);
}

export function lowerMerge(statement: MergeStmt, source: Source): Change[] {
  return rows('merge', statement, source, []);
}

export function lowerTruncate(statement: TruncateStmt, source: Source): Change[] {
  return nodes(statement.relations, 'RangeVar').map((relation) => ({
    kind: 'modifyRows',
    verb: 'truncate',
    table: relationName(relation, source),
    columns: [],
  }));
}

export function lowerCopy(statement: CopyStmt, source: Source): Change[] {
  if (statement.relation === undefined) return [];
  const table = relationName(statement.relation, source);
  return [
    {
      kind: 'modifyRows',
      verb: 'copy',
      table,
      columns: names(strings(statement.attlist), source, source.cursor.indexAt(table.name.span.end), source.cursor.tokens.length),
    },
  ];
}

function rows(
  verb: ModifyRows['verb'],
  statement: Pick<InsertStmt, 'relation' | 'withClause'>,
  source: Source,
  targets: readonly Node[] | undefined,
): Change[] {
  if (statement.relation === undefined) return [];
  const columns = nodes(targets, 'ResTarget').map((target) => {
    const from = source.tokenAt(target.location);
    return source.name(target.name ?? '', from, from + 1);
  });
  return [{ kind: 'modifyRows', verb, table: relationName(statement.relation, source), columns }];
}
