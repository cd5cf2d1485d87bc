import type { AlterSeqStmt, CreateSeqStmt, Node } from 'libpg-query';
import type { Change, SequenceOwner } from '../../change';
import type { Source } from '../source';
import { isTemporary, relationName } from './names';
import { items, nodes, strings } from './tree';

export function lowerCreateSequence(statement: CreateSeqStmt, source: Source): Change[] {
  return [
    {
      kind: 'createSequence',
      name: relationName(statement.sequence ?? {}, source),
      ifNotExists: statement.if_not_exists === true,
      temporary: isTemporary(statement.sequence),
      ...owner(statement.options, source),
    },
  ];
}

export function lowerAlterSequence(statement: AlterSeqStmt, source: Source): Change[] {
  return [
    {
      kind: 'alterSequence',
      name: relationName(statement.sequence ?? {}, source),
      ifExists: statement.missing_ok === true,
      ...owner(statement.options, source),
    },
  ];
}

function owner(options: readonly Node[] | undefined, source: Source): { readonly ownedBy?: SequenceOwner } {
  const clause = nodes(options, 'DefElem').find((option) => option.defname === 'owned_by');
  if (clause === undefined) return {};
  const names = strings(items(clause.arg) as Node[]);
  if (names.length < 2) return { ownedBy: 'none' };
  const table = source.qualified(names.slice(0, -1), source.tokenAt(clause.location) + 2);
  return { ownedBy: { table, column: source.name(names.at(-1)!, source.cursor.indexAt(table.name.span.end)) } };
}
