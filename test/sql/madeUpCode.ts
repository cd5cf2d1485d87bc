import type { Change, ChangeStep } from '../../server/src/sql/change';
import type { Formula, FromItem, Query } from '../../server/src/sql/code/formula';
import type { LoopOver, Target } from '../../server/src/sql/code/steps';
import type { Span } from '../../server/src/text/span';

/*
 * Made-up code of every kind with every field: each formula in it is a name of its own, and each span has a place of its own, so a
 * part that the visitor leaves out is missed. The types of the samples demand every kind, and `Required` every field.
 */

let count = 0;

/** Names and spans that were made since the last call of `fresh`. */
let names: string[] = [];
let spans: Span[] = [];

export function fresh<T>(make: () => T): { readonly value: T; readonly names: readonly string[]; readonly spans: readonly Span[] } {
  names = [];
  spans = [];
  const value = make();
  return { value, names, spans };
}

export function formula(): Formula {
  const name = `n${count++}`;
  names.push(name);
  return { kind: 'name', path: [name] };
}

function span(): Span {
  const made = { start: 10 * count++, end: 10 * count };
  spans.push(made);
  return made;
}

type Kinds<U extends { readonly kind: string }> = { readonly [K in U['kind']]: () => Required<OfKind<U, K>> };
type OfKind<U, K> = U extends { readonly kind: infer Own } ? (K extends Own ? U & { readonly kind: K } : never) : never;

export const FORMULAS: Kinds<Formula> = {
  constant: () => ({ kind: 'constant', value: 1 }),
  name: () => formula() as OfKind<Formula, 'name'>,
  parameter: () => ({ kind: 'parameter', number: 1 }),
  call: () => ({
    kind: 'call',
    schema: 's',
    name: 'f',
    arguments: [formula(), formula()],
    argumentNames: ['a', undefined],
    returns: 'text',
    rows: { filter: formula(), distinct: true, order: [{ by: formula(), descending: true, nullsFirst: true }] },
    isWindowed: true,
  }),
  operator: () => ({ kind: 'operator', operator: '=', operands: [formula(), formula()], over: 'any' }),
  and: () => ({ kind: 'and', of: [formula(), formula()] }),
  or: () => ({ kind: 'or', of: [formula(), formula()] }),
  list: () => ({ kind: 'list', of: [formula(), formula()] }),
  coalesce: () => ({ kind: 'coalesce', of: [formula(), formula()] }),
  not: () => ({ kind: 'not', of: formula() }),
  isNull: () => ({ kind: 'isNull', of: formula() }),
  isTrue: () => ({ kind: 'isTrue', of: formula() }),
  element: () => ({ kind: 'element', of: formula(), index: formula() }),
  field: () => ({ kind: 'field', of: formula(), name: 'x' }),
  case: () => ({ kind: 'case', branches: [[formula(), formula()]], otherwise: formula(), nullif: formula() }),
  cast: () => ({ kind: 'cast', of: formula(), type: 'text' }),
  exists: () => ({ kind: 'exists', query: query() }),
  'value of': () => ({ kind: 'value of', query: query() }),
  'values of': () => ({ kind: 'values of', query: query() }),
  unknown: () => ({ kind: 'unknown' }),
};

const FROM: Kinds<FromItem> = {
  relation: () => ({ kind: 'relation', ...item(), schema: 's', name: 't' }),
  calls: () => ({ kind: 'calls', ...item(), calls: [formula(), formula()], ordinality: true }),
  rows: () => ({ kind: 'rows', ...item(), rows: [[formula(), formula()], [formula()]] }),
  query: () => ({ kind: 'query', ...item(), query: query() }),
};

function item(): Required<Pick<FromItem, 'alias' | 'columnAliases' | 'optional'>> {
  return { alias: 'a', columnAliases: ['c'], optional: [formula()] };
}

/** A query that holds one formula. */
export function query(): Query {
  return { outputs: [], sources: [], conditions: [formula()], order: [], distinct: false, unclear: false };
}

export function wholeQuery(): Required<Query> {
  return {
    outputs: [
      { kind: 'star', qualifier: 'q' },
      { kind: 'formula', name: 'x', formula: formula() },
    ],
    sources: Object.values(FROM).map((make) => make()),
    conditions: [formula()],
    groupBy: [formula()],
    having: formula(),
    order: [{ by: formula(), descending: false, nullsFirst: false }],
    limit: formula(),
    offset: formula(),
    distinct: false,
    distinctOn: [formula()],
    combined: { operator: 'union', all: true, of: [query(), query()] },
    unclear: false,
  };
}

const into: Target = { variables: ['v'], isRecord: false, isStrict: false };

/** A step that holds one formula. */
function step(): ChangeStep {
  return { kind: 'return', value: formula() };
}

export function change(): Change {
  const name = { text: 't', span: span() };
  return { kind: 'modifyRows', verb: 'delete', table: { name }, columns: [], rows: { kind: 'delete', alias: 't', where: formula() } };
}

const LOOPS: Kinds<LoopOver> = {
  ever: () => ({ kind: 'ever' }),
  condition: () => ({ kind: 'condition', condition: formula(), text: 'x', span: span() }),
  range: () => ({
    kind: 'range',
    variable: 'i',
    from: formula(),
    to: formula(),
    by: formula(),
    reverse: false,
    text: '',
    span: span(),
  }),
  elements: () => ({ kind: 'elements', variable: 'e', of: formula(), text: 'x', span: span() }),
  rows: () => ({ kind: 'rows', into, query: query(), text: 'x', span: span() }),
  'rows of text': () => ({
    kind: 'rows of text',
    into,
    query: { kind: 'text', text: formula(), using: [formula()] },
    text: 'x',
    span: span(),
  }),
};

export const STEPS: Kinds<ChangeStep> = {
  statement: () => ({ kind: 'statement', changes: [change()], into }),
  query: () => ({ kind: 'query', query: query(), span: span(), into }),
  execute: () => ({ kind: 'execute', text: formula(), using: [formula()], span: span(), into }),
  assign: () => ({ kind: 'assign', variable: 'v', index: formula(), value: formula() }),
  block: () => ({
    kind: 'block',
    label: 'l',
    variables: [{ name: 'v', type: 'text', value: formula() }],
    body: [step()],
    handlers: [{ conditions: ['others'], body: [step()] }],
  }),
  if: () => ({
    kind: 'if',
    branches: [{ condition: formula(), text: 'x', span: span(), body: [step()] }],
    otherwise: [step()],
  }),
  loop: () => ({
    kind: 'loop',
    label: 'l',
    over: LOOPS.condition(),
    body: [{ kind: 'return rows', rows: { kind: 'query', query: query() } }, ...Object.values(LOOPS).map(loop)],
  }),
  leave: () => ({ kind: 'leave', how: 'exit', label: 'l', when: formula() }),
  return: () => ({ kind: 'return', value: formula() }),
  'return next': () => ({ kind: 'return next', value: formula() }),
  'return rows': () => ({ kind: 'return rows', rows: { kind: 'text', text: formula(), using: [formula()] } }),
  raise: () => ({ kind: 'raise', condition: 'x', message: 'm', span: span() }),
  fill: () => ({ kind: 'fill', variables: ['v'] }),
  unread: () => ({ kind: 'unread', text: 'x', span: span() }),
};

function loop(over: () => LoopOver): ChangeStep {
  return { kind: 'loop', over: over(), body: [] };
}
