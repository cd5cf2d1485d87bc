import type { Span } from '../../text/span';
import type { Change, ChangeStep } from '../change';
import { type DataShape, kinds, later, listOf, type PartTest, pair, part, record, scalar } from '../shapes/shape';
import type { AggregatedRows, Formula, FromItem, Order, Output, Query } from './formula';
import type { Branch, Handler, LoopOver, QueryText, RowsOf, Target, Variable } from './steps';

/*
 * The shapes of code. Every walk that looks for a part of formulas, queries and steps, or replaces one, goes through them. Formulas and
 * queries hold no spans, so a walk over spans skips them.
 */

/** The parts of formulas and queries. */
export interface FormulaParts {
  readonly formula: Formula;
  readonly query: Query;
}

/** The parts of steps and of changes. */
export interface CodeParts extends FormulaParts {
  readonly step: ChangeStep;
  readonly span: Span;
}

/** True when the test holds for the formula or something within it. */
export function someInFormula(formula: Formula, test: PartTest<FormulaParts>): boolean {
  return formulaShape.some(formula, test);
}

/** True when the test holds for something within an item of FROM. */
export function someInFromItem(item: FromItem, test: PartTest<FormulaParts>): boolean {
  return fromItemShape.some(item, test);
}

const queryPart: DataShape<Query, FormulaParts> = later(() => codeQueryShape);

export const formulaShape: DataShape<Formula, FormulaParts> = part(
  'formula',
  later(() => formulaKinds),
);

const formulas = listOf(formulaShape);

const orderShape = record<Order, FormulaParts>({ by: formulaShape, descending: scalar, nullsFirst: scalar });

const formulaKinds = kinds<Formula, FormulaParts>({
  constant: { value: scalar },
  name: { path: scalar },
  parameter: { number: scalar },
  call: {
    schema: scalar,
    name: scalar,
    arguments: formulas,
    argumentNames: scalar,
    returns: scalar,
    rows: record<AggregatedRows, FormulaParts>({ filter: formulaShape, distinct: scalar, order: listOf(orderShape) }),
    isWindowed: scalar,
  },
  operator: { operator: scalar, operands: formulas, over: scalar },
  and: { of: formulas },
  or: { of: formulas },
  list: { of: formulas },
  coalesce: { of: formulas },
  not: { of: formulaShape },
  isNull: { of: formulaShape },
  isTrue: { of: formulaShape },
  element: { of: formulaShape, index: formulaShape },
  field: { of: formulaShape, name: scalar },
  case: { branches: listOf(pair(formulaShape)), otherwise: formulaShape, nullif: formulaShape },
  cast: { of: formulaShape, type: scalar },
  exists: { query: queryPart },
  'value of': { query: queryPart },
  'values of': { query: queryPart },
  unknown: {},
});

const fromItemShape: DataShape<FromItem, FormulaParts> = later(() => fromItemKinds);

export const codeQueryShape: DataShape<Query, FormulaParts> = part(
  'query',
  record<Query, FormulaParts>({
    outputs: listOf(kinds<Output, FormulaParts>({ star: { qualifier: scalar }, formula: { name: scalar, formula: formulaShape } })),
    sources: listOf(fromItemShape),
    conditions: formulas,
    groupBy: formulas,
    having: formulaShape,
    order: listOf(orderShape),
    limit: formulaShape,
    offset: formulaShape,
    distinct: scalar,
    distinctOn: formulas,
    combined: record<NonNullable<Query['combined']>, FormulaParts>({ operator: scalar, all: scalar, of: pair(queryPart) }),
    unclear: scalar,
  }),
);

const anyFromItem = { alias: scalar, columnAliases: scalar, optional: formulas } as const;

const fromItemKinds = kinds<FromItem, FormulaParts>({
  relation: { ...anyFromItem, schema: scalar, name: scalar },
  calls: { ...anyFromItem, calls: formulas, ordinality: scalar },
  rows: { ...anyFromItem, rows: listOf(formulas) },
  query: { ...anyFromItem, query: codeQueryShape },
});

/** A span. It holds no other parts. */
export const spanShape: DataShape<Span, { readonly span: Span }> = part(
  'span',
  record<Span, { readonly span: Span }>({ start: scalar, end: scalar }),
);

/** The shape of steps, given the shape of the changes that their statements do. */
export function stepShape(change: DataShape<Change, CodeParts>): DataShape<ChangeStep, CodeParts> {
  const step: DataShape<ChangeStep, CodeParts> = part(
    'step',
    later(() => stepKinds),
  );
  const steps = listOf(step);
  const target = record<Target, CodeParts>({ variables: scalar, isRecord: scalar, isStrict: scalar });
  const text = { text: formulaShape, using: formulas };
  const place = { text: scalar, span: spanShape } as const;
  const over = kinds<LoopOver, CodeParts>({
    ever: {},
    condition: { condition: formulaShape, ...place },
    range: { variable: scalar, from: formulaShape, to: formulaShape, by: formulaShape, reverse: scalar, ...place },
    elements: { variable: scalar, of: formulaShape, ...place },
    rows: { into: target, query: codeQueryShape, ...place },
    'rows of text': { into: target, query: record<QueryText, CodeParts>(text), ...place },
  });
  const stepKinds = kinds<ChangeStep, CodeParts>({
    statement: { changes: listOf(change), into: target },
    query: { query: codeQueryShape, span: spanShape, into: target },
    execute: { ...text, span: spanShape, into: target },
    assign: { variable: scalar, index: formulaShape, value: formulaShape },
    block: {
      label: scalar,
      variables: listOf(record<Variable, CodeParts>({ name: scalar, type: scalar, value: formulaShape })),
      body: steps,
      handlers: listOf(record<Handler<Change>, CodeParts>({ conditions: scalar, body: steps })),
    },
    if: { branches: listOf(record<Branch<Change>, CodeParts>({ condition: formulaShape, ...place, body: steps })), otherwise: steps },
    loop: { label: scalar, over, body: steps },
    leave: { how: scalar, label: scalar, when: formulaShape },
    return: { value: formulaShape },
    'return next': { value: formulaShape },
    'return rows': { rows: kinds<RowsOf, CodeParts>({ query: { query: codeQueryShape }, text }) },
    raise: { condition: scalar, message: scalar, span: spanShape },
    fill: { variables: scalar },
    unread: { text: scalar, span: spanShape },
  });
  return step;
}
