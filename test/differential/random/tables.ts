import type { Table } from '../../../server/src/schema/model/table';
import { COLUMN_COMMANDS, columnDefinition } from './columns';
import { CONSTRAINT_COMMANDS, tableConstraint } from './constraints';
import {
  columnName,
  covering,
  list,
  type Maker,
  maybe,
  nameOf,
  newColumns,
  newTable,
  placed,
  type Situation,
  someSchema,
} from './situation';

/* Tables: created in all ways that there are, altered, partitioned, moved and dropped. */

const LIKE_OPTIONS = ['all', 'defaults', 'constraints', 'indexes', 'identity', 'generated', 'comments'];

const ON_COMMIT = ['', ' on commit preserve rows', ' on commit delete rows', ' on commit drop'];

const createTable: Maker = (of) => {
  const temporary = of.pick(['', '', '', '', '', 'temp ', 'temporary ', 'unlogged '])!;
  const names = newColumns(of, 0, 4);
  const like = of.once(8) ? [likeClause(of, of.table)] : [];
  const constraints =
    names.length === 0 || of.once(2) ? [] : [tableConstraint(of, names), ...(of.once(3) ? [tableConstraint(of, names)] : [])];
  const elements = [...names.map((name) => columnDefinition(of, name, names)), ...like, ...constraints];
  const inherits = of.once(8) ? ` inherits (${list(of.some(of.tables, 1, 2).map((parent) => nameOf(of, parent)))})` : '';
  return `create ${temporary}table ${maybe(of, 8, 'if not exists ')}${placed(of, newTable(of))} (${list(elements)})${inherits}${temporary.startsWith('temp') && of.inTransaction ? of.pick(ON_COMMIT) : ''}`;
};

/** First statement of a history, because any other needs a table. */
export const FIRST_TABLE = 'create table t (a int primary key, b text not null, c int unique)';

function likeClause(of: Situation, model: Table): string {
  const options = of.some(LIKE_OPTIONS, 0, 3).map((option) => ` including ${option}`);
  return `like ${nameOf(of, model)}${options.join('')}${maybe(of, 8, ' excluding indexes')}`;
}

const createLike: Maker = (of) => `create table ${placed(of, newTable(of))} (${likeClause(of, of.table)})`;

const inherit: Maker = (of) => {
  const parent = of.pick((of.table.postgres?.inherits ?? []).flatMap((id) => of.schema.tables.get(id) ?? []));
  if (parent !== undefined && of.once(2)) return `alter table ${nameOf(of, of.table)} no inherit ${nameOf(of, parent)}`;
  const child = of.pick(covering(of, of.table));
  if (child !== undefined) return `alter table ${nameOf(of, child)} inherit ${nameOf(of, of.table)}`;
  const own = newColumns(of, 0, 1).map((name) => `, ${columnDefinition(of, name)}`);
  return `create table ${placed(of, newTable(of))} (${likeClause(of, of.table)}${own.join('')})`;
};

/** ALTER TABLE with one command or several, which PostgreSQL sorts into passes. */
const alterTable: Maker = (of) => {
  const commands = [0, ...of.some([1, 2], 0, of.once(3) ? 2 : 0)].flatMap(
    () => of.pick([...COLUMN_COMMANDS, ...CONSTRAINT_COMMANDS])!(of) ?? [],
  );
  if (commands.length === 0) return undefined;
  return `alter table ${maybe(of, 8, 'if exists ')}${maybe(of, 10, 'only ')}${nameOf(of, of.table)} ${list(commands)}`;
};

const createTableAs: Maker = (of) => {
  const columns = of.some(of.table.columns.map(columnName), 0, 3);
  const query = `select ${columns.length === 0 ? '*' : list(columns)} from ${nameOf(of, of.table)}`;
  return of.pick([
    `create table ${maybe(of, 4, 'if not exists ')}${newTable(of)} as ${query}${maybe(of, 3, ' with no data')}`,
    query.replace(' from ', ` into ${newTable(of)} from `),
    `create temp table ${newTable(of)} as ${query}`,
    `create table ${newTable(of)} (one, two) as select 1 as x, 'y'::text as y`,
  ]);
};

const dropTable: Maker = (of) => {
  const tables = of.some(of.tables, 1, of.once(4) ? 2 : 1).map((table) => nameOf(of, table));
  const exists = of.once(4) ? 'if exists ' : '';
  return `drop table ${exists}${list(exists !== '' && of.once(3) ? [...tables, 'nowhere'] : tables)}${of.once(4) ? '' : ' cascade'}`;
};

const ABOUT: readonly Maker[] = [
  (of) => `alter table ${maybe(of, 8, 'if exists ')}${nameOf(of, of.table)} rename to ${newTable(of)}`,
  (of) => `alter table ${nameOf(of, of.table)} rename to ${newTable(of)}`,
  (of) => `alter table ${nameOf(of, of.table)} set schema ${someSchema(of)}`,
  (of) => `alter table ${nameOf(of, of.table)} ${of.pick(['enable', 'disable', 'force'])} row level security`,
  (of) =>
    `alter table ${nameOf(of, of.table)} ${of.pick(['set (fillfactor = 70)', 'set logged', 'set without cluster', 'replica identity full'])}`,
  (of) => `truncate ${nameOf(of, of.table)} cascade`,
  () => 'alter table if exists nowhere add x int',
  () => 'drop table if exists nowhere, "No where"',
];

export const TABLE_MAKERS: readonly (readonly [weight: number, Maker])[] = [
  [14, createTable],
  [5, createLike],
  [4, inherit],
  [40, alterTable],
  [4, createTableAs],
  [4, dropTable],
  [8, (of) => of.pick(ABOUT)!(of)],
];
