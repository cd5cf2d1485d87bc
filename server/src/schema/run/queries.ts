import type { Formula, Query } from '../../sql/formula';
import { evaluate } from './formulas';
import { inDoubt, type Run } from './run';
import type { Bound, QueryValues, Scope, SourceTable } from './scope';
import { givesSeries, series, sourceTable } from './sources';
import { compare, list, type Row, truth, UNKNOWN, type Value } from './value';

/** What a query gives. */
export interface Rows {
  readonly rows: readonly Row[];
  /** Others that it may give, as far as they are known; one may stand for many. */
  readonly possible: readonly Row[];
}

/** More combinations of rows than this are not looked at: nobody would wait for them. */
const MOST_COMBINATIONS = 100_000;

/** The rows of a query over catalogs and constants. Of a user's table only a run would tell them. */
export function runQuery(query: Query, outer: Scope, run: Run): Rows {
  const { group: _, ...level } = outer;
  const scope: Scope = { ...level, bound: [], outer };
  const found = query.unclear ? undefined : combinations(query, scope, run);
  if (found === undefined) return anyRows(query, scope, run);
  if (query.outputs.some((output) => output.kind === 'formula' && holdsAggregate(output.formula))) {
    if (found.possible.length > 0) return { rows: [unknownRow(query)], possible: [] };
    return { rows: [outputRow(query, { ...(found.sure[0] ?? scope), group: found.sure }, run)], possible: [] };
  }
  const sure = sorted(query, found.sure, run).map((each) => outputRows(query, each, run));
  const possible = found.possible.map((each) => possibleRow(query, each, run));
  if (sure.includes(undefined)) return anyRows(query, scope, run);
  const all = sure.flatMap((rows) => rows ?? []);
  return limited(query, { rows: query.distinct ? distinct(all) : all, possible }, scope, run);
}

function anyRows(query: Query, scope: Scope, run: Run): Rows {
  return { rows: [], possible: [possibleRow(query, scope, run)] };
}

/** What its outputs call may be called, for nobody knows how many rows. */
function possibleRow(query: Query, scope: Scope, run: Run): Row {
  const hidden = { kind: 'rows', text: query.sources.map(({ alias }) => alias).join(', ') } as const;
  return inDoubt(run, run.doubt ?? { hidden, span: run.here }, () => outputRow(query, scope, run));
}

function limited(query: Query, { rows, possible }: Rows, scope: Scope, run: Run): Rows {
  const limit = query.limit === undefined ? null : evaluate(query.limit, scope, run);
  if (limit === null || limit === 0) return limit === null ? { rows, possible } : { rows: [], possible: [] };
  if (typeof limit === 'number' && possible.length === 0) return { rows: rows.slice(0, limit), possible };
  return { rows: [], possible: [...rows, ...possible] };
}

/** For formulas that hold queries. */
export const queryValues: QueryValues = {
  exists(query, scope, run) {
    const { rows, possible } = runQuery(query, scope, run);
    return rows.length > 0 ? true : possible.length > 0 ? UNKNOWN : false;
  },
  values(query, scope, run) {
    const { rows, possible } = runQuery(query, scope, run);
    return possible.length > 0 ? UNKNOWN : list(rows.map((row) => row.fields[0]?.[1] ?? null));
  },
};

const AGGREGATES = /^(count|array_agg|string_agg|min|max|sum|avg|bool_and|bool_or|every|json_agg|jsonb_agg)$/;

/** Nested queries have groups of their own. */
function holdsAggregate(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || 'sources' in value) return false;
  const { kind, name } = value as { readonly kind?: unknown; readonly name?: unknown };
  return (kind === 'call' && typeof name === 'string' && AGGREGATES.test(name)) || Object.values(value).some(holdsAggregate);
}

interface Combinations {
  readonly sure: readonly Scope[];
  readonly possible: readonly Scope[];
}

interface Candidate {
  readonly bound: readonly Bound[];
  readonly sure: boolean;
}

/** Every combination of rows that fulfils all conditions; undefined when there are too many to look at. */
function combinations(query: Query, scope: Scope, run: Run): Combinations | undefined {
  const isUnfiltered = query.conditions.length === 0;
  const tables = query.sources.map((source) => sourceTable(source, scope, run, isUnfiltered, (inner) => runQuery(inner, scope, run)));
  const { steps, rest } = plan(query, tables);
  let candidates: readonly Candidate[] = [{ bound: [], sure: true }];
  let looks = 0;
  for (const { table, conditions } of steps) {
    looks += candidates.length * (table.rows.length + table.ghosts.length);
    if (looks > MOST_COMBINATIONS) return undefined;
    candidates = candidates.flatMap((candidate) => [
      ...extended(candidate, table, table.rows, true, conditions, scope, run),
      ...extended(candidate, table, table.ghosts, false, conditions, scope, run),
    ]);
  }
  const outside = everyHolds(rest, scope, run);
  if (outside === false) return { sure: [], possible: [] };
  const inOrder = ({ bound }: Candidate): Scope => ({
    ...scope,
    bound: tables.flatMap((table) => bound.find((each) => each.table === table) ?? []),
  });
  const isSure = (candidate: Candidate): boolean => candidate.sure && outside === true;
  return { sure: candidates.filter(isSure).map(inOrder), possible: candidates.filter((each) => !isSure(each)).map(inOrder) };
}

function extended(
  { bound, sure }: Candidate,
  table: SourceTable,
  rows: SourceTable['rows'],
  areThere: boolean,
  conditions: readonly Formula[],
  scope: Scope,
  run: Run,
): readonly Candidate[] {
  const found: Candidate[] = [];
  // Most rows fail: what is asked of them looks at one and the same list, which only those that do not take with them.
  const next: Bound[] = [...bound];
  const asked: Scope = { ...scope, bound: next };
  for (const row of rows) {
    next[bound.length] = { table, row };
    const holds = everyHolds(conditions, asked, run);
    if (holds !== false) found.push({ bound: [...next], sure: sure && areThere && holds === true });
  }
  return found;
}

function everyHolds(conditions: readonly Formula[], scope: Scope, run: Run): boolean | undefined {
  let all: boolean | undefined = true;
  for (const condition of conditions) {
    const holds = truth(evaluate(condition, scope, run));
    if (holds === false) return false;
    if (holds === undefined) all = undefined;
  }
  return all;
}

interface Plan {
  readonly steps: readonly { readonly table: SourceTable; readonly conditions: readonly Formula[] }[];
  /** Conditions about no table. */
  readonly rest: readonly Formula[];
}

/** Tables that a condition narrows by itself come first, and each condition is asked as soon as its tables are there. */
function plan(query: Query, tables: readonly SourceTable[]): Plan {
  const needs = query.conditions.map((condition) => ({ condition, tables: tables.filter((table) => mentions(condition, table)) }));
  const isNarrowed = (table: SourceTable): boolean => needs.some((need) => need.tables.length === 1 && need.tables[0] === table);
  const order = [...tables.filter(isNarrowed), ...tables.filter((table) => !isNarrowed(table))];
  const lastOf = (need: (typeof needs)[number]): number => Math.max(...need.tables.map((table) => order.indexOf(table)));
  return {
    steps: order.map((table, i) => ({
      table,
      conditions: needs.filter((need) => need.tables.length > 0 && lastOf(need) === i).map(({ condition }) => condition),
    })),
    rest: needs.filter((need) => need.tables.length === 0).map(({ condition }) => condition),
  };
}

/** True when a name in a formula may be a column of a table. */
function mentions(value: unknown, table: SourceTable): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if ('path' in value) {
    const path = value.path as readonly string[];
    return path.length > 1 ? path.at(-2) === table.alias : table.columns === undefined || table.columns.includes(path[0] ?? '');
  }
  return Object.values(value).some((child) => mentions(child, table));
}

/** One row, or as many as unnest() and its like give. Undefined: nobody can tell how many. */
function outputRows(query: Query, scope: Scope, run: Run): readonly Row[] | undefined {
  const [output, ...others] = query.outputs;
  if (output?.kind !== 'formula' || others.length > 0 || !givesSeries(output.formula)) return [outputRow(query, scope, run)];
  return series(output.formula, scope, run)?.map((value) => ({ kind: 'row', fields: [[output.name, value]] }));
}

function outputRow(query: Query, scope: Scope, run: Run): Row {
  const fields = query.outputs.flatMap((output): readonly (readonly [string, Value])[] => {
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

function sorted(query: Query, scopes: readonly Scope[], run: Run): readonly Scope[] {
  if (query.order.length === 0) return scopes;
  const key = (by: Formula, scope: Scope): Value => {
    const position = by.kind === 'constant' && typeof by.value === 'number' ? by.value - 1 : -1;
    const output =
      query.outputs[position] ??
      query.outputs.find((each) => each.kind === 'formula' && by.kind === 'name' && by.path.length === 1 && each.name === by.path[0]);
    return evaluate(output?.kind === 'formula' ? output.formula : by, scope, run);
  };
  return [...scopes].sort((a, b) => {
    for (const { by, descending } of query.order) {
      const order = compare(key(by, a), key(by, b)) ?? 0;
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

function distinct(rows: readonly Row[]): readonly Row[] {
  const same = (a: Row, b: Row): boolean => a.fields.every(([, value], i) => compare(value, b.fields[i]?.[1] ?? null) === 0);
  return rows.filter((row, i) => rows.findIndex((other) => same(row, other)) === i);
}
