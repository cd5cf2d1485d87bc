import type { DeleteStatement, InsertStatement, TruncateTableStatement, UpdateStatement } from 'pgsql-ast-parser';
import type { Change } from '../../../../sql/change';
import type { Source } from '../source';
import { nameOf, qualifiedName } from './names';

/* Statements that change rows: the schema stays, but their tables and columns must exist. */

export function lowerInsert(statement: InsertStatement, source: Source): Change[] {
  const columns = (statement.columns ?? []).map((column) => nameOf(column, source));
  return [{ kind: 'modifyRows', verb: 'insert', table: qualifiedName(statement.into, source), columns }];
}

export function lowerUpdate(statement: UpdateStatement, source: Source): Change[] {
  const columns = statement.sets.map(({ column }) => nameOf(column, source));
  return [{ kind: 'modifyRows', verb: 'update', table: qualifiedName(statement.table, source), columns }];
}

export function lowerDelete(statement: DeleteStatement, source: Source): Change[] {
  return [{ kind: 'modifyRows', verb: 'delete', table: qualifiedName(statement.from, source), columns: [] }];
}

export function lowerTruncate(statement: TruncateTableStatement, source: Source): Change[] {
  return statement.tables.map((table) => ({ kind: 'modifyRows', verb: 'truncate', table: qualifiedName(table, source), columns: [] }));
}
