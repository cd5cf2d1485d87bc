import { findRoutineByCall } from '../engines/postgres/code/callable';
import { castTo } from '../engines/postgres/code/casts';
import { catalogFunction } from '../engines/postgres/code/catalogFunctions';
import { builtinFunction, joined } from '../engines/postgres/code/functions';
import { likePattern, regex } from '../engines/postgres/code/regex';
import { isWhole } from '../schema/partialText';
import type { Formula } from '../sql/formula';
import type { Run } from './run';
import { named, type Scope } from './scope';
import { compare, fieldOf, isList, isUnknown, list, supposed, textOf, truth, UNKNOWN, type Value } from './value';

/** The value of an expression, as far as the schema and constants tell. */
export function evaluate(formula: Formula, scope: Scope, run: Run): Value {
  const value = worth(formula, scope, run);
  return run.supposes ? supposed(value) : value;
}

function worth(formula: Formula, scope: Scope, run: Run): Value {
  const each = (inner: Formula): Value => evaluate(inner, scope, run);
  switch (formula.kind) {
    case 'constant':
      return formula.value;
    case 'unknown':
      return UNKNOWN;
    case 'parameter':
      return scope.parameters[formula.number - 1] ?? UNKNOWN;
    case 'name':
      return named(formula.path, scope, run);
    case 'list':
      return list(formula.of.map(each));
    case 'element':
      return element(each(formula.of), each(formula.index));
    case 'field':
      return fieldOf(each(formula.of), formula.name);
    case 'cast':
      return castTo(formula.type, each(formula.of), run);
    case 'and':
    case 'or':
      return logic(formula.kind === 'or', formula.of, each);
    case 'not':
      return negated(each(formula.of));
    case 'isNull': {
      const value = each(formula.of);
      return isUnknown(value) ? UNKNOWN : value === null;
    }
    case 'isTrue':
      return truth(each(formula.of)) ?? UNKNOWN;
    case 'coalesce':
      return coalesced(formula.of, each);
    case 'case':
      return chosen(formula, each);
    case 'operator':
      return operated(formula, each);
    case 'exists':
      return scope.query.exists(formula.query, scope, run);
    case 'value of': {
      const values = scope.query.values(formula.query, scope, run);
      return isList(values) ? (values.items[0] ?? null) : UNKNOWN;
    }
    case 'values of':
      return scope.query.values(formula.query, scope, run);
    case 'call':
      return called(formula, scope, run);
  }
}

function element(of: Value, index: Value): Value {
  if (isUnknown(index)) return UNKNOWN;
  return isList(of) ? (of.items[Number(textOf(index)) - 1] ?? null) : of === null ? null : UNKNOWN;
}

/** One operand may decide although another is not known. */
function logic<T>(decisive: boolean, of: readonly T[], each: (of: T) => Value): Value {
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

function negated(value: Value): Value {
  if (value === null) return null;
  const holds = truth(value);
  return holds === undefined ? UNKNOWN : !holds;
}

function coalesced(of: readonly Formula[], each: (of: Formula) => Value): Value {
  for (const operand of of) {
    const value = each(operand);
    if (value !== null) return isUnknown(value) ? UNKNOWN : value;
  }
  return null;
}

function chosen(formula: Extract<Formula, { kind: 'case' }>, each: (of: Formula) => Value): Value {
  for (const [condition, value] of formula.branches) {
    const holds = truth(each(condition));
    if (holds === undefined) return UNKNOWN;
    if (holds) return each(value);
  }
  return each(formula.otherwise);
}

function operated(formula: Extract<Formula, { kind: 'operator' }>, each: (of: Formula) => Value): Value {
  const [left = null, right] = formula.operands.map(each);
  if (right === undefined) return formula.operator === '-' && typeof left === 'number' ? -left : UNKNOWN;
  if (formula.over === undefined) return binary(formula.operator, left, right);
  const items = typeof right === 'string' ? arrayItems(right) : isList(right) ? right.items : undefined;
  if (items === undefined) return right === null ? null : UNKNOWN;
  return logic(formula.over === 'any', items, (item) => binary(formula.operator, left, item));
}

/** `{a,b}` where nothing is quoted. */
function arrayItems(text: string): readonly Value[] | undefined {
  const inner = /^\{([^"{}\\]*)\}$/.exec(text)?.[1];
  return inner === undefined ? undefined : inner === '' ? [] : inner.split(',').map((item) => item.trim());
}

function binary(operator: string, a: Value, b: Value): Value {
  switch (operator) {
    case '||':
      return joined(a, b);
    case '=':
    case '<>':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(operator, compare(a, b));
    case 'is distinct from': {
      if (a === null && b === null) return false;
      const order = compare(a, b);
      return order === undefined ? UNKNOWN : order !== 0;
    }
    case '~~':
    case '~~*':
      return matches(a, b, operator === '~~*' ? 'i' : '', true);
    case '~':
    case '~*':
      return matches(a, b, operator === '~*' ? 'i' : '', false);
    case '^@':
      return a === null || b === null ? null : (builtinFunction('starts_with', [a, b], String) ?? UNKNOWN);
    default:
      return arithmetic(operator, a, b);
  }
}

function ordered(operator: string, order: number | null | undefined): Value {
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

/** A text that is known in part may still differ from the pattern, which nobody here tells. */
function matches(value: Value, of: Value, flags: string, like: boolean): Value {
  const [text, pattern] = [textOf(value), textOf(of)];
  if (pattern === null || text === null) return null;
  if (!isWhole(text) || !isWhole(pattern)) return UNKNOWN;
  return (like ? new RegExp(likePattern(pattern), `s${flags}`) : regex(pattern, flags))?.test(text) ?? UNKNOWN;
}

function arithmetic(operator: string, a: Value, b: Value): Value {
  if (a === null || b === null) return null;
  if (typeof a !== 'number' || typeof b !== 'number') return UNKNOWN;
  const result = operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : divided(operator, a, b);
  return result !== undefined && Number.isSafeInteger(result) ? result : UNKNOWN;
}

/** Of whole numbers, as all are that are known here. */
function divided(operator: string, a: number, b: number): number | undefined {
  if (b === 0) return undefined;
  return operator === '/' ? Math.trunc(a / b) : operator === '%' ? a % b : undefined;
}

function called(formula: Extract<Formula, { kind: 'call' }>, scope: Scope, run: Run): Value {
  if (formula.isWindowed === true) return UNKNOWN;
  if (scope.group !== undefined && formula.schema === undefined) {
    const total = scope.query.aggregate(formula, scope.group, run);
    if (total !== undefined) return total;
  }
  const values = formula.arguments.map((argument) => evaluate(argument, scope, run));
  const routine = findRoutineByCall(run.schema, formula, values);
  if (routine !== undefined) return run.routines.value(run, routine, values, formula.argumentNames);
  if (formula.schema !== undefined) return UNKNOWN;
  const read = catalogFunction(formula.name, values, run);
  const value = read === undefined ? builtinFunction(formula.name, values, run.language.quote) : read;
  return value === undefined ? UNKNOWN : value;
}
