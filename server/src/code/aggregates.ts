import type { Formula } from '../sql/formula';
import { evaluate } from './formulas';
import { distinct, ordered } from './ordering';
import type { Run } from './run';
import type { Scope } from './scope';
import { compare, isUnknown, known, list, textOf, truth, UNKNOWN, type Value } from './value';

type Call = Extract<Formula, { readonly kind: 'call' }>;

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

/** Nested queries have groups of their own. */
export function holdsAggregate(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || 'sources' in value) return false;
  const { kind, name, isWindowed } = value as { readonly kind?: unknown; readonly name?: unknown; readonly isWindowed?: unknown };
  const isAggregate = kind === 'call' && typeof name === 'string' && name in AGGREGATES && isWindowed !== true;
  return isAggregate || Object.values(value).some(holdsAggregate);
}

/** An aggregate over the rows of a group, each as a scope; undefined for other functions. */
export function aggregate({ name, arguments: [of, by], rows }: Call, group: readonly Scope[], run: Run): Value | undefined {
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
  const order = compare(value, best);
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
