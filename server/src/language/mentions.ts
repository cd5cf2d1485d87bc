import type { ReplayedMigration, ReplayedPart, Step } from '../migrations/replay/step';
import type { Change, ColumnDefinition, IndexDefinition, QueryShape } from '../sql/change';
import { type Collector, collector, type Mention } from './collector';
import { collectObjects } from './objectMentions';
import { type Ref, refKey } from './ref';

export type { Mention } from './collector';

const known = new WeakMap<ReplayedPart, readonly Mention[]>();

/** Places in a part that name an object known there, in the order of the text. */
export function mentionsOf(part: ReplayedPart, replayed: ReplayedMigration): readonly Mention[] {
  const before = known.get(part);
  if (before !== undefined) return before;
  const mentions = part.steps.flatMap((step) => mentionsOfStep(step, replayed));
  // Several changes of one statement mention its table at the same place. The first of them decides the role.
  const seen = new Set<string>();
  const single = mentions.filter(({ ref, span }) => {
    const key = `${span.start} ${refKey(ref)}`;
    return !seen.has(key) && seen.add(key);
  });
  single.sort((a, b) => a.span.start - b.span.start);
  known.set(part, single);
  return single;
}

function mentionsOfStep(step: Step, replayed: ReplayedMigration): readonly Mention[] {
  const mentions: Mention[] = [];
  collect(
    step.change,
    collector(step, replayed, (mention) => mentions.push(mention)),
  );
  return mentions;
}

function collect(change: Change, find: Collector): void {
  const owner = 'table' in change ? find.relation(change.table) : undefined;
  switch (change.kind) {
    case 'createTable':
    case 'createTableAs':
    case 'createView':
      collectRelation(change, find);
      return;
    case 'addColumn':
      collectColumn(owner, change.column, find);
      return;
    case 'dropColumn':
      find.column(owner, change.column);
      return;
    case 'alterColumnType':
      find.column(owner, change.column);
      find.type(change.type);
      find.expression(owner, change.using);
      return;
    case 'setDefault':
      find.column(owner, change.column);
      find.expression(owner, change.default);
      return;
    case 'setGenerated':
      find.column(owner, change.column);
      find.expression(owner, change.expression);
      return;
    case 'setNotNull':
    case 'setIdentity':
      find.column(owner, change.column);
      return;
    case 'addKey':
    case 'addCheck':
    case 'addExclusion':
    case 'addForeignKey':
      collectConstraint(owner, change, find);
      return;
    case 'validateConstraint':
    case 'alterConstraint':
    case 'dropConstraint':
      find.constraint(owner, change.name);
      return;
    case 'createIndex':
      find.namespace(change.schema);
      find.index(change.index.name, change.schema?.text, 'after', 'definition');
      collectIndex(owner, change.index, find);
      return;
    case 'modifyRows':
      for (const column of change.columns) find.column(owner, column);
      return;
    default:
      collectObjects(change, find);
      return;
  }
}

function collectRelation(change: Extract<Change, { kind: 'createTable' | 'createTableAs' | 'createView' }>, find: Collector): void {
  const owner = find.relation(change.name, 'after', 'definition');
  if (change.kind !== 'createTable') {
    for (const name of change.columnNames) find.column(owner, name, 'after', 'definition');
    collectQuery(change.query, find);
    return;
  }
  for (const column of change.columns) collectColumn(owner, column, find);
  for (const { table } of change.likes) find.relation(table);
  for (const parent of change.inherits) find.relation(parent);
  if (change.partitionOf !== undefined) find.relation(change.partitionOf);
}

function collectQuery(query: QueryShape, find: Collector): void {
  for (const source of query.sources) {
    if (source.kind === 'relation') find.relation(source.name);
    else if (source.kind === 'query') collectQuery(source.query, find);
  }
}

function collectColumn(owner: Ref | undefined, column: ColumnDefinition, find: Collector): void {
  find.column(owner, column.name, 'after', 'definition');
  find.type(column.type);
  find.expression(owner, column.default);
  find.expression(owner, column.generated?.expression);
}

function collectConstraint(
  owner: Ref | undefined,
  change: Extract<Change, { kind: 'addKey' | 'addCheck' | 'addExclusion' | 'addForeignKey' }>,
  find: Collector,
): void {
  find.constraint(owner, change.name, 'after', 'definition');
  switch (change.kind) {
    case 'addKey':
      for (const column of [...change.columns, ...change.include]) find.column(owner, column);
      find.index(change.usingIndex);
      return;
    case 'addCheck':
      find.expression(owner, change.expression);
      return;
    case 'addExclusion':
      collectIndex(owner, change.index, find);
      return;
    case 'addForeignKey': {
      for (const column of change.columns) find.column(owner, column);
      const target = find.relation(change.references);
      for (const column of change.referencedColumns) find.column(target, column);
    }
  }
}

function collectIndex(owner: Ref | undefined, index: IndexDefinition, find: Collector): void {
  for (const { column, expression } of index.keys) {
    find.column(owner, column);
    find.expression(owner, expression);
  }
  for (const column of index.include) find.column(owner, column);
  find.expression(owner, index.predicate);
}
