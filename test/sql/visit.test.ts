import assert from 'node:assert/strict';
import { fallbackReader } from '../../server/src/engines/postgres/read/fallback/reader';
import type { Change, ChangeStep } from '../../server/src/sql/change';
import type { Formula, FromItem, Query } from '../../server/src/sql/code/formula';
import type { LoopOver, Target } from '../../server/src/sql/code/steps';
import { formulaShape, queryShape } from '../../server/src/sql/code/visit';
import type { Dialect } from '../../server/src/sql/dialect';
import { changeShape, codeShape } from '../../server/src/sql/shapes/change';
import { withSpans } from '../../server/src/sql/shapes/spans';
import type { Span } from '../../server/src/text/span';
import { CASES } from '../differential/cases/index';
import { testEngine } from '../support/memoryProject';
import { exampleMigrations } from './examples';

/*
 * Made-up code of every kind with every field: each formula in it is a name of its own, and each span has a place of its own, so a
 * part that the visitor leaves out is missed. The types of the samples demand every kind, and `Required` every field.
 */

let count = 0;

/** Names and spans that were made since the last call of `fresh`. */
let names: string[] = [];
let spans: Span[] = [];

function fresh<T>(make: () => T): { readonly value: T; readonly names: readonly string[]; readonly spans: readonly Span[] } {
  names = [];
  spans = [];
  const value = make();
  return { value, names, spans };
}

function formula(): Formula {
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

const FORMULAS: Kinds<Formula> = {
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
function query(): Query {
  return { outputs: [], sources: [], conditions: [formula()], order: [], distinct: false, unclear: false };
}

function wholeQuery(): Required<Query> {
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

function change(): Change {
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

const STEPS: Kinds<ChangeStep> = {
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

/** The names and spans that a walk meets, sorted. */
function collector() {
  const met = { names: [] as string[], spans: [] as Span[] };
  const test = {
    formula: (part: Formula) => {
      if (part.kind === 'name') met.names.push(part.path[0]!);
      return undefined;
    },
    span: (part: Span) => {
      met.spans.push(part);
      return undefined;
    },
  };
  return { met, test };
}

function byStart(all: readonly Span[]): readonly Span[] {
  return [...all].sort((a, b) => a.start - b.start);
}

/** The same value with each span one further and, with `renames`, each name `x` as `x!`: by reflection, as a second opinion. */
function expected(value: unknown, renames = true): unknown {
  if (Array.isArray(value)) return value.map((each) => expected(each, renames));
  if (typeof value !== 'object' || value === null) return value;
  if (isSpan(value)) return { start: value.start + 1, end: value.end + 1 };
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === 'path' && renames ? [`${(child as string[])[0]}!`] : expected(child, renames),
    ]),
  );
}

function isSpan(value: object): value is Span {
  return Object.keys(value).length === 2 && 'start' in value && 'end' in value;
}

const changed = {
  formula: (part: Formula): Formula | undefined => (part.kind === 'name' ? { kind: 'name', path: [`${part.path[0]}!`] } : undefined),
  span: ({ start, end }: Span): Span => ({ start: start + 1, end: end + 1 }),
};

describe('the visitor of code', () => {
  for (const [kind, make] of Object.entries(FORMULAS)) {
    it(`reaches and replaces every part of a formula: ${kind}`, () => {
      const { value, names } = fresh<Formula>(make);
      const { met, test } = collector();
      assert.equal(formulaShape.some(value, test), false);
      assert.deepEqual(met.names.sort(), [...names].sort());
      assert.deepEqual(formulaShape.map(value, changed), expected(value));
    });
  }

  it('reaches and replaces every part of a query', () => {
    const { value, names } = fresh(wholeQuery);
    const { met, test } = collector();
    assert.equal(queryShape.some(value, test), false);
    assert.deepEqual(met.names.sort(), [...names].sort());
    assert.deepEqual(queryShape.map(value, changed), expected(value));
  });

  for (const [kind, make] of Object.entries(STEPS)) {
    it(`reaches and replaces every part of a step: ${kind}`, () => {
      const { value, names, spans } = fresh<ChangeStep>(make);
      const { met, test } = collector();
      assert.equal(codeShape.some([value], test), false);
      assert.deepEqual(met.names.sort(), [...names].sort());
      assert.deepEqual(byStart(met.spans), byStart(spans));
      assert.deepEqual(codeShape.map([value], changed), [expected(value)]);
    });
  }

  it('leaves out the parts below one that a test answers for', () => {
    const { value, names } = fresh<Formula>(() => ({ kind: 'and', of: [formula(), { kind: 'exists', query: query() }] }));
    const met: string[] = [];
    const see = (part: Formula) => {
      if (part.kind === 'name') met.push(part.path[0]!);
      return undefined;
    };
    assert.equal(formulaShape.some(value, { formula: see, query: () => false }), false);
    assert.deepEqual(met, names.slice(0, 1));
    assert.equal(formulaShape.some(value, { query: () => true }), true);
  });

  it('reaches the formulas of changes of rows', () => {
    const rows = [
      { kind: 'insert', alias: 't', columns: ['a'], values: [[formula()]], mayConflict: false },
      { kind: 'update', alias: 't', set: [['a', formula()]], where: formula() },
      { kind: 'delete', alias: 't', where: formula() },
    ] as const;
    for (const each of rows) {
      const value: Change = { ...(change() as Extract<Change, { readonly kind: 'modifyRows' }>), rows: each };
      assert.deepEqual(changeShape.map(value, changed), expected(value));
    }
  });
});

describe('spans of changes', () => {
  let dialect: Dialect;
  before(async () => {
    dialect = await testEngine();
  });

  it('are moved wherever they stand, in every kind of change', () => {
    const examples = exampleMigrations().flatMap(({ text }) => dialect.split(text, 0, text.length).map((statement) => statement.text));
    const cases = Object.values(CASES).flatMap((family) => Object.values(family).flat());
    const texts = [...examples, ...cases.map((text) => text.replace(/^!/, '')), ...RARE];
    const statements = texts.flatMap((text) => dialect.split(text, 0, text.length).map((statement) => statement.text));
    const seen = new Set<string>();
    for (const reader of [dialect.reader, fallbackReader()]) {
      for (const text of statements) {
        const { changes } = reader.read(text);
        for (const { kind } of changes) seen.add(kind);
        const moved = withSpans(changes, ({ start, end }) => ({ start: start + 1, end: end + 1 }));
        assert.deepEqual(moved, expected(changes, false), text);
      }
    }
    const kinds = Object.keys(KINDS).sort();
    assert.deepEqual([...seen].sort(), kinds);
  });
});

/** Kinds of changes that neither the examples nor the differential cases have. */
const RARE: readonly string[] = ['begin'];

const KINDS: { readonly [K in Change['kind']]: true } = {
  createSchema: true,
  createTable: true,
  createTableAs: true,
  copyLike: true,
  addColumn: true,
  dropColumn: true,
  alterColumnType: true,
  setDefault: true,
  setNotNull: true,
  setIdentity: true,
  setGenerated: true,
  addKey: true,
  addCheck: true,
  addForeignKey: true,
  addExclusion: true,
  validateConstraint: true,
  alterConstraint: true,
  dropConstraint: true,
  createIndex: true,
  createView: true,
  createSequence: true,
  alterSequence: true,
  createEnum: true,
  addEnumValue: true,
  renameEnumValue: true,
  createDomain: true,
  alterDomain: true,
  createComposite: true,
  createOtherType: true,
  createExtension: true,
  createRoutine: true,
  alterRoutine: true,
  createTrigger: true,
  createPolicy: true,
  alterPolicy: true,
  setRowSecurity: true,
  setComment: true,
  rename: true,
  setSchema: true,
  drop: true,
  attachPartition: true,
  detachPartition: true,
  setInheritance: true,
  setSearchPath: true,
  transaction: true,
  modifyRows: true,
  opaque: true,
  runBlock: true,
  callRoutines: true,
};
