import type { Formula, Output, Query } from '../sql/code/formula';
import { holdsAggregate } from './aggregates';
import { type Execution, inDoubt, type QueryRows } from './execution';
import { evaluate } from './formulas';
import { combinations, everyHolds } from './joins';
import { areSame, distinct, ordered } from './ordering';
import type { Scope } from './scope';
import { givesSeries, series } from './series';
import { isUnknown, type Row, UNKNOWN, type Value } from './value';

/** The rows of a query over catalogs and constants. Rows of a user's table are at most likely. */
export function runQuery(query: Query, outer: Scope, run: Execution): QueryRows {
  const { group: _, ...level } = outer;
  const scope: Scope = { ...level, bound: [], outer };
  const found = query.unclear ? undefined : query.combined === undefined ? plainRows(query, scope, run) : combinedRows(query, scope, run);
  return found === undefined ? anyRows(query, scope, run) : limited(query, found, scope, run);
}

function anyRows(query: Query, scope: Scope, run: Execution): QueryRows {
  return { rows: [], possible: [possibleRow(query, scope, run)] };
}

/** One row that stands for any number of rows. Functions in the outputs may be called, so it is evaluated in doubt. */
function possibleRow(query: Query, scope: Scope, run: Execution): Row {
  const hidden = { kind: 'rows', text: query.sources.map(({ alias }) => alias).join(', ') } as const;
  return inDoubt(run, run.doubt ?? { hidden, span: run.here }, () => outputRow(query, scope, run));
}

/** Undefined when the number of rows is unknown. */
function plainRows(query: Query, scope: Scope, run: Execution): QueryRows | undefined {
  const found = combinations(query, scope, run);
  if (found === undefined) return undefined;
  const grouped = groups(query, found.sure, scope, run);
  if (grouped === undefined) return undefined;
  const { possible } = found;
  if (grouped.isGrouped && possible.length > 0)
    return query.groupBy === undefined ? { rows: [unknownRow(query)], possible: [] } : undefined;
  const scopes = ordered(grouped.scopes, query.order, (each, by) => evaluate(ordering(by, query), each, run));
  const { distinctOn } = query;
  const kept = distinctOn === undefined ? scopes : distinct(scopes, (each) => distinctOn.map((by) => evaluate(by, each, run)));
  const rows = kept.map((each) => outputRows(query, each, run));
  if (rows.includes(undefined)) return undefined;
  return {
    rows: withoutDoubles(
      query.distinct,
      rows.flatMap((some) => some ?? []),
    ),
    possible: possible.map((each) => possibleRow(query, each, run)),
  };
}

interface Groups {
  readonly isGrouped: boolean;
  /** One for each row of the result. */
  readonly scopes: readonly Scope[];
}

/** The groups of a query: rows with the same keys become one group. Without GROUP BY, all rows are one group when there is an aggregate. */
function groups({ outputs, groupBy, having, ...query }: Query, rows: readonly Scope[], scope: Scope, run: Execution): Groups | undefined {
  const isGrouped =
    groupBy !== undefined ||
    having !== undefined ||
    outputs.some((each) => each.kind === 'formula' && holdsAggregate(each.formula, run.view));
  if (!isGrouped) return { isGrouped, scopes: rows };
  const keyed: { readonly keys: readonly Value[]; readonly rows: Scope[] }[] = groupBy === undefined ? [{ keys: [], rows: [...rows] }] : [];
  for (const row of groupBy === undefined ? [] : rows) {
    const keys = groupBy!.map((by) => evaluate(ordering(by, { ...query, outputs }), row, run));
    if (keys.some(isUnknown)) return undefined;
    const same = keyed.find((group) => areSame(group.keys, keys));
    if (same === undefined) keyed.push({ keys, rows: [row] });
    else same.rows.push(row);
  }
  const scopes = keyed.map((group): Scope => ({ ...(group.rows[0] ?? scope), group: group.rows }));
  if (having === undefined) return { isGrouped, scopes };
  const holds = scopes.map((each) => everyHolds([having], each, run));
  return holds.includes(undefined) ? undefined : { isGrouped, scopes: scopes.filter((_, i) => holds[i]) };
}

/** ORDER BY and GROUP BY may name an output by its place or its name (manual, SELECT): the formula of that output. */
function ordering(by: Formula, { outputs }: Pick<Query, 'outputs'>): Formula {
  const position = by.kind === 'constant' && typeof by.value === 'number' ? by.value - 1 : -1;
  const output =
    outputs[position] ??
    outputs.find((each) => each.kind === 'formula' && by.kind === 'name' && by.path.length === 1 && each.name === by.path[0]);
  return output?.kind === 'formula' ? output.formula : by;
}

/** UNION, INTERSECT and EXCEPT. Their ORDER BY can only name outputs. */
function combinedRows(query: Query, scope: Scope, run: Execution): QueryRows | undefined {
  const { operator, all, of } = query.combined!;
  const [left, right] = of.map((each) => runQuery(each, scope, run)) as [QueryRows, QueryRows];
  if (operator !== 'union' && left.possible.length + right.possible.length > 0) return undefined;
  const isIn = (row: Row): boolean => right.rows.some((other) => areSame(row.fields.map(valueIn), other.fields.map(valueIn)));
  const rows = operator === 'union' ? [...left.rows, ...right.rows] : left.rows.filter((row) => isIn(row) === (operator === 'intersect'));
  const names = left.rows[0]?.fields.map(([name]) => name) ?? query.outputs.map((each) => (each.kind === 'formula' ? each.name : ''));
  const named = rows.map((row): Row => ({ kind: 'row', fields: row.fields.map(([name, value], i) => [names[i] ?? name, value]) }));
  const sorted = ordered(withoutDoubles(!all, named), query.order, ({ fields }, by) => {
    const place = by.kind === 'constant' ? Number(by.value) - 1 : by.kind === 'name' ? names.indexOf(by.path.at(-1) ?? '') : -1;
    return fields[place]?.[1] ?? UNKNOWN;
  });
  return { rows: sorted, possible: [...left.possible, ...right.possible] };
}

function limited(query: Query, { rows, possible }: QueryRows, scope: Scope, run: Execution): QueryRows {
  const [limit = null, offset = null] = [query.limit, query.offset].map((each) => (each === undefined ? null : evaluate(each, scope, run)));
  if (limit === null && offset === null) return { rows, possible };
  if (limit === 0) return { rows: [], possible: [] };
  const isKnown = (value: Value): value is number | null => value === null || typeof value === 'number';
  if (!isKnown(limit) || !isKnown(offset) || possible.length > 0) return { rows: [], possible: [...rows, ...possible] };
  return { rows: rows.slice(offset ?? 0, limit === null ? undefined : (offset ?? 0) + limit), possible };
}

/** One row, or one for each row of a set-returning function among the outputs. Undefined when their number is unknown. */
function outputRows(query: Query, scope: Scope, run: Execution): readonly Row[] | undefined {
  const places = query.outputs.flatMap((output, i) => (output.kind === 'formula' && givesSeries(output.formula, run) ? [i] : []));
  const [place, ...others] = places;
  const output = place === undefined ? undefined : query.outputs[place];
  if (output?.kind !== 'formula') return [outputRow(query, scope, run)];
  const values = others.length > 0 ? undefined : series(output.formula, scope, run);
  return values?.map((value) => outputRow(query, scope, run, { output, value }));
}

/** The values of the outputs; `given` is the value of one of them. */
function outputRow(query: Query, scope: Scope, run: Execution, given?: { readonly output: Output; readonly value: Value }): Row {
  const fields = query.outputs.flatMap((output): readonly (readonly [string, Value])[] => {
    if (output === given?.output) return [[output.kind === 'formula' ? output.name : '', given.value]];
    if (output.kind === 'formula') return [[output.name, evaluate(output.formula, scope, run)]];
    return scope.bound
      .filter(({ table }) => output.qualifier === undefined || table.alias === output.qualifier)
      .flatMap(({ table, row }) => (table.columns ?? []).map((column) => [column, row.get(column)] as const));
  });
  return { kind: 'row', fields };
}

function unknownRow(query: Query): Row {
  return { kind: 'row', fields: query.outputs.map((output) => [output.kind === 'formula' ? output.name : '', UNKNOWN]) };
}

function withoutDoubles(areUnwanted: boolean, rows: readonly Row[]): readonly Row[] {
  return areUnwanted ? distinct(rows, ({ fields }) => fields.map(valueIn)) : rows;
}

function valueIn([, value]: Row['fields'][number]): Value {
  return value;
}
