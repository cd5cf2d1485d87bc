import type { CatalogRow } from '../engines/postgres/code/catalog/relation';
import type { Formula, Query } from '../sql/formula';
import { lookUp, type Run, type Variables } from './run';
import { fieldOf, supposed, UNKNOWN, type Value } from './value';

/** What the names of a formula mean. */
export interface Scope {
  readonly variables: Variables | undefined;
  /** Values of `$1`, `$2` …, or of a routine's arguments. */
  readonly parameters: readonly Value[];
  /** The row at hand of each source of the query, in their order. */
  readonly bound: readonly Bound[];
  /** The scope of the query around this one. */
  readonly outer?: Scope;
  /** The rows of an aggregate, each as a scope. */
  readonly group?: readonly Scope[];
  /** Works out queries; handed in, because they are made of formulas. */
  readonly query: QueryValues;
}

type Call = Extract<Formula, { readonly kind: 'call' }>;

export interface QueryValues {
  exists(query: Query, scope: Scope, run: Run): Value;
  values(query: Query, scope: Scope, run: Run): Value;
  /** Over the rows of a group, each as a scope; undefined for functions that are no aggregates. */
  aggregate(call: Call, group: readonly Scope[], run: Run): Value | undefined;
}

/** A source of a query with its rows: those that are there, and those that something unreadable may have made. */
export interface SourceTable {
  readonly alias: string;
  /** Undefined when not even they are known. */
  readonly columns: readonly string[] | undefined;
  readonly rows: readonly CatalogRow[];
  readonly ghosts: readonly CatalogRow[];
}

export interface Bound {
  readonly table: SourceTable;
  readonly row: CatalogRow;
}

/** A column wins, then a variable, then a field of a record; `block.x` is a variable with the label of its block. */
export function named(path: readonly string[], scope: Scope, run: Pick<Run, 'supposes'>): Value {
  for (let query: Scope | undefined = scope; query !== undefined; query = query.outer) {
    const column = columnOf(path, query.bound);
    if (column !== undefined) return column;
  }
  const [first = '', ...fields] = path;
  const variable = lookUp(scope.variables, first);
  if (variable !== undefined) return fields.reduce<Value>((of, name) => fieldOf(run.supposes ? supposed(of) : of, name), variable);
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
