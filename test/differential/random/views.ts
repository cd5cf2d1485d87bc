import type { View } from '../../../server/src/schema/model';
import { query } from './queries';
import { type Maker, maybe, nameOf, newColumn, newTable, placed, quoted, type Situation, someSchema } from './situation';

/* Views and materialized views: what they read, how they are replaced and renamed, and what takes them along. */

const columnsOf = (view: View): readonly string[] => view.columns.map(({ name }) => quoted(name));

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
