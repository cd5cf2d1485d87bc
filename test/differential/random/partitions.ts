import type { Table } from '../../../server/src/schema/model/table';
import { columnDefinition } from './columns';
import { alike, columnName, indexName, type Maker, maybe, nameOf, newName, newTable, placed, quoted, type Situation } from './situation';

/* Partitioned tables and their partitions: created, attached, detached, and the properties that they share. */

const PARTITIONED: readonly Maker[] = [
  (of) =>
    `(a int${maybe(of, 2, ' not null')}, ${columnDefinition(of, 'b')}, ${columnDefinition(of, 'c')}${maybe(of, 2, ', primary key (a)')}) partition by range (a)`,
  (of) => `(${columnDefinition(of, 'b')}, a int${maybe(of, 2, ' unique')}) partition by list (a)`,
  (of) => `(a int, ${columnDefinition(of, 'd')}, check (a is not null)) partition by hash (a)`,
];
const createPartitioned: Maker = (of) => `create table ${placed(of, newTable(of))} ${of.pick(PARTITIONED)!(of)}`;

/** Bounds for a partition of a table that is partitioned by its column `a`. */
function bounds(of: Situation, parent: Table): string {
  const from = of.roll(6) * 10;
  const by = parent.postgres?.partitionBy ?? '';
  if (of.once(8) && !/hash/i.test(by)) return 'default';
  if (/range/i.test(by)) return `for values from (${from}) to (${from + 10})`;
  if (/list/i.test(by)) return `for values in (${from}, ${from + 1})`;
  return `for values with (modulus 4, remainder ${of.roll(4)})`;
}

const partitioned = (of: Situation): Table | undefined => of.pick(of.tables.filter(({ kind }) => kind === 'partitioned table'));

const createPartition: Maker = (of) => {
  const parent = partitioned(of);
  if (parent === undefined) return undefined;
  const column = of.pick(parent.columns);
  const own = [
    'check (true)',
    ...(column === undefined
      ? []
      : [
          `${columnName(column)} default null`,
          `${columnName(column)} not null`,
          `constraint ${newName(of)} check (${columnName(column)} is not null)`,
          `unique (a, ${columnName(column)})`,
        ]),
  ];
  const split = of.pick(['', '', '', ' partition by list (a)', ' partition by range (a)', ' partition by hash (a)']);
  return `create table ${placed(of, newTable(of))} partition of ${nameOf(of, parent)}${maybe(of, 4, ` (${of.pick(own)})`)} ${bounds(of, parent)}${split}`;
};

const attach: Maker = (of) => {
  const parent = partitioned(of);
  if (parent === undefined) return undefined;
  const child = of.pick(alike(of, parent));
  if (child !== undefined) return `alter table ${nameOf(of, parent)} attach partition ${nameOf(of, child)} ${bounds(of, parent)}`;
  const split = of.pick(['', '', ' partition by list (a)', ' partition by range (a)']);
  return `create table ${newTable(of)} (like ${nameOf(of, parent)}${maybe(of, 2, ' including all')})${split}`;
};

/** Keys and indexes that a partitioned table can have: they include the partition column. */
const key: Maker = (of) => {
  const parent = partitioned(of);
  const column = of.pick(parent?.columns ?? []);
  if (parent === undefined || column === undefined) return undefined;
  const name = columnName(column);
  const columns = name === 'a' ? 'a' : of.pick(['a', `a, ${name}`, `${name}, a`]);
  const only = maybe(of, 4, 'only ');
  return of.pick([
    `alter table ${only}${nameOf(of, parent)} add ${maybe(of, 4, `constraint ${newName(of)} `)}${of.pick(['unique', 'unique', 'primary key'])} (${columns})`,
    `create ${maybe(of, 2, 'unique ')}index ${maybe(of, 2, `${newName(of)} `)}on ${only}${nameOf(of, parent)} (${columns})`,
    `create index on ${only}${nameOf(of, parent)} (${name})${maybe(of, 3, ` where ${name} is not null`)}`,
    `alter table ${only}${nameOf(of, parent)} add ${maybe(of, 3, `constraint ${newName(of)} `)}check (${name} is not null)`,
    `alter table ${only}${nameOf(of, parent)} drop constraint ${quoted(of.pick(parent.constraints)?.name ?? 'nothing')}`,
  ]);
};

/** Attaches the index of a partition to the index of its parent, as dumps do. */
const attachIndex: Maker = (of) => {
  const parent = of.pick(of.tables.filter(({ kind, indexes }) => kind === 'partitioned table' && indexes.length > 0));
  const index = of.pick(parent?.indexes ?? []);
  const child = of.pick(of.tables.filter(({ postgres }) => postgres?.partitionOf === parent?.id));
  const part = of.pick(child?.indexes ?? []);
  if (parent === undefined || index === undefined || child === undefined || part === undefined) return undefined;
  return `alter index ${indexName(of, parent, index)} attach partition ${indexName(of, child, part)}`;
};

const detach: Maker = (of) => {
  const child = of.pick(of.tables.filter(({ postgres }) => postgres?.partitionOf !== undefined));
  const parent = of.schema.tables.get(child?.postgres?.partitionOf ?? -1);
  return child === undefined || parent === undefined
    ? undefined
    : `alter table ${nameOf(of, parent)} detach partition ${nameOf(of, child)}`;
};

export const PARTITION_MAKERS: readonly (readonly [weight: number, Maker])[] = [
  [4, createPartitioned],
  [8, createPartition],
  [5, attach],
  [2, detach],
  [4, key],
  [2, attachIndex],
];
