import type { Formula } from '../sql/code/formula';
import type { Execution } from './execution';
import { evaluate } from './formulas';
import { isTooLong } from './literals';
import type { Scope, SourceTable } from './scope';
import type { Tuple } from './tuple';
import { isOid, type Value } from './value';

/** The rows of a table that may fulfil conditions such as `oid = x`; all rows when there is no such condition. */
export function narrowed(table: SourceTable, conditions: readonly Formula[], scope: Scope, run: Execution): readonly Tuple[] {
  let fewest = table.rows;
  for (const condition of conditions) {
    if (fewest.length < FEW) return fewest;
    for (const [column, other] of equalities(condition, table)) {
      const value = evaluate(other, scope, run);
      if (value === null) return [];
      if (isTooLong({ value, formula: other }, run.view)) continue;
      const index = indexOf(table.rows, column);
      const key = keyOf(value);
      const found = index !== undefined && key?.[0] === index.kind ? (index.rows.get(key) ?? []) : fewest;
      if (found.length < fewest.length) fewest = found;
    }
  }
  return fewest;
}

/** With fewer rows, a scan is as fast as an index. */
const FEW = 8;

/** The equalities `column = formula` in a condition, with the column on either side. */
function equalities(condition: Formula, table: SourceTable): readonly (readonly [column: string, other: Formula])[] {
  if (condition.kind !== 'operator' || condition.operator !== '=' || condition.over !== undefined) return [];
  const [left, right] = condition.operands;
  if (left === undefined || right === undefined) return [];
  const [a, b] = [columnIn(left, table), columnIn(right, table)];
  return [
    ...(a !== undefined && isFree(right, table) ? [[a, right] as const] : []),
    ...(b !== undefined && isFree(left, table) ? [[b, left] as const] : []),
  ];
}

function columnIn(formula: Formula, { alias, columns }: SourceTable): string | undefined {
  if (formula.kind !== 'name') return undefined;
  const [name = '', qualifier] = [...formula.path].reverse();
  return (qualifier === undefined || qualifier === alias) && columns?.includes(name) === true ? name : undefined;
}

/** True of a formula that certainly reads nothing of the table. */
function isFree(formula: Formula, table: SourceTable): boolean {
  if (formula.kind === 'constant' || formula.kind === 'parameter') return true;
  if (formula.kind === 'cast') return isFree(formula.of, table);
  if (formula.kind !== 'name') return false;
  const { alias, columns } = table;
  return formula.path.length > 1 ? formula.path.at(-2) !== alias : columns !== undefined && !columns.includes(formula.path[0]!);
}

interface Index {
  /** The first letter of all its keys. */
  readonly kind: string;
  readonly rows: ReadonlyMap<string, readonly Tuple[]>;
}

const indexes = new WeakMap<readonly Tuple[], Map<string, Index | undefined>>();

function indexOf(rows: readonly Tuple[], column: string): Index | undefined {
  const known = indexes.get(rows) ?? new Map<string, Index | undefined>();
  indexes.set(rows, known);
  if (!known.has(column)) known.set(column, newIndex(rows, column));
  return known.get(column);
}

/** Undefined when the values are not all of one kind: the keys of values of different kinds cannot be compared. */
function newIndex(rows: readonly Tuple[], column: string): Index | undefined {
  const index = new Map<string, Tuple[]>();
  let kind: string | undefined;
  for (const row of rows) {
    const value = row.get(column);
    if (value === null) continue;
    const key = keyOf(value);
    kind ??= key?.[0];
    if (key === undefined || key[0] !== kind) return undefined;
    const same = index.get(key);
    if (same === undefined) index.set(key, [row]);
    else same.push(row);
  }
  return kind === undefined ? undefined : { kind, rows: index };
}

function keyOf(value: Value): string | undefined {
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'number') return `n${value}`;
  return value !== null && isOid(value) ? `o${value.id}` : undefined;
}
