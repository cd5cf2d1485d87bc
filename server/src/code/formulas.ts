import type { Call, Formula, Query } from '../sql/code/formula';
import { castTo } from './casts';
import { type Execution, exhaust, MOST_NESTED } from './execution';
import { type Operand, operate } from './literals';
import { logic, negated } from './operators';
import { named, type Scope } from './scope';
import { fieldOf, isList, isUnknown, type List, list, type Row, supposed, textOf, truth, UNKNOWN, type Value } from './value';

type FormulaOf<K extends Formula['kind']> = Extract<Formula, { readonly kind: K }>;

/** The value of an expression, as far as it follows from the catalog and from constants. */
export function evaluate(formula: Formula, scope: Scope, run: Execution): Value {
  if (run.nested >= MOST_NESTED) {
    exhaust(run);
    return UNKNOWN;
  }
  run.nested++;
  const value = worth(formula, scope, run);
  run.nested--;
  return run.view.supposes ? supposed(value) : value;
}

function worth(formula: Formula, scope: Scope, run: Execution): Value {
  const each = (inner: Formula): Value => evaluate(inner, scope, run);
  switch (formula.kind) {
    case 'constant':
      return formula.value;
    case 'unknown':
      return UNKNOWN;
    case 'parameter':
      return scope.parameters[formula.number - 1] ?? UNKNOWN;
    case 'name':
      return named(formula.path, scope, run.view.supposes);
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
      return operated(formula, each, run);
    case 'exists':
      return exists(formula.query, scope, run);
    case 'value of': {
      const values = valuesOf(formula.query, scope, run);
      return values === undefined ? UNKNOWN : (values.items[0] ?? null);
    }
    case 'values of':
      return valuesOf(formula.query, scope, run) ?? UNKNOWN;
    case 'call':
      return called(formula, scope, run);
  }
}

function element(of: Value, index: Value): Value {
  if (isUnknown(index)) return UNKNOWN;
  return isList(of) ? (of.items[Number(textOf(index)) - 1] ?? null) : of === null ? null : UNKNOWN;
}

function coalesced(of: readonly Formula[], each: (of: Formula) => Value): Value {
  for (const operand of of) {
    const value = each(operand);
    if (value !== null) return isUnknown(value) ? UNKNOWN : value;
  }
  return null;
}

function chosen(formula: FormulaOf<'case'>, each: (of: Formula) => Value): Value {
  for (const [condition, value] of formula.branches) {
    const holds = truth(each(condition));
    if (holds === undefined) return UNKNOWN;
    if (holds) return each(value);
  }
  return each(formula.otherwise);
}

function operated({ operator, operands, over }: FormulaOf<'operator'>, each: (of: Formula) => Value, { view }: Execution): Value {
  const [left, right] = operands.map((formula): Operand => ({ formula, value: each(formula) }));
  if (left === undefined) return UNKNOWN;
  if (right === undefined) return operator === '-' && typeof left.value === 'number' ? -left.value : UNKNOWN;
  if (over === undefined) return operate(operator, left, right, view);
  const items = itemsOf(right);
  if (items === undefined) return right.value === null ? null : UNKNOWN;
  return logic(over === 'any', items, (item) => operate(operator, left, item, view));
}

/** The items of the right operand of IN, ANY and ALL; undefined when they are unknown. */
function itemsOf({ value, formula }: Operand): readonly Operand[] | undefined {
  const items = typeof value === 'string' ? arrayItems(value) : isList(value) ? value.items : undefined;
  return items?.map((item, i) => ({ value: item, formula: formula?.kind === 'list' ? formula.of[i] : formula }));
}

/** The items of an array literal `{a,b}`; undefined when something in it is quoted. */
function arrayItems(text: string): readonly Value[] | undefined {
  const inner = /^\{([^"{}\\]*)\}$/.exec(text)?.[1];
  return inner === undefined ? undefined : inner === '' ? [] : inner.split(',').map((item) => item.trim());
}

function exists(query: Query, scope: Scope, run: Execution): Value {
  const { rows, possible } = run.machine.query(query, scope, run);
  return rows.length > 0 ? true : possible.length > 0 ? UNKNOWN : false;
}

/** The only column of each row, or a list of its columns; undefined when the rows are unknown. */
function valuesOf(query: Query, scope: Scope, run: Execution): List | undefined {
  const { rows, possible } = run.machine.query(query, scope, run);
  return possible.length > 0 ? undefined : list(rows.map(listedRow));
}

function listedRow({ fields }: Row): Value {
  return fields.length > 1 ? list(fields.map(([, value]) => value)) : (fields[0]?.[1] ?? null);
}

function called(call: Call, scope: Scope, run: Execution): Value {
  if (call.isWindowed === true) return UNKNOWN;
  if (scope.group !== undefined && call.schema === undefined) {
    const total = run.machine.aggregate(call, scope.group, run);
    if (total !== undefined) return total;
  }
  const values = call.arguments.map((argument) => evaluate(argument, scope, run));
  const routine = run.view.routine(call, values);
  if (routine !== undefined) return run.machine.routineValue(routine, values, call.argumentNames, run);
  const value = call.schema === undefined ? run.view.call(call.name, values) : undefined;
  return value === undefined ? UNKNOWN : value;
}
