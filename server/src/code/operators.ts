import type { CatalogView } from './catalogView';
import { compareValues, isUnknown, truth, UNKNOWN, type Value } from './value';

/** AND and OR: one operand may decide although another is unknown. `decisive` is the truth value that decides. */
export function logic<T>(decisive: boolean, of: readonly T[], each: (of: T) => Value): Value {
  let value: Value = !decisive;
  for (const operand of of) {
    const operated = each(operand);
    const holds = operated === null ? null : truth(operated);
    if (holds === decisive) return decisive;
    if (holds === undefined) value = UNKNOWN;
    else if (holds === null && !isUnknown(value)) value = null;
  }
  return value;
}

export function negated(value: Value): Value {
  if (value === null) return null;
  const holds = truth(value);
  return holds === undefined ? UNKNOWN : !holds;
}

/** Comparisons and arithmetic; all other operators are the engine's. */
export function binary(operator: string, a: Value, b: Value, view: CatalogView): Value {
  switch (operator) {
    case '=':
    case '<>':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(operator, compareValues(a, b));
    case 'is distinct from': {
      if (a === null && b === null) return false;
      const order = compareValues(a, b);
      return order === undefined ? UNKNOWN : order !== 0;
    }
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return arithmetic(operator, a, b);
    default: {
      const value = view.operate(operator, a, b);
      if (value !== undefined) return value;
      return a === null || b === null ? null : UNKNOWN;
    }
  }
}

function comparison(operator: string, order: number | null | undefined): Value {
  if (order === null) return null;
  if (order === undefined) return UNKNOWN;
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

/** All known numbers are whole ones. */
function arithmetic(operator: '+' | '-' | '*' | '/' | '%', a: Value, b: Value): Value {
  if (a === null || b === null) return null;
  if (typeof a !== 'number' || typeof b !== 'number') return UNKNOWN;
  const result = calculated(operator, a, b);
  return result !== undefined && Number.isSafeInteger(result) ? result : UNKNOWN;
}

function calculated(operator: '+' | '-' | '*' | '/' | '%', a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : Math.trunc(a / b);
    case '%':
      return b === 0 ? undefined : a % b;
  }
}
