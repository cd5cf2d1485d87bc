import type { Failure } from './failure';
import type { Tuple } from './tuple';
import { fieldOf, supposed, UNKNOWN, type Value } from './value';

/** The variables of a block, and those of the blocks around it. */
export interface Variables {
  readonly label?: string;
  readonly values: Map<string, Value>;
  readonly types: Map<string, string>;
  readonly outer?: Variables;
}

/** The state of one body of code. */
export interface Frame {
  readonly variables: Variables;
  /** Values of `$1`, `$2` …, or of a routine's arguments. */
  readonly parameters: readonly Value[];
  /** The error that RAISE without a condition raises again. */
  readonly handling?: Failure;
  /** The returned value; for a body in SQL, the result of its last query. */
  result: Value;
  /** The returned rows; undefined when they are unknown. */
  rows: readonly Value[] | undefined;
}

/** The meanings of the names in a formula. */
export interface Scope {
  readonly variables: Variables | undefined;
  readonly parameters: readonly Value[];
  /** The current row of each source of the query, in their order. */
  readonly bound: readonly Bound[];
  /** The scope of the query around this one. */
  readonly outer?: Scope;
  /** The rows of an aggregate, each as a scope. */
  readonly group?: readonly Scope[];
}

export interface Bound {
  readonly table: SourceTable;
  readonly row: Tuple;
}

/** An item of FROM with its rows: those that exist, and those that a gap may hide. */
export interface SourceTable {
  readonly alias: string;
  /** Undefined when the columns are unknown. */
  readonly columns: readonly string[] | undefined;
  readonly rows: readonly Tuple[];
  readonly ghosts: readonly Tuple[];
}

export function newVariables(outer?: Variables, label?: string): Variables {
  return { values: new Map(), types: new Map(), ...(outer === undefined ? {} : { outer }), ...(label === undefined ? {} : { label }) };
}

export function newFrame(variables: Variables, parameters: readonly Value[]): Frame {
  return { variables, parameters, result: null, rows: [] };
}

export function scopeOf({ variables, parameters }: Pick<Frame, 'variables' | 'parameters'>): Scope {
  return { variables, parameters, bound: [] };
}

/** The value of a variable; undefined when no block declares it. */
export function lookUp(variables: Variables | undefined, name: string): Value | undefined {
  for (let scope = variables; scope !== undefined; scope = scope.outer) {
    const value = scope.values.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/**
 * The value of a name. A column wins, then a variable, then a field of a record; in `block.x`, x is a variable of the block with
 * that label. With `supposes`, fields are also found in a record that is only likely.
 */
export function named(path: readonly string[], scope: Scope, supposes: boolean): Value {
  for (let query: Scope | undefined = scope; query !== undefined; query = query.outer) {
    const column = columnOf(path, query.bound);
    if (column !== undefined) return column;
  }
  const [first = '', ...fields] = path;
  const variable = lookUp(scope.variables, first);
  if (variable !== undefined) return fields.reduce<Value>((of, name) => fieldOf(supposes ? supposed(of) : of, name), variable);
  for (let block = scope.variables; block !== undefined; block = block.outer) {
    const value = block.label === first ? block.values.get(fields[0] ?? '') : undefined;
    if (value !== undefined) return value;
  }
  return UNKNOWN;
}

function columnOf(path: readonly string[], bound: readonly Bound[]): Value | undefined {
  const name = path.at(-1) ?? '';
  const qualifier = path.length > 1 ? path.at(-2) : undefined;
  for (const { table, row } of bound) {
    if (qualifier !== undefined && table.alias !== qualifier) continue;
    if (table.columns?.includes(name) === true) return row.get(name);
    if (qualifier !== undefined) return UNKNOWN;
  }
  return undefined;
}
