import type { Formula, FromItem, Query } from '../sql/code/formula';
import { someInFormula } from '../sql/code/visit';
import type { Execution } from './execution';
import { narrowed } from './narrowed';
import type { Scope, SourceTable } from './scope';

/** An item of FROM with its rows. */
export interface OpenItem {
  readonly source: FromItem;
  readonly table: SourceTable;
  /** True when it reads columns of the items before it, so that its rows depend on theirs. */
  readonly isLateral: boolean;
}

export interface JoinStep extends OpenItem {
  /** The conditions of the query that can be evaluated once this item is joined. */
  readonly conditions: readonly Formula[];
}

export interface JoinPlan {
  readonly steps: readonly JoinStep[];
  /** Conditions that mention no item. */
  readonly rest: readonly Formula[];
}

interface Need {
  readonly condition: Formula;
  readonly items: readonly OpenItem[];
}

/** The order in which items are joined. A condition is evaluated as soon as its items are joined, and first when an index can answer it. */
export function planJoins(query: Query, opened: readonly OpenItem[], scope: Scope, run: Execution): JoinPlan {
  const needs = [...query.conditions]
    .sort((a, b) => Number(isEquality(b)) - Number(isEquality(a)))
    .map((condition): Need => ({ condition, items: opened.filter(({ table }) => mentions(condition, table)) }));
  // An item that depends on others keeps its place behind them.
  const isFixed = ({ source, isLateral }: OpenItem): boolean => isLateral || source.optional !== undefined;
  const free = inBestOrder(
    opened.filter((each) => !isFixed(each)),
    needs,
    scope,
    run,
  );
  const order = [...free, ...opened.filter(isFixed)];
  const lastOf = (need: Need): number => Math.max(...need.items.map((each) => order.indexOf(each)));
  return {
    steps: order.map((each, i) => ({
      ...each,
      conditions: needs.filter((need) => need.items.length > 0 && lastOf(need) === i).map(({ condition }) => condition),
    })),
    rest: needs.filter((need) => need.items.length === 0).map(({ condition }) => condition),
  };
}

/** More rows than any table has. It puts the items that no condition narrows last. */
const UNNARROWED = 100_000;

/** The item with the fewest rows that can count first, then always one that an equality connects with those before it. */
function inBestOrder(free: readonly OpenItem[], needs: readonly Need[], scope: Scope, run: Execution): readonly OpenItem[] {
  if (free.length < 2) return free;
  const sizes = new Map(
    free.map((each) => {
      const own = needs.filter(({ items }) => items.length === 1 && items[0] === each).map(({ condition }) => condition);
      const found = narrowed(each.table, own, scope, run).length;
      return [each, own.length > 0 ? found : found + UNNARROWED] as const;
    }),
  );
  const left = [...free].sort((a, b) => sizes.get(a)! - sizes.get(b)!);
  const order: OpenItem[] = [];
  while (left.length > 0) {
    const connected = left.findIndex((each) =>
      needs.some(
        ({ condition, items }) =>
          isEquality(condition) && items.length === 2 && items.includes(each) && items.some((other) => order.includes(other)),
      ),
    );
    order.push(...left.splice(Math.max(0, connected), 1));
  }
  return order;
}

function isEquality(condition: Formula): boolean {
  return condition.kind === 'operator' && condition.operator === '=' && condition.over === undefined;
}

function mentions(condition: Formula, table: SourceTable): boolean {
  return someInFormula(condition, { formula: (part) => namesColumnOf(part, table) });
}

/** True when the name may be that of a column of the table; undefined for formulas other than names. */
export function namesColumnOf(formula: Formula, table: SourceTable): boolean | undefined {
  if (formula.kind !== 'name') return undefined;
  const { path } = formula;
  return path.length > 1 ? path.at(-2) === table.alias : table.columns === undefined || table.columns.includes(path[0] ?? '');
}
