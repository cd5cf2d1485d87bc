import type { AlterSeqStmt, CreateSeqStmt, Node } from 'libpg-query';
import type { Change, Name, SequenceOwner } from '../../../../sql/change';
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

/** SEQUENCE NAME among the options of an identity column; it stands in the schema of its table. */
export function identitySequence(
  options: readonly Node[] | undefined,
  source: Source,
  from: number,
  to: number,
): { readonly sequenceName?: Name } {
  const option = nodes(options, 'DefElem').find(({ defname }) => defname === 'sequence_name');
  const name = strings(items(option?.arg) as Node[]).at(-1);
  return name === undefined ? {} : { sequenceName: source.name(name, source.cursor.find('sequence', from, to) + 2, to) };
}

function owner(options: readonly Node[] | undefined, source: Source): { readonly ownedBy?: SequenceOwner } {
  const clause = nodes(options, 'DefElem').find((option) => option.defname === 'owned_by');
  if (clause === undefined) return {};
  const names = strings(items(clause.arg) as Node[]);
  if (names.length < 2) return { ownedBy: 'none' };
  const table = source.qualified(names.slice(0, -1), source.tokenAt(clause.location) + 2);
  return { ownedBy: { table, column: source.name(names.at(-1)!, source.cursor.indexAt(table.name.span.end)) } };
}
