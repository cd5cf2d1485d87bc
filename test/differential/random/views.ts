import type { Table, View } from '../../../server/src/schema/model';
import { list, type Maker, maybe, nameOf, newColumn, newTable, placed, quoted, type Situation, someSchema } from './situation';

/* Views and materialized views: what they read, how they are replaced and renamed, and what takes them along. */

const source = (of: Situation): Table | View => of.pick([...of.tables, ...of.tables, ...of.views])!;
const columnsOf = (relation: Table | View): readonly string[] => relation.columns.map(({ name }) => quoted(name));

/** A query over what is there. */
function query(of: Situation): string {
  const [one, two] = [source(of), source(of)];
  const [first, second] = [nameOf(of, one), nameOf(of, two)];
  const columns = of.some(columnsOf(one), 1, 3);
  if (columns.length === 0) return `select 1 as x from ${first}`;
  const some = list(columns);
  const column = columns[0]!;
  const shared = columnsOf(one).filter((name) => columnsOf(two).includes(name))[0] ?? column;
  return of.pick([
    `select * from ${first}`,
    `select * from ${first}`,
    `select ${some} from ${first}`,
    `select ${some} from ${first} where ${of.pick(columnsOf(one))} is not null`,
    `select x.* from ${first} x`,
    `select x.${column} as renamed, count(*) from ${first} as x group by x.${column}`,
    `select x.${column}, y.${of.pick(columnsOf(two)) ?? 'nothing'} as other from ${first} x join ${second} y on x.${column} is null`,
    `select x.${column} from ${first} x, lateral (select * from ${second}) y`,
    `select ${shared} from ${first} join ${second} using (${shared})`,
    `select q.* from (select ${some} from ${first}) q`,
    `select * from (select ${some}, 1 as one from ${first}) q order by ${column}`,
    `with q as (select ${some} from ${first}) select * from q`,
    `select ${some} from ${first} union all select ${some} from ${first}`,
    `select (select count(*) from ${second}) as n, ${column}::text as written, coalesce(${column}::text, 'x') from ${first}`,
    `select ${column} is null as "Is null", x from ${first} x`,
    `select distinct ${column} from ${first} where exists (select from ${second})`,
  ])!;
}

const createView: Maker = (of) => {
  const named = maybe(of, 8, ' (one)');
  return `create ${maybe(of, 4, 'or replace ')}${maybe(of, 12, 'temp ')}view ${placed(of, newTable(of))}${named} as ${query(of)}`;
};

/** The same again, with a column more at the end. */
const replaceView: Maker = (of) => {
  const view = of.pick(of.views.filter(({ kind }) => kind === 'view'));
  return view === undefined
    ? undefined
    : `create or replace view ${nameOf(of, view)} as ${view.definition.replace(/^\s*select \*/, 'select *, 1 as added')}`;
};

const createMaterialized: Maker = (of) =>
  `create materialized view ${maybe(of, 6, 'if not exists ')}${placed(of, newTable(of))} as ${query(of)}${maybe(of, 2, ' with no data')}`;

const kindOf = (view: View): string => (view.kind === 'view' ? 'view' : 'materialized view');

function about(of: Situation, make: (kind: string, name: string, view: View) => string): string | undefined {
  const view = of.pick(of.views);
  return view === undefined ? createView(of) : make(kindOf(view), nameOf(of, view), view);
}

const ABOUT: readonly Maker[] = [
  (of) => about(of, (kind, name) => `alter ${kind} ${name} rename to ${newTable(of)}`),
  (of) => about(of, (_, name) => `alter table ${name} rename to ${newTable(of)}`),
  (of) =>
    about(of, (kind, name, view) => `alter ${kind} ${name} rename column ${of.pick(columnsOf(view)) ?? 'nothing'} to ${newColumn(of)}`),
  (of) => about(of, (kind, name) => `alter ${kind} ${name} set schema ${someSchema(of)}`),
  (of) => about(of, (kind, name) => `drop ${kind} ${maybe(of, 3, 'if exists ')}${name}${maybe(of, 2, ' cascade')}`),
  (of) => about(of, (kind, name) => `comment on ${kind} ${name} is 'about a view'`),
  (of) =>
    about(of, (kind, name, view) =>
      kind === 'view' ? `comment on column ${name}.${of.pick(columnsOf(view)) ?? 'nothing'} is 'c'` : `refresh ${kind} ${name}`,
    ),
  (of) =>
    about(of, (kind, name, view) =>
      kind === 'view' ? `alter view ${name} alter ${of.pick(columnsOf(view)) ?? 'nothing'} set default null` : `refresh ${kind} ${name}`,
    ),
];

export const VIEW_MAKERS: readonly (readonly [weight: number, Maker])[] = [
  [10, createView],
  [4, replaceView],
  [4, createMaterialized],
  [8, (of) => of.pick(ABOUT)!(of)],
];
