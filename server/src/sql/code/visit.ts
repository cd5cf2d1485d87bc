import type { Span } from '../../text/span';
import type { Change, ChangeStep } from '../change';
import { kinds, later, list, type PartTest, pair, part, plain, record, type Shape } from '../shapes/shape';
import type { AggregatedRows, Formula, FromItem, Order, Output, Query } from './formula';
import type { Branch, Handler, LoopOver, QueryText, RowsOf, Target, Variable } from './steps';

/*
 * The one visitor of code: everything that looks for something within formulas, queries and steps, or replaces it, goes through
 * these shapes. Formulas and queries hold no spans, so a walk over spans passes them by.
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

const queryPart: Shape<Query, FormulaParts> = later(() => queryShape);

export const formulaShape: Shape<Formula, FormulaParts> = part(
  'formula',
  later(() => formulaKinds),
);

const formulas = list(formulaShape);

const orderShape = record<Order, FormulaParts>({ by: formulaShape, descending: plain, nullsFirst: plain });

const formulaKinds = kinds<Formula, FormulaParts>({
  constant: { value: plain },
  name: { path: plain },
  parameter: { number: plain },
  call: {
    schema: plain,
    name: plain,
    arguments: formulas,
    argumentNames: plain,
    returns: plain,
    rows: record<AggregatedRows, FormulaParts>({ filter: formulaShape, distinct: plain, order: list(orderShape) }),
    isWindowed: plain,
  },
  operator: { operator: plain, operands: formulas, over: plain },
  and: { of: formulas },
  or: { of: formulas },
  list: { of: formulas },
  coalesce: { of: formulas },
  not: { of: formulaShape },
  isNull: { of: formulaShape },
  isTrue: { of: formulaShape },
  element: { of: formulaShape, index: formulaShape },
  field: { of: formulaShape, name: plain },
  case: { branches: list(pair(formulaShape)), otherwise: formulaShape, nullif: formulaShape },
  cast: { of: formulaShape, type: plain },
  exists: { query: queryPart },
  'value of': { query: queryPart },
  'values of': { query: queryPart },
  unknown: {},
});

const fromItemShape: Shape<FromItem, FormulaParts> = later(() => fromItemKinds);

export const queryShape: Shape<Query, FormulaParts> = part(
  'query',
  record<Query, FormulaParts>({
    outputs: list(kinds<Output, FormulaParts>({ star: { qualifier: plain }, formula: { name: plain, formula: formulaShape } })),
    sources: list(fromItemShape),
    conditions: formulas,
    groupBy: formulas,
    having: formulaShape,
    order: list(orderShape),
    limit: formulaShape,
    offset: formulaShape,
    distinct: plain,
    distinctOn: formulas,
    combined: record<NonNullable<Query['combined']>, FormulaParts>({ operator: plain, all: plain, of: pair(queryPart) }),
    unclear: plain,
  }),
);

const anyFromItem = { alias: plain, columnAliases: plain, optional: formulas } as const;

const fromItemKinds = kinds<FromItem, FormulaParts>({
  relation: { ...anyFromItem, schema: plain, name: plain },
  calls: { ...anyFromItem, calls: formulas, ordinality: plain },
  rows: { ...anyFromItem, rows: list(formulas) },
  query: { ...anyFromItem, query: queryShape },
});

/** A span, which holds no other parts. */
export const spanShape: Shape<Span, { readonly span: Span }> = part(
  'span',
  record<Span, { readonly span: Span }>({ start: plain, end: plain }),
);

/** The shape of steps, given the shape of the changes that their statements do. */
export function stepShape(change: Shape<Change, CodeParts>): Shape<ChangeStep, CodeParts> {
  const step: Shape<ChangeStep, CodeParts> = part(
    'step',
    later(() => stepKinds),
  );
  const steps = list(step);
  const target = record<Target, CodeParts>({ variables: plain, isRecord: plain, isStrict: plain });
  const text = { text: formulaShape, using: formulas };
  const place = { text: plain, span: spanShape } as const;
  const over = kinds<LoopOver, CodeParts>({
    ever: {},
    condition: { condition: formulaShape, ...place },
    range: { variable: plain, from: formulaShape, to: formulaShape, by: formulaShape, reverse: plain, ...place },
    elements: { variable: plain, of: formulaShape, ...place },
    rows: { into: target, query: queryShape, ...place },
    'rows of text': { into: target, query: record<QueryText, CodeParts>(text), ...place },
  });
  const stepKinds = kinds<ChangeStep, CodeParts>({
    statement: { changes: list(change), into: target },
    query: { query: queryShape, span: spanShape, into: target },
    execute: { ...text, span: spanShape, into: target },
    assign: { variable: plain, index: formulaShape, value: formulaShape },
    block: {
      label: plain,
      variables: list(record<Variable, CodeParts>({ name: plain, type: plain, value: formulaShape })),
      body: steps,
      handlers: list(record<Handler<Change>, CodeParts>({ conditions: plain, body: steps })),
    },
    if: { branches: list(record<Branch<Change>, CodeParts>({ condition: formulaShape, ...place, body: steps })), otherwise: steps },
    loop: { label: plain, over, body: steps },
    leave: { how: plain, label: plain, when: formulaShape },
    return: { value: formulaShape },
    'return next': { value: formulaShape },
    'return rows': { rows: kinds<RowsOf, CodeParts>({ query: { query: queryShape }, text }) },
    raise: { condition: plain, message: plain, span: spanShape },
    fill: { variables: plain },
    unread: { text: plain, span: spanShape },
  });
  return step;
}
