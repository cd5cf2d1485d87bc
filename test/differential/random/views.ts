import type { View } from '../../../server/src/schema/model/view';
import { query } from './queries';
import { type Maker, maybe, nameOf, newColumn, newTable, placed, quoted, type Situation, someSchema } from './situation';

/* Views and materialized views: their queries, and how they are replaced, renamed and dropped with what they read. */

const columnsOf = (view: View): readonly string[] => view.columns.map(({ name }) => quoted(name));

const createView: Maker = (of) => {
  const named = maybe(of, 8, ' (one)');
  return `create ${maybe(of, 4, 'or replace ')}${maybe(of, 12, 'temp ')}view ${placed(of, newTable(of))}${named} as ${query(of)}`;
};

/** Replaces a view by the same query, at times with a further column, or with other types, which is refused. */
const replaceView: Maker = (of) => {
  const view = of.pick(of.views.filter(({ kind }) => kind === 'view'));
  if (view === undefined) return undefined;
  // The reduced reader takes very long for deeply nested queries.
  if (view.definition.includes('q.*')) return `create or replace view ${nameOf(of, view)} as ${view.definition}`;
  const more = of.pick(['', ', 1 as added', ', now() as "Added too"']);
  return `create or replace view ${nameOf(of, view)} as select q.*${more} from (${view.definition}) q`;
};

const createOther: Maker = (of) =>
  of.pick([
    `create view ${newTable(of)} with (security_barrier) as ${query(of)} limit 5`,
    `create view ${newTable(of)} (one, two) as select ${of.pick(of.table.columns.map(({ name }) => quoted(name))) ?? 'null'}, 2 from ${nameOf(of, of.table)} with local check option`,
  ]);

const dropMany: Maker = (of) => {
  const views = of.some(
    of.views.filter(({ kind }) => kind === 'view'),
    2,
    3,
  );
  return views.length === 0 ? undefined : `drop view ${views.map((view) => nameOf(of, view)).join(', ')}${maybe(of, 2, ' cascade')}`;
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
  [1, createOther],
  [1, dropMany],
  [8, (of) => of.pick(ABOUT)!(of)],
];
