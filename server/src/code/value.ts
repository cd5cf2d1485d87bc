import { fits, HOLE, isWhole } from '../schema/partialText';

/*
 * Values as code that runs at migration time has them. What only a run would tell is a value too: of a text that is put together
 * from known and unknown parts the known ones are kept.
 */

export type Value = null | boolean | number | string | ObjectOid | List | Row | Unknown;

/** An oid, or what regclass and its like make of one. */
export interface ObjectOid {
  readonly kind: 'oid';
  /** That of the object; of one that nobody knows to exist, its name. */
  readonly id: number | string;
  /** How it is printed; absent for a bare oid, which has a number of its own in each database. */
  readonly text?: string;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

export interface Row {
  readonly kind: 'row';
  /** In the order of the query. */
  readonly fields: readonly (readonly [name: string, value: Value])[];
}

export interface Unknown {
  readonly kind: 'unknown';
  /** As far as a text is known. */
  readonly text: string;
  /** What it is in a database that has seen these migrations and nothing else. */
  readonly likely?: Value;
}

export const UNKNOWN: Unknown = { kind: 'unknown', text: HOLE };

/** What nobody can tell, but is likely this. */
export function likely(value: Value): Value {
  return isUnknown(value) ? value : { ...UNKNOWN, likely: value };
}

/** What it likely is, where that is known; NULL may be likely too. */
export function supposed(value: Value): Value {
  return isUnknown(value) && value.likely !== undefined ? value.likely : value;
}

export function isUnknown(value: Value): value is Unknown {
  return typeof value === 'object' && value !== null && value.kind === 'unknown';
}

export function isList(value: Value): value is List {
  return typeof value === 'object' && value !== null && value.kind === 'list';
}

export function isOid(value: Value): value is ObjectOid {
  return typeof value === 'object' && value !== null && value.kind === 'oid';
}

export function isRow(value: Value): value is Row {
  return typeof value === 'object' && value !== null && value.kind === 'row';
}

export function list(items: readonly Value[]): List {
  return { kind: 'list', items };
}

/** As PostgreSQL prints it, with holes where that is not known; null for NULL. */
export function textOf(value: Value): string | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  switch (value.kind) {
    case 'unknown':
      return value.text;
    case 'oid':
      return value.text ?? HOLE;
    case 'list':
      return value.items.every((item) => typeof item === 'string' && /^[\w.]+$/.test(item)) ? `{${value.items.join(',')}}` : HOLE;
    case 'row':
      return HOLE;
  }
}

/** A text, or what is known of one. */
export function known(text: string): Value {
  return isWhole(text) ? text : { kind: 'unknown', text };
}

export function fieldOf(value: Value, name: string): Value {
  if (!isRow(value)) return value === null ? null : UNKNOWN;
  const field = value.fields.find(([own]) => own === name);
  return field === undefined ? UNKNOWN : field[1];
}

/** Undefined: nobody can tell. NULL is neither true nor false, as a condition takes it. */
export function truth(value: Value): boolean | undefined {
  if (isUnknown(value)) return undefined;
  if (typeof value === 'string') return /^(t|true|y|yes|on|1)$/i.test(value);
  return value === true;
}

/** Three-valued, with a fourth: undefined when it cannot be told. */
export function compare(a: Value, b: Value): number | null | undefined {
  if (a === null || b === null) return null;
  if (typeof a === 'string' && typeof b === 'string') return ordered(a, b);
  if (isList(a) && isList(b)) return compareItems(a.items, b.items);
  if (isUnknown(a) || isUnknown(b)) return differs(a, b) ? 1 : undefined;
  if (isOid(a) && isOid(b)) return a.id === b.id ? 0 : 1;
  if (typeof a === 'number' || typeof b === 'number') {
    const difference = Number(textOf(a)) - Number(textOf(b));
    return Number.isNaN(difference) ? undefined : difference;
  }
  if (typeof a === 'boolean' || typeof b === 'boolean') return Number(truth(a)) - Number(truth(b));
  const [left, right] = [textOf(a), textOf(b)];
  if (left === null || right === null || !isWhole(left) || !isWhole(right)) return undefined;
  return ordered(left, right);
}

/** Of rows and lists the first items that differ decide. */
function compareItems(a: readonly Value[], b: readonly Value[]): number | null | undefined {
  for (const [i, item] of a.entries()) {
    const other = b[i];
    if (other === undefined) return 1;
    const order = compare(item, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function ordered(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A text that is known in part differs from one that does not fit around what is known. */
function differs(a: Value, b: Value): boolean {
  const [left, right] = [textOf(a) ?? HOLE, textOf(b) ?? HOLE];
  if (!isWhole(left) && !isWhole(right)) return false;
  return isWhole(left) ? !fits(right, left) : !fits(left, right);
}
