import { compareValues, isUnknown, known, list, textOf, truth, UNKNOWN, type Value } from '../../../code/value';

/** True of aggregates whose result is known here (manual, 9.21). */
export function isAggregate(name: string): boolean {
  return Object.hasOwn(AGGREGATES, name);
}

/** The result of an aggregate over the values of a group. */
export function aggregate(name: string, values: readonly Value[], separator: string): Value {
  return AGGREGATES[name]?.(values, separator) ?? null;
}

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
