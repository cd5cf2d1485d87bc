import type { Constraint, CreateStmt, PartitionSpec, TableLikeClause } from 'libpg-query';
import type { Change, ColumnDefinition, LikeClause, LikeOption, Name, OnTable } from '../../../../sql/change';
import { asCarriedOut } from '../constraintOrder';
import { copies } from '../copies';
import type { Source } from '../source';
import { lowerColumn } from './columns';
import { constraintChange } from './constraints';
import { isTemporary, relationName, typeName } from './names';
import { node, nodes, strings } from './tree';

/**
 * CREATE TABLE as PostgreSQL carries it out (transformCreateStmt in parse_utilcmd.c): the table with its columns, then
 * checks, then the primary key, other keys and exclusions, then foreign keys.
 */
export function lowerCreateTable(statement: CreateStmt, source: Source, foreign = false): Change[] {
  const name = relationName(statement.relation ?? {}, source);
  const { cursor } = source;
  const open = elementsOpen(source, cursor.indexAt(name.name.span.end));
  const close = open === -1 ? -1 : cursor.matching(open);
  const ranges = open === -1 ? [] : cursor.items(open + 1, close);
  const columns: ColumnDefinition[] = [];
  const likes: LikeClause[] = [];
  const constraints: Change[] = [];
  const notNulls: NotNull[] = [];
  const on: OnTable = { table: { ...name, made: isTemporary(statement.relation) ? 'temporary' : 'permanent' } };
  (statement.tableElts ?? []).forEach((element, i) => {
    const { start, end } = ranges[i] ?? { start: open, end: close };
    const column = node(element, 'ColumnDef');
    const like = node(element, 'TableLikeClause');
    const constraint = node(element, 'Constraint');
    if (column !== undefined) {
      const lowered = lowerColumn(column, source, start, end, on);
      columns.push(lowered.definition);
      constraints.push(...lowered.constraints);
    } else if (like !== undefined) likes.push(likeClause(like, source, columns.length));
    else if (constraint?.contype === 'CONSTR_NOTNULL') notNulls.push(notNull(constraint, source, start, end));
    else if (constraint !== undefined) constraints.push(...[constraintChange(constraint, source, start, end, on) ?? []].flat());
  });
  const partitionAt = cursor.findTop('partition', close + 1);
  const parents = nodes(statement.inhRelations, 'RangeVar').map((parent) => relationName(parent, source));
  return [
    {
      kind: 'createTable',
      name,
      ifNotExists: statement.if_not_exists === true,
      temporary: isTemporary(statement.relation),
      ...(statement.oncommit === 'ONCOMMIT_DROP' ? { onCommitDrop: true } : {}),
      foreign,
      columns: columns.map((column) => withName(column, notNulls)),
      likes,
      inherits: statement.partbound === undefined ? parents : [],
      ...(statement.partbound === undefined ? {} : { partitionOf: parents[0] }),
      ...(statement.ofTypename === undefined ? {} : { ofType: typeName(statement.ofTypename, source) }),
      ...(statement.partspec === undefined
        ? {}
        : { partitionBy: partitionClause(source, partitionAt), partitionKey: partitionKey(statement.partspec) }),
      span: { start: 0, end: source.text.length },
      ...(close === -1 ? {} : { elementsEnd: cursor.tokens[close]!.start }),
    } as Change,
    ...[...notNulls.flatMap((notNull) => elsewhere(notNull, columns, on)), ...asCarriedOut([...constraints, ...copies(likes, on)])].map(
      (change) => ({
        ...change,
        partOf: 0,
      }),
    ),
  ];
}

function partitionKey({ partParams }: PartitionSpec): readonly string[] {
  return nodes(partParams, 'PartitionElem').flatMap(({ name }) => name ?? []);
}

/** The text behind PARTITION BY: `RANGE (created_at)`. In a partition that is partitioned itself, PARTITION OF comes first. */
function partitionClause(source: Source, partitionAt: number): string {
  const { cursor } = source;
  const by = cursor.word(partitionAt + 1) === 'by' ? partitionAt : cursor.findTop('partition', partitionAt + 1);
  const { start, end } = cursor.spanOf(by + 2, cursor.matching(cursor.find('(', by)) + 1);
  return source.text.slice(start, end);
}

interface NotNull {
  readonly column: Name;
  readonly name?: Name;
  readonly noInherit: boolean;
}

/** NOT NULL as an element of its own, which means the same as behind the column (manual, CREATE TABLE). */
function notNull(constraint: Constraint, source: Source, from: number, to: number): NotNull {
  const column = source.name(strings(constraint.keys)[0] ?? '', source.cursor.find('null', from, to) + 1, to);
  const name = constraint.conname === undefined ? {} : { name: source.name(constraint.conname, from, to) };
  return { column, ...name, noInherit: constraint.is_no_inherit === true };
}

/** A NOT NULL element gives its name to the NOT NULL of the column. */
function withName(column: ColumnDefinition, notNulls: readonly NotNull[]): ColumnDefinition {
  const named = notNulls.find((element) => element.column.text === column.name.text && element.name !== undefined)?.name;
  return named === undefined || !isNotNull(column) ? column : { ...column, notNullName: named };
}

function isNotNull({ notNull, primary }: ColumnDefinition): boolean {
  return notNull || primary === true;
}

/**
 * NOT NULL elements for columns without a NOT NULL of their own: written, inherited or copied by LIKE. They get their names after the
 * others.
 */
function elsewhere({ column, name, noInherit }: NotNull, columns: readonly ColumnDefinition[], on: OnTable): readonly Change[] {
  if (columns.some((written) => written.name.text === column.text && isNotNull(written))) return [];
  return [
    { kind: 'setNotNull', ...on, column, notNull: true, ...(name === undefined ? {} : { name }), ...(noInherit ? { noInherit } : {}) },
  ];
}

/** Index of the parenthesis that opens the element list. CREATE TABLE t PARTITION OF p FOR VALUES IN (…) has none. */
function elementsOpen(source: Source, from: number): number {
  const { cursor } = source;
  const next = cursor.word(from);
  if (next === '(') return from;
  if (next !== 'partition' && next !== 'of') return -1;
  const open = cursor.findTop(['(', 'for', 'default'], from);
  return cursor.word(open) === '(' ? open : -1;
}

/** Bits of TableLikeOption in parsenodes.h. */
const LIKE_BITS: readonly (readonly [number, LikeOption])[] = [
  [1, 'comments'],
  [2, 'compression'],
  [4, 'constraints'],
  [8, 'defaults'],
  [16, 'generated'],
  [32, 'identity'],
  [64, 'indexes'],
  [128, 'statistics'],
  [256, 'storage'],
];

function likeClause(like: TableLikeClause, source: Source, position: number): LikeClause {
  const options = like.options ?? 0;
  return {
    table: relationName(like.relation ?? {}, source),
    position,
    including: LIKE_BITS.filter(([bit]) => (options & bit) !== 0).map(([, option]) => option),
  };
}
