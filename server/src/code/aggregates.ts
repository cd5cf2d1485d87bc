import type { Call, Formula } from '../sql/code/formula';
import { someInFormula } from '../sql/code/visit';
import type { CatalogView } from './catalogView';
import type { Execution } from './execution';
import { evaluate } from './formulas';
import { distinct, ordered } from './ordering';
import type { Scope } from './scope';
import { textOf, truth, UNKNOWN, type Value } from './value';

/** True of a formula with an aggregate in it. Aggregates of nested queries are not counted: they have groups of their own. */
export function holdsAggregate(formula: Formula, view: CatalogView): boolean {
  return someInFormula(formula, {
    formula: (each) => (each.kind === 'call' && view.isAggregate(each.name) && each.isWindowed !== true ? true : undefined),
    query: () => false,
  });
}

/** An aggregate over the rows of a group, each as a scope; undefined when the function is no aggregate. */
export function aggregate({ name, arguments: [of, by], rows }: Call, group: readonly Scope[], run: Execution): Value | undefined {
  if (!run.view.isAggregate(name)) return undefined;
  const filter = rows?.filter;
  const holds = group.map((row) => (filter === undefined ? true : truth(evaluate(filter, row, run))));
  if (holds.includes(undefined)) return UNKNOWN;
  const asked = ordered(
    group.filter((_, i) => holds[i] === true),
    rows?.order ?? [],
    (row, key) => evaluate(key, row, run),
  );
  if (of === undefined) return name === 'count' ? asked.length : UNKNOWN;
  const values = asked.map((row) => evaluate(of, row, run));
  const separator = by === undefined || asked[0] === undefined ? '' : textOf(evaluate(by, asked[0], run));
  return run.view.aggregate(name, rows?.distinct === true ? distinct(values, (value) => [value]) : values, separator ?? '');
}
