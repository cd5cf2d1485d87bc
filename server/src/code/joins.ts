import type { Formula, FromItem, Query } from '../sql/code/formula';
import { someInFromItem } from '../sql/code/visit';
import { type Execution, exhaust } from './execution';
import { evaluate } from './formulas';
import { type JoinStep, namesColumnOf, type OpenItem, planJoins } from './joinPlan';
import { narrowed } from './narrowed';
import type { Bound, Scope, SourceTable } from './scope';
import { columnsOfSource, sourceTable } from './sources';
import { NULL_TUPLE, type Tuple } from './tuple';
import { truth } from './value';

export interface Combinations {
  readonly sure: readonly Scope[];
  /** Combinations with a row that a gap may hide, and those for which it is unknown whether they fulfil the conditions. */
  readonly possible: readonly Scope[];
}

interface Candidate {
  /** In the order of the steps. */
  readonly bound: readonly Bound[];
  readonly sure: boolean;
}

/** The most combinations of rows that are examined, so that an answer comes while the user types. */
const MOST_COMBINATIONS = 100_000;

/** The most combinations with a row that only may exist: combining such rows tells hardly more than each of them alone. */
const MOST_POSSIBLE = 5_000;

/** The combinations of rows that fulfil all conditions of a query; undefined when there are too many to examine. */
export function combinations(query: Query, scope: Scope, run: Execution): Combinations | undefined {
  const isUnfiltered = query.conditions.length === 0;
  const open = (source: FromItem, at: Scope): SourceTable => sourceTable(source, at, run, isUnfiltered);
  const { steps, rest } = planJoins(query, openItems(query.sources, scope, run, open), scope, run);
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

function openItems(
  sources: readonly FromItem[],
  scope: Scope,
  run: Execution,
  open: (source: FromItem, scope: Scope) => SourceTable,
): readonly OpenItem[] {
  const opened: OpenItem[] = [];
  for (const source of sources) {
    const isLateral =
      (source.kind === 'calls' || source.kind === 'query') &&
      opened.some(({ table }) => someInFromItem(source, { formula: (part) => namesColumnOf(part, table) }));
    const columns = columnsOfSource(source, run);
    opened.push({ source, isLateral, table: isLateral ? { alias: source.alias, columns, rows: [], ghosts: [] } : open(source, scope) });
  }
  return opened;
}

/** The candidate joined with each fitting row of a table, or with NULLs when the table is optional and no row fits. */
function joined(
  candidate: Candidate,
  table: SourceTable,
  step: JoinStep,
  scope: Scope,
  run: Execution,
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
    bound: [...candidate.bound, { table, row: NULL_TUPLE }],
    sure: candidate.sure && found.length === 0,
  };
  const all = found.some(({ sure }) => sure) ? found : [...found, alone];
  const asked = all.map((each) => ({ ...each, holds: everyHolds(step.conditions, { ...scope, bound: each.bound }, run) }));
  return {
    candidates: asked.flatMap(({ bound, sure, holds }) => (holds === false ? [] : [{ bound, sure: sure && holds === true }])),
    looks,
  };
}

function extended(
  { bound, sure }: Candidate,
  table: SourceTable,
  rows: readonly Tuple[],
  areThere: boolean,
  conditions: readonly Formula[],
  scope: Scope,
  run: Execution,
): readonly Candidate[] {
  const found: Candidate[] = [];
  // Most rows fail, so all of them are tested in one list, and only a row that fits gets a copy of the list.
  const next: Bound[] = [...bound];
  const asked: Scope = { ...scope, bound: next };
  for (const row of rows) {
    next[bound.length] = { table, row };
    const holds = everyHolds(conditions, asked, run);
    if (holds !== false) found.push({ bound: [...next], sure: sure && areThere && holds === true });
  }
  return found;
}

/** True when all conditions hold; undefined when that is unknown. */
export function everyHolds(conditions: readonly Formula[], scope: Scope, run: Execution): boolean | undefined {
  let all: boolean | undefined = true;
  for (const condition of conditions) {
    const holds = truth(evaluate(condition, scope, run));
    if (holds === false) return false;
    if (holds === undefined) all = undefined;
  }
  return all;
}
