import type { CatalogRow } from '../engines/postgres/code/catalog/relation';
import type { Formula, Query, Source } from '../sql/formula';
import { evaluate } from './formulas';
import { narrowed } from './narrowed';
import { exhaust, type Run } from './run';
import type { Bound, Scope, SourceTable } from './scope';
import { columnsOfSource, type Nested, sourceTable } from './sources';
import { truth } from './value';

export interface Combinations {
  readonly sure: readonly Scope[];
  /** Those that something unreadable may have made, or of which nobody can tell whether they fulfil the conditions. */
  readonly possible: readonly Scope[];
}

interface Candidate {
  /** In the order of the steps. */
  readonly bound: readonly Bound[];
  readonly sure: boolean;
}

/** More combinations of rows than this are not looked at: nobody would wait for them. */
const MOST_COMBINATIONS = 100_000;

/** Much fewer of those with a row that only may be there: what they are together is not known any better than by itself. */
const MOST_POSSIBLE = 5_000;

/** Every combination of rows that fulfils all conditions; undefined when there are too many to look at. */
export function combinations(query: Query, scope: Scope, run: Run, nested: Nested): Combinations | undefined {
  const isUnfiltered = query.conditions.length === 0;
  const open = (source: Source, at: Scope): SourceTable => sourceTable(source, at, run, isUnfiltered, nested);
  const { steps, rest } = plan(query, openTables(query.sources, scope, run, open), scope, run);
  let candidates: readonly Candidate[] = [{ bound: [], sure: true }];
  let looks = 0;
  let doubts = 0;
  for (const step of steps) {
    const next: Candidate[] = [];
    for (const candidate of candidates) {
      const table = step.isLateral ? open(step.source, { ...scope, bound: candidate.bound }) : step.table;
      const found = joined(candidate, table, step, scope, run);
      looks += found.looks;
      run.looks -= found.looks;
      if (!candidate.sure) doubts += found.looks;
      if (run.looks < 0) exhaust(run);
      if (run.looks < 0 || looks > MOST_COMBINATIONS || doubts > MOST_POSSIBLE) return undefined;
      next.push(...found.candidates);
    }
    candidates = next;
  }
  const outside = everyHolds(rest, scope, run);
  if (outside === false) return { sure: [], possible: [] };
  const inOrder = ({ bound }: Candidate): Scope => ({
    ...scope,
    bound: query.sources.map((source) => bound[steps.findIndex((step) => step.source === source)]!),
  });
  const isSure = (candidate: Candidate): boolean => candidate.sure && outside === true;
  return { sure: candidates.filter(isSure).map(inOrder), possible: candidates.filter((each) => !isSure(each)).map(inOrder) };
}

interface Opened {
  readonly source: Source;
  readonly table: SourceTable;
  /** It reads columns of sources before it: what is in it depends on their rows. */
  readonly isLateral: boolean;
}

function openTables(
  sources: readonly Source[],
  scope: Scope,
  run: Run,
  open: (source: Source, scope: Scope) => SourceTable,
): readonly Opened[] {
  const opened: Opened[] = [];
  for (const source of sources) {
    const isLateral = (source.kind === 'calls' || source.kind === 'query') && opened.some(({ table }) => mentions(source, table));
    const columns = columnsOfSource(source, run);
    opened.push({ source, isLateral, table: isLateral ? { alias: source.alias, columns, rows: [], ghosts: [] } : open(source, scope) });
  }
  return opened;
}

/** The candidate with each row of a table that goes with it, or with NULLs where the table may be missing. */
function joined(
  candidate: Candidate,
  table: SourceTable,
  step: Step,
  scope: Scope,
  run: Run,
): { readonly candidates: readonly Candidate[]; readonly looks: number } {
  const { optional } = step.source;
  const conditions = optional ?? step.conditions;
  const rows = narrowed(table, conditions, { ...scope, bound: candidate.bound }, run);
  const looks = 1 + rows.length + table.ghosts.length;
  const found = [
    ...extended(candidate, table, rows, true, conditions, scope, run),
    ...extended(candidate, table, table.ghosts, false, conditions, scope, run),
  ];
  if (optional === undefined) return { candidates: found, looks };
  const alone: Candidate = {
    bound: [...candidate.bound, { table, row: NO_ROW }],
    sure: candidate.sure && found.length === 0,
  };
  const all = found.some(({ sure }) => sure) ? found : [...found, alone];
  const asked = all.map((each) => ({ ...each, holds: everyHolds(step.conditions, { ...scope, bound: each.bound }, run) }));
  return {
    candidates: asked.flatMap(({ bound, sure, holds }) => (holds === false ? [] : [{ bound, sure: sure && holds === true }])),
    looks,
  };
}

const NO_ROW: CatalogRow = { get: () => null };

function extended(
  { bound, sure }: Candidate,
  table: SourceTable,
  rows: readonly CatalogRow[],
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

export function everyHolds(conditions: readonly Formula[], scope: Scope, run: Run): boolean | undefined {
  let all: boolean | undefined = true;
  for (const condition of conditions) {
    const holds = truth(evaluate(condition, scope, run));
    if (holds === false) return false;
    if (holds === undefined) all = undefined;
  }
  return all;
}

interface Step extends Opened {
  /** Those of the query that can be asked once this table is there. */
  readonly conditions: readonly Formula[];
}

interface Plan {
  readonly steps: readonly Step[];
  /** Conditions about no table. */
  readonly rest: readonly Formula[];
}

interface Need {
  readonly condition: Formula;
  readonly tables: readonly Opened[];
}

/** Each condition is asked as soon as its tables are there; those that an index answers before others. */
function plan(query: Query, opened: readonly Opened[], scope: Scope, run: Run): Plan {
  const needs = [...query.conditions]
    .sort((a, b) => Number(isEquality(b)) - Number(isEquality(a)))
    .map((condition): Need => ({ condition, tables: opened.filter(({ table }) => mentions(condition, table)) }));
  // What depends on others keeps its place behind them.
  const isFixed = ({ source, isLateral }: Opened): boolean => isLateral || source.optional !== undefined;
  const free = inOrder(
    opened.filter((each) => !isFixed(each)),
    needs,
    scope,
    run,
  );
  const order = [...free, ...opened.filter(isFixed)];
  const lastOf = (need: Need): number => Math.max(...need.tables.map((each) => order.indexOf(each)));
  return {
    steps: order.map((each, i) => ({
      ...each,
      conditions: needs.filter((need) => need.tables.length > 0 && lastOf(need) === i).map(({ condition }) => condition),
    })),
    rest: needs.filter((need) => need.tables.length === 0).map(({ condition }) => condition),
  };
}

/** The table with the fewest rows that can count first, then always one that an equality connects with those before it. */
function inOrder(free: readonly Opened[], needs: readonly Need[], scope: Scope, run: Run): readonly Opened[] {
  if (free.length < 2) return free;
  const sizes = new Map(
    free.map((each) => {
      const own = needs.filter(({ tables }) => tables.length === 1 && tables[0] === each).map(({ condition }) => condition);
      const found = narrowed(each.table, own, scope, run).length;
      return [each, own.length > 0 ? found : found + MOST_COMBINATIONS] as const;
    }),
  );
  const left = [...free].sort((a, b) => sizes.get(a)! - sizes.get(b)!);
  const order: Opened[] = [];
  while (left.length > 0) {
    const connected = left.findIndex((each) =>
      needs.some(
        ({ condition, tables }) =>
          isEquality(condition) && tables.length === 2 && tables.includes(each) && tables.some((other) => order.includes(other)),
      ),
    );
    order.push(...left.splice(Math.max(0, connected), 1));
  }
  return order;
}

function isEquality(condition: Formula): boolean {
  return condition.kind === 'operator' && condition.operator === '=' && condition.over === undefined;
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
