import type { Target } from '../sql/code/steps';
import { castTo } from './casts';
import type { Execution } from './execution';
import { supposing } from './guess';
import { type Frame, lookUp, type Variables } from './scope';
import { isRow, isUnknown, likely, type Row, UNKNOWN, type Value } from './value';

/** Assigns a value to a variable, or to a field `r.x` of one. The value is cast to the type of the variable. */
export function assign(frame: Frame, name: string, value: Value, run: Execution): void {
  const [, record, field] = /^([^.]+)\.(.+)$/.exec(name) ?? [];
  if (record !== undefined && field !== undefined) {
    const row = lookUp(frame.variables, record) ?? UNKNOWN;
    assign(frame, record, withField(row, field, value), run);
    return;
  }
  let scope: Variables | undefined = frame.variables;
  while (scope !== undefined && !scope.values.has(name)) scope = scope.outer;
  const owner = scope ?? frame.variables;
  owner.values.set(name, castToDeclared(owner.types.get(name) ?? '', value, run));
}

function withField(row: Value, field: string, value: Value): Value {
  if (!isRow(row)) return row;
  return { kind: 'row', fields: row.fields.map(([name, old]) => [name, name === field ? value : old]) };
}

/** A cast that keeps the likely value of an unknown one. */
export function castToDeclared(type: string, value: Value, run: Execution): Value {
  const cast = castTo(type, value, run);
  if (!isUnknown(value) || value.likely === undefined) return cast;
  const { likely } = value;
  return { ...(isUnknown(cast) ? cast : UNKNOWN), likely: supposing(run, () => castTo(type, likely, run)) };
}

/** Assigns the values of a row to a target. Without a row, its variables become NULL. */
export function fill(frame: Frame, { variables, isRecord }: Target, row: Row | null, run: Execution): void {
  if (isRecord) assign(frame, variables[0]!, row, run);
  else for (const [i, name] of variables.entries()) assign(frame, name, row?.fields[i]?.[1] ?? null, run);
}

/** Assigns the values of a row that is only likely. */
export function fillLikely(frame: Frame, { variables, isRecord }: Target, row: Row | null, run: Execution): void {
  if (isRecord) assign(frame, variables[0]!, likely(row), run);
  else for (const [i, name] of variables.entries()) assign(frame, name, likely(row?.fields[i]?.[1] ?? null), run);
}

export function forget(frame: Frame, names: Iterable<string>, run: Execution): void {
  for (const name of names) assign(frame, name, UNKNOWN, run);
}

/** A row as a value: a row with one field is the value of the field. */
export function rowValue(row: Row): Value {
  const [field, ...others] = row.fields;
  return field !== undefined && others.length === 0 ? field[1] : row;
}

/** The inverse of `rowValue`. */
export function asRow(value: Value): Row | null {
  return value === null || isRow(value) ? value : { kind: 'row', fields: [['', value]] };
}

/** The values of all visible variables, for `restore`. */
export type Snapshot = readonly { readonly scope: Variables; readonly values: ReadonlyMap<string, Value> }[];

export function snapshot(frame: Frame): Snapshot {
  const scopes: { scope: Variables; values: ReadonlyMap<string, Value> }[] = [];
  for (let scope: Variables | undefined = frame.variables; scope !== undefined; scope = scope.outer)
    scopes.push({ scope, values: new Map(scope.values) });
  return scopes;
}

export function restore(saved: Snapshot): void {
  for (const { scope, values } of saved) for (const [name, value] of values) scope.values.set(name, value);
}

/**
 * Merges the variables after several ways of which one was taken. A value that differs between them becomes unknown. If the first way is
 * likely, its value is the likely one.
 */
export function merge(ways: readonly Snapshot[], isFirstLikely: boolean): void {
  const [first, ...others] = ways;
  for (const [i, { scope, values }] of (first ?? []).entries())
    for (const [name, value] of values) {
      const isSame = others.every((other) => other[i]?.values.get(name) === value);
      scope.values.set(name, isSame ? value : isFirstLikely ? likely(value) : UNKNOWN);
    }
}
