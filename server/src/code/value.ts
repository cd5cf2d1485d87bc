import { fits, HOLE, isWhole } from '../text/partialText';

/*
 * Values of code that runs at migration time. A value that is known only at run time is a value too: a text that is assembled from known
 * and unknown parts keeps the known ones.
 */

export type Value = null | boolean | number | string | ObjectOid | List | Row | Unknown;

/** The identity of an object of the catalog: an oid, or a regclass and its like. */
export interface ObjectOid {
  readonly kind: 'oid';
  /** The id of the object, or its name when it is not known to exist. */
  readonly id: number | string;
  /** The printed form; absent for a bare oid, whose number differs from database to database. */
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
  /** The text, with holes for its unknown parts. */
  readonly text: string;
  /** The value in a database that has seen these migrations and nothing else. */
  readonly likely?: Value;
}

export const UNKNOWN: Unknown = { kind: 'unknown', text: HOLE };

/** An unknown value that is likely this one. */
export function likely(value: Value): Value {
  return isUnknown(value) ? value : { ...UNKNOWN, likely: value };
}

/** The likely value of an unknown one; any other value as it is. The likely value may be NULL. */
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

/** The value as text, with holes for its unknown parts; null for NULL. Lists are printed as arrays (manual, 8.15.6). */
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

/** A text; one with holes becomes an unknown value. */
export function known(text: string): Value {
  return isWhole(text) ? text : { kind: 'unknown', text };
}

export function fieldOf(value: Value, name: string): Value {
  if (!isRow(value)) return value === null ? null : UNKNOWN;
  const field = value.fields.find(([own]) => own === name);
  return field === undefined ? UNKNOWN : field[1];
}

/** True when a condition with this value holds; undefined when that is unknown. NULL does not hold. */
export function truth(value: Value): boolean | undefined {
  if (isUnknown(value)) return undefined;
  if (typeof value === 'string') return /^(t|true|y|yes|on|1)$/i.test(value);
  return value === true;
}

/** Negative, 0 or positive; null when one of the values is NULL, undefined when the order is unknown. */
export function compareValues(a: Value, b: Value): number | null | undefined {
  if (a === null || b === null) return null;
  if (typeof a === 'string' && typeof b === 'string') return textOrder(a, b);
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
  return textOrder(left, right);
}

/** Compares lists item by item. The first items that differ decide. */
function compareItems(a: readonly Value[], b: readonly Value[]): number | null | undefined {
  for (const [i, item] of a.entries()) {
    const other = b[i];
    if (other === undefined) return 1;
    const order = compareValues(item, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function textOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** True when a text with holes cannot equal the other one, which does not fit its known parts. */
function differs(a: Value, b: Value): boolean {
  const [left, right] = [textOf(a) ?? HOLE, textOf(b) ?? HOLE];
  if (!isWhole(left) && !isWhole(right)) return false;
  return isWhole(left) ? !fits(right, left) : !fits(left, right);
}
