import type { CopyStmt, DeleteStmt, InsertStmt, MergeStmt, Node, TruncateStmt, UpdateStmt } from 'libpg-query';
import type { Change, ModifyRows, RowChange } from '../../../../sql/change';
import type { Formula } from '../../../../sql/code/formula';
import { names, type Source } from '../source';
import { lowerQuery } from './formulaQueries';
import { lowerFormula } from './formulas';
import { relationName } from './names';
import { node, nodes, strings } from './tree';

/* Statements that change rows: the schema stays, but their tables and columns must exist. */

export function lowerInsert(statement: InsertStmt, source: Source): Change[] {
  return rows('insert', statement, source, statement.cols, insertedRows(statement));
}

export function lowerUpdate(statement: UpdateStmt, source: Source): Change[] {
  return rows('update', statement, source, statement.targetList, updatedRows(statement));
}

export function lowerDelete(statement: DeleteStmt, source: Source): Change[] {
  const isPlain = statement.usingClause === undefined && statement.withClause === undefined;
  const where = statement.whereClause === undefined ? {} : { where: formula(statement.whereClause) };
  return rows('delete', statement, source, [], isPlain ? { kind: 'delete', alias: aliasOf(statement.relation), ...where } : undefined);
}

export function lowerMerge(statement: MergeStmt, source: Source): Change[] {
  return rows('merge', statement, source, []);
}

/** A statement with more rows inserts seed data, which code does not query row by row. */
const MOST_ROWS = 20;

function insertedRows({ relation, cols, selectStmt, withClause, onConflictClause }: InsertStmt): RowChange | undefined {
  const select = node(selectStmt, 'SelectStmt');
  const lists = nodes(select?.valuesLists, 'List');
  if (withClause !== undefined || (selectStmt !== undefined && lists.length === 0) || lists.length > MOST_ROWS) return undefined;
  return {
    kind: 'insert',
    alias: aliasOf(relation),
    columns: nodes(cols, 'ResTarget').map(({ name }) => name ?? ''),
    values: selectStmt === undefined ? [[]] : lists.map((list) => (list.items ?? []).map(formula)),
    mayConflict: onConflictClause !== undefined,
  };
}

function updatedRows({ relation, targetList, whereClause, fromClause, withClause }: UpdateStmt): RowChange | undefined {
  if (fromClause !== undefined || withClause !== undefined) return undefined;
  return {
    kind: 'update',
    alias: aliasOf(relation),
    set: nodes(targetList, 'ResTarget').map(({ name, val }) => [name ?? '', formula(val)] as const),
    ...(whereClause === undefined ? {} : { where: formula(whereClause) }),
  };
}

function aliasOf(relation: InsertStmt['relation']): string {
  return relation?.alias?.aliasname ?? relation?.relname ?? '';
}

function formula(of: Node | undefined): Formula {
  return lowerFormula(of, lowerQuery);
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
  change?: RowChange,
): Change[] {
  if (statement.relation === undefined) return [];
  const columns = nodes(targets, 'ResTarget').map((target) => {
    const from = source.tokenAt(target.location);
    return source.name(target.name ?? '', from, from + 1);
  });
  return [
    {
      kind: 'modifyRows',
      verb,
      table: relationName(statement.relation, source),
      columns,
      ...(change === undefined ? {} : { rows: change }),
    },
  ];
}
