import type { Table } from '../../../server/src/schema/model/table';
import type { View } from '../../../server/src/schema/model/view';
import { typeText } from '../../../server/src/schema/queries';
import { callFor } from './calls';
import { list, maybe, nameOf, quoted, type Situation } from './situation';

/* Queries over the current schema, as views read them, and the types of their columns. */

interface Read {
  readonly name: string;
  /** As format_type prints it; '' where the model does not know it. */
  readonly type: string;
}

const source = (of: Situation): Table | View => of.pick([...of.tables, ...of.tables, ...of.views])!;

function columnsOf(of: Situation, relation: Table | View): readonly Read[] {
  return relation.columns.map(({ name, type }) => ({ name: quoted(name), type: type === undefined ? '' : typeText(of.schema, type) }));
}

/** A query whose result fits a view: the names of its columns are unique. */
export function query(of: Situation): string {
  const [one, two] = [source(of), source(of)];
  const [first, second] = [nameOf(of, one), nameOf(of, two)];
  const columns = of.some(columnsOf(of, one), 1, 3);
  if (columns.length === 0) return `select 1 as x from ${first}`;
  const some = list(columns.map(({ name }) => name));
  const column = columns[0]!.name;
  const others = columnsOf(of, two).map(({ name }) => name);
  const shared = columnsOf(of, one).find(({ name }) => others.includes(name))?.name ?? column;
  return of.pick([
    () => `select * from ${first}`,
    () => `select ${some} from ${first}${maybe(of, 2, ` where ${of.pick(columns)!.name} is not null`)}`,
    () => `select x.* from ${first} x`,
    () => `select ${worked(of, columns)} from ${first}`,
    () => `select ${worked(of, columns)} from ${first}`,
    () => `select ${worked(of, columns)} from ${first}`,
    () => grouped(of, columns, first),
    () => grouped(of, columns, first),
    () => windowed(of, columns, first),
    () => union(of, columns, first),
    () => union(of, columns, first),
    () => `select x.${column}, y.${of.pick(others) ?? 'nothing'} as other from ${first} x ${joined(of)} ${second} y on x.${column} is null`,
    () => `select x.${column} from ${first} x, lateral (select * from ${second}) y`,
    () => `select * from ${first} ${of.pick(['', 'left ', 'full '])}join ${second} using (${shared})`,
    () => `select ${shared} from ${first} natural join ${second}`,
    () => `select q.* from (select ${some} from ${first}) q`,
    () => `select * from (select ${some}, 1 as one from ${first}) q order by ${column}`,
    () => `with q as (select ${worked(of, columns)} from ${first}) select * from q`,
    () => `with q (m, n) as (select ${column}, 1 from ${first}), r as (select m from q) select * from r`,
    () => `select ${column}, (select count(*) from ${second}) as n, x from ${first} x`,
    () => `select distinct ${column} from ${first} where exists (select from ${second})`,
    () => `values (1, 'x'), (2.5, null)`,
    () => `select n, ${column} from ${first}, generate_series(1, 3) n`,
  ])!();
}

const joined = (of: Situation): string => of.pick(['join', 'left join', 'right join', 'full join'])!;

/** Expressions over the columns that their types allow. */
function worked(of: Situation, columns: readonly Read[]): string {
  return list(columns.map((column, i) => `${of.pick(expressions(of, column))} as c${i}`));
}

function expressions(of: Situation, { name, type }: Read): readonly string[] {
  const call = callFor(of, undefined, [name]);
  return [
    name,
    `${name}::text`,
    `${name} is null`,
    `coalesce(${name}, null)`,
    `case when ${name} is null then ${of.pick(['1', "'x'", '2.5', 'null', 'true'])} else ${of.pick(['1', "'y'", '2', 'null'])} end`,
    `array[${name}]`,
    `nullif(${name}, null)`,
    `upper(${name}::text)`,
    `length(${name}::text)`,
    'now()',
    'null',
    "'x'",
    '1.5',
    'current_date - 7',
    `row(${name}, 1)`,
    `num_nonnulls(${name}) + 1`,
    ...(call === undefined ? [] : [call]),
    ...(OF_TYPE[type.replace(/\(.*\)/, '')]?.map((expression) => expression.replaceAll('$', name)) ?? []),
  ];
}

const OF_NUMBERS = [
  '$ + 1',
  '$ * 2.5',
  '$ / 2',
  '-$',
  'abs($)',
  'round($)',
  'greatest($, 2)',
  'coalesce($, 0)',
  '$ % 2',
  '$ > 3',
  '$ + 1.5::real',
];
const OF_TEXTS = [
  "$ || 'x'",
  'lower($)',
  "coalesce($, '')",
  'substring($, 1, 2)',
  "$ like 'x%'",
  "$ = 'x'",
  "split_part($, ',', 1)",
  'md5($)',
];
const OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  integer: [...OF_NUMBERS, '$::bigint + $', "$ || ''", "to_char($, '9')"],
  bigint: OF_NUMBERS,
  smallint: [...OF_NUMBERS, '$ + $'],
  numeric: [...OF_NUMBERS.filter((text) => !text.includes('real')), 'round($, 1)', 'coalesce($, $)'],
  text: OF_TEXTS,
  'character varying': [...OF_TEXTS, 'coalesce($, $)', 'nullif($, $)'],
  'timestamp with time zone': [
    "date_trunc('day', $)",
    'extract(year from $)',
    '$::date',
    "$ - interval '1 day'",
    '$ - now()',
    "to_char($, 'YYYY')",
    "$ at time zone 'UTC'",
  ],
  date: ['$ + 1', '$ - $', "$ + interval '1 day'", "date_trunc('month', $)", 'extract(year from $)', 'coalesce($, current_date)'],
  boolean: ['not $', '$ and true', '$::int', 'coalesce($, false)'],
  jsonb: ["$ -> 'a'", "$ ->> 'a'", "$ || '{}'", "($ ->> 'a')::int", 'jsonb_typeof($)', "$ @> '{}'"],
  uuid: ['$::text', 'coalesce($, gen_random_uuid())'],
  'integer[]': ['$[1]', 'array_length($, 1)', '$ || 1', 'unnest($)', 'cardinality($)', '1 = any($)'],
  'text[]': ['$[1]', "array_to_string($, ',')", "$ || 'x'::text", "array_append($, 'y')", 'unnest($)'],
};

function grouped(of: Situation, columns: readonly Read[], from: string): string {
  const [by, other = by] = columns;
  const numeric = /^(integer|bigint|smallint|numeric)/.test(other!.type);
  const aggregates = [
    'count(*)',
    `count(distinct ${other!.name})`,
    `array_agg(${other!.name})`,
    `string_agg(${other!.name}::text, ',')`,
    `bool_and(${other!.name} is null)`,
    `json_agg(${other!.name})`,
    `count(*) filter (where ${other!.name} is null)`,
    'max(1.5)',
    ...(numeric
      ? ['sum($)', 'avg($)', 'min($)', 'max($)', 'sum($) / 2', 'coalesce(sum($), 0)'].map((text) => text.replace('$', other!.name))
      : []),
    ...(/^(text|character|date|timestamp)/.test(other!.type) ? [`min(${other!.name})`, `max(${other!.name})`] : []),
  ];
  const chosen = of.some(aggregates, 1, 2);
  return `select ${by!.name}, ${list(chosen.map((text, i) => `${text} as n${i}`))} from ${from} group by ${by!.name}${maybe(of, 3, ' having count(*) > 1')}`;
}

function windowed(of: Situation, columns: readonly Read[], from: string): string {
  const { name, type } = columns[0]!;
  const calls = [
    'row_number()',
    'rank()',
    'ntile(2)',
    'percent_rank()',
    `lag(${name})`,
    `first_value(${name})`,
    'count(*)',
    ...(/^(integer|bigint|smallint|numeric)/.test(type) ? [`sum(${name})`, `avg(${name})`] : []),
  ];
  return `select ${name}, ${of.pick(calls)} over (${maybe(of, 2, `order by ${name}::text`)}) as w from ${from}`;
}

/** Pairs of values for which a set operation finds a common type (manual, 10.5), or finds none. */
const BRANCHES: readonly (readonly [string, string])[] = [
  ['1', '2.5'],
  ['1::smallint', '1::bigint'],
  ["'x'", "'y'::text"],
  ["'x'::varchar(3)", "'y'::text"],
  ["'x'::varchar(3)", "'y'::varchar(3)"],
  ["'x'::varchar(3)", "'y'::varchar(5)"],
  ['null', '1'],
  ['null', 'null'],
  ["'x'", 'null'],
  ['now()', 'current_date'],
  ['current_date', "'2020-01-01'"],
  ['1.5::numeric(4,2)', '2.5::numeric(4,2)'],
  ['1::real', '1.5'],
];

function union(of: Situation, columns: readonly Read[], from: string): string {
  const operation = of.pick(['union', 'union all', 'union all', 'intersect', 'except'])!;
  const { name } = columns[0]!;
  const plain = list(columns.map((column) => column.name));
  const [left, right] = of.once(2) ? of.pick(BRANCHES)! : [name, of.pick(['null', '1', "'x'", name])!];
  return of.pick([
    () => `select ${plain} from ${from} ${operation} select ${plain} from ${from}`,
    () => `select ${left} as u from ${from} ${operation} select ${right} from ${from}`,
    () => `select ${left} as u from ${from} ${operation} select ${right} from ${from}`,
    () => `select ${right} as u from ${from} ${operation} select ${left} from ${from} ${operation} select null`,
    () => `select * from (select ${left} as u ${operation} select ${right}) q`,
    () => `with recursive q as (select 1 as n, ${name} as v from ${from} union all select n + 1, v from q where n < 3) select * from q`,
  ])!();
}
