import { castTo } from '../engines/postgres/code/casts';
import type { CodeStep, Target } from '../sql/code';
import { supposing } from './guess';
import { queryValues } from './queries';
import { type Failure, lookUp, type Run, type Variables } from './run';
import type { Scope } from './scope';
import { isRow, isUnknown, likely, type Row, UNKNOWN, type Value } from './value';

/** What one body of code has of its own. */
export interface Frame {
  readonly variables: Variables;
  readonly parameters: readonly Value[];
  /** What RAISE without a condition raises again. */
  readonly handling?: Failure;
  /** What it returns; of a body in language SQL, what its last query gives. */
  result: Value;
  /** The rows that it returns; undefined when nobody can tell them. */
  rows: readonly Value[] | undefined;
}

export function newFrame(variables: Variables, parameters: readonly Value[]): Frame {
  return { variables, parameters, result: null, rows: [] };
}

/** A row with one field is its value. */
export function rowValue(row: Row): Value {
  const [field, ...others] = row.fields;
  return field !== undefined && others.length === 0 ? field[1] : row;
}

export function newVariables(outer?: Variables, label?: string): Variables {
  return { values: new Map(), types: new Map(), ...(outer === undefined ? {} : { outer }), ...(label === undefined ? {} : { label }) };
}

export function scopeOf(frame: Frame): Scope {
  return { variables: frame.variables, parameters: frame.parameters, bound: [], query: queryValues };
}

/** Gives a variable a value, of its type where that says how a text is read. */
export function assign(frame: Frame, name: string, value: Value, run: Run): void {
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

/** What is likely of a value stays likely when it becomes one of another type. */
export function castToDeclared(type: string, value: Value, run: Run): Value {
  const cast = castTo(type, value, run);
  if (!isUnknown(value) || value.likely === undefined) return cast;
  const { likely } = value;
  return { ...(isUnknown(cast) ? cast : UNKNOWN), likely: supposing(run, () => castTo(type, likely, run)) };
}

/** Gives the values of a row to what takes them; without a row they become NULL. */
export function fill(frame: Frame, { variables, isRecord }: Target, row: Row | null, run: Run): void {
  if (isRecord) assign(frame, variables[0]!, row, run);
  else for (const [i, name] of variables.entries()) assign(frame, name, row?.fields[i]?.[1] ?? null, run);
}

/** What `rowValue` was made of. */
export function asRow(value: Value): Row | null {
  return value === null || isRow(value) ? value : { kind: 'row', fields: [['', value]] };
}

/** The same for a row that is likely the one. */
export function fillLikely(frame: Frame, { variables, isRecord }: Target, row: Row | null, run: Run): void {
  if (isRecord) assign(frame, variables[0]!, likely(row), run);
  else for (const [i, name] of variables.entries()) assign(frame, name, likely(row?.fields[i]?.[1] ?? null), run);
}

export function forget(frame: Frame, names: Iterable<string>, run: Run): void {
  for (const name of names) assign(frame, name, UNKNOWN, run);
}

/** Names of the variables that steps give a value to. */
export function assigned(steps: readonly CodeStep[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || 'changes' in value) return;
    if ('variable' in value && typeof value.variable === 'string') names.add(value.variable);
    if ('variables' in value && Array.isArray(value.variables))
      for (const name of value.variables) if (typeof name === 'string') names.add(name);
    for (const child of Object.values(value)) visit(child);
  };
  visit(steps);
  return names;
}

/** The values of all variables that can be seen, to go back to. */
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

/** After one of several ways was taken: what differs between them is not known, but likely what the first made of it if that is the likely one. */
export function merge(ways: readonly Snapshot[], isFirstLikely: boolean): void {
  const [first, ...others] = ways;
  for (const [i, { scope, values }] of (first ?? []).entries())
    for (const [name, value] of values)
      scope.values.set(
        name,
        others.every((other) => other[i]?.values.get(name) === value) ? value : isFirstLikely ? likely(value) : UNKNOWN,
      );
}
