import type { Call, Formula } from '../sql/code/formula';
import { someInFormula } from '../sql/code/visit';
import type { Execution } from './execution';
import { evaluate } from './formulas';
import { distinct, ordered } from './ordering';
import type { Scope } from './scope';
import { compareValues, isUnknown, known, list, textOf, truth, UNKNOWN, type Value } from './value';

const AGGREGATES: Readonly<Record<string, (values: readonly Value[], separator: string) => Value>> = {
  count: (values) => (values.some(isUnknown) ? UNKNOWN : present(values).length),
  array_agg: (values) => (values.length === 0 ? null : list(values)),
  string_agg: (values, separator) => {
    const texts = present(values).map((value) => textOf(value) ?? '');
    return texts.length === 0 ? null : known(texts.join(separator));
  },
  min: (values) => present(values).reduce<Value>((best, value) => extreme(best, value, -1), null),
  max: (values) => present(values).reduce<Value>((best, value) => extreme(best, value, 1), null),
  any_value: (values) => present(values)[0] ?? null,
  sum: (values) => (values.every((value) => typeof value === 'number') ? total(values as readonly number[]) : UNKNOWN),
  avg: (values) => (present(values).length === 0 ? null : UNKNOWN),
  json_agg: (values) => (values.length === 0 ? null : UNKNOWN),
  jsonb_agg: (values) => (values.length === 0 ? null : UNKNOWN),
  bool_and: (values) => all(values, true),
  every: (values) => all(values, true),
  bool_or: (values) => all(values, false),
};

/** True of a formula with an aggregate in it. Aggregates of nested queries are not counted: they have groups of their own. */
export function holdsAggregate(formula: Formula): boolean {
  return someInFormula(formula, { formula: isAggregate, query: () => false });
}

function isAggregate(formula: Formula): true | undefined {
  return formula.kind === 'call' && Object.hasOwn(AGGREGATES, formula.name) && formula.isWindowed !== true ? true : undefined;
}

/** An aggregate over the rows of a group, each as a scope; undefined when the function is no aggregate. */
export function aggregate({ name, arguments: [of, by], rows }: Call, group: readonly Scope[], run: Execution): Value | undefined {
  const aggregated = Object.hasOwn(AGGREGATES, name) ? AGGREGATES[name] : undefined;
  if (aggregated === undefined) return undefined;
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
  return aggregated(rows?.distinct === true ? distinct(values, (value) => [value]) : values, separator ?? '');
}

function present(values: readonly Value[]): readonly Value[] {
  return values.filter((value) => value !== null);
}

function extreme(best: Value, value: Value, sign: 1 | -1): Value {
  if (best === null) return value;
  const order = compareValues(value, best);
  if (order === undefined || order === null) return UNKNOWN;
  return order * sign > 0 ? value : best;
}

function total(values: readonly number[]): Value {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

function all(values: readonly Value[], neutral: boolean): Value {
  const truths = present(values).map(truth);
  if (truths.includes(!neutral)) return !neutral;
  return truths.includes(undefined) ? UNKNOWN : truths.length === 0 ? null : neutral;
}
