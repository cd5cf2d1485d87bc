import type { Formula } from '../sql/code/formula';
import type { CatalogView } from './catalogView';
import { binary } from './operators';
import { isList, list, UNKNOWN, type Value } from './value';

export interface Operand {
  readonly value: Value;
  /** What the value is written as; undefined for an item of a list that is no `list` of formulas. */
  readonly formula: Formula | undefined;
}

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '!=', '<', '<=', '>', '>=', 'is distinct from']);

/**
 * The result of an operator whose operands may be untyped literals. PostgreSQL reads a literal that is compared with a `name` as a name,
 * and cuts it to the length of one (manual, 8.3 and 10.2).
 */
export function operate(operator: string, left: Operand, right: Operand, view: CatalogView): Value {
  if (!COMPARISONS.has(operator)) return binary(operator, left.value, right.value, view);
  return binary(operator, beside(left, right.value, view), beside(right, left.value, view), view);
}

/**
 * The value of an operand that is compared with another value. Values do not tell a name from a text, so a literal that equals the other
 * value only if it is cut is unknown. The other value is likely a name: code compares long literals with those of a catalog.
 */
function beside({ value, formula }: Operand, other: Value, view: CatalogView): Value {
  if (formula?.kind === 'list' && isList(value) && isList(other))
    return list(value.items.map((item, i) => beside({ value: item, formula: formula.of[i] }, other.items[i] ?? null, view)));
  if (formula?.kind !== 'constant' || typeof value !== 'string' || typeof other !== 'string') return value;
  const isCut = value !== other && value.startsWith(other) && view.cast('name', value) === other;
  return !isCut ? value : view.supposes ? other : UNKNOWN;
}

/** True of a literal that may equal a name without being the same text, so that no index finds the rows with that name. */
export function isTooLong({ value, formula }: Operand, view: CatalogView): boolean {
  return formula?.kind === 'constant' && typeof value === 'string' && view.cast('name', value) !== value;
}
