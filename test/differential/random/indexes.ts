import type { Table } from '../../../server/src/schema/model/table';
import type { View } from '../../../server/src/schema/model/view';
import { callFor } from './calls';
import { indexName, list, type Maker, maybe, nameOf, newName, quoted, type Situation } from './situation';

/* Indexes of tables and of materialized views. */

const EXPRESSIONS = (name: string): readonly string[] => [
  `(${name} is null)`,
  `lower(${name}::text)`,
  `(${name}::text || 'x')`,
  `(1 + 1)`,
  `coalesce(${name}::text, 'x')`,
];

function expression(of: Situation, name: string): string {
  const call = of.once(2) ? callFor(of, undefined, [name]) : undefined;
  return call ?? of.pick(EXPRESSIONS(name))!;
}

function createIndex(of: Situation, owner: Table | View): string | undefined {
  const names = owner.columns.map(({ name }) => quoted(name));
  if (names.length === 0) return undefined;
  const keys = of.some(names, 1, 3).map((name) => (of.once(5) ? expression(of, name) : `${name}${maybe(of, 6, ' desc nulls last')}`));
  const one = of.pick(names)!;
  const given = of.once(2) ? `${maybe(of, 5, 'if not exists ')}${newName(of)} ` : '';
  const clauses = [
    maybe(of, 6, ` include (${one})`),
    maybe(of, 10, ' nulls not distinct'),
    maybe(of, 4, ` where ${of.pick([`${one} is not null`, `${one} is null and ${names[0]} is null`])}`),
  ];
  const method = maybe(of, 8, `using ${of.pick(['hash', 'btree', 'gin', 'brin'])} `);
  return `create ${maybe(of, 3, 'unique ')}index ${maybe(of, 15, 'concurrently ')}${given}on ${maybe(of, 12, 'only ')}${nameOf(of, owner)} ${method}(${list(keys)})${clauses.join('')}`;
}

const onTable: Maker = (of) => createIndex(of, of.table);
const onView: Maker = (of) => {
  const view = of.pick(of.views.filter(({ kind }) => kind === 'materialized view'));
  return view === undefined ? onTable(of) : createIndex(of, view);
};

/** Name of some index, which may be qualified. */
function anyIndex(of: Situation): string | undefined {
  const owners = [...of.tables, ...of.views].filter(({ indexes }) => indexes.length > 0);
  const owner = of.pick(owners.filter(({ indexes }) => indexes.some(({ constraint }) => constraint === undefined))) ?? of.pick(owners);
  const index = of.pick(owner?.indexes.filter(({ constraint }) => constraint === undefined || of.once(3)) ?? []);
  return owner === undefined || index === undefined ? undefined : indexName(of, owner, index);
}

const drop: Maker = (of) => `drop index ${maybe(of, 3, 'if exists ')}${anyIndex(of) ?? 'nowhere'}${maybe(of, 2, ' cascade')}`;
const rename: Maker = (of) => {
  const index = anyIndex(of);
  return index === undefined
    ? undefined
    : `alter ${of.once(6) ? 'table' : 'index'} ${maybe(of, 6, 'if exists ')}${index} rename to ${newName(of)}`;
};

export const INDEX_MAKERS: readonly (readonly [weight: number, Maker])[] = [
  [12, onTable],
  [3, onView],
  [3, drop],
  [4, rename],
];
