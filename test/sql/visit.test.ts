import assert from 'node:assert/strict';
import type { Change, ChangeStep } from '../../server/src/sql/change';
import type { Formula } from '../../server/src/sql/code/formula';
import { codeQueryShape, formulaShape } from '../../server/src/sql/code/visit';
import { changeShape, codeShape } from '../../server/src/sql/shapes/change';
import type { Span } from '../../server/src/text/span';
import { moved } from './byReflection';
import { change, FORMULAS, formula, fresh, query, STEPS, wholeQuery } from './madeUpCode';

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
      assert.deepEqual(formulaShape.map(value, changed), moved(value));
    });
  }

  it('reaches and replaces every part of a query', () => {
    const { value, names } = fresh(wholeQuery);
    const { met, test } = collector();
    assert.equal(codeQueryShape.some(value, test), false);
    assert.deepEqual(met.names.sort(), [...names].sort());
    assert.deepEqual(codeQueryShape.map(value, changed), moved(value));
  });

  for (const [kind, make] of Object.entries(STEPS)) {
    it(`reaches and replaces every part of a step: ${kind}`, () => {
      const { value, names, spans } = fresh<ChangeStep>(make);
      const { met, test } = collector();
      assert.equal(codeShape.some([value], test), false);
      assert.deepEqual(met.names.sort(), [...names].sort());
      assert.deepEqual(byStart(met.spans), byStart(spans));
      assert.deepEqual(codeShape.map([value], changed), [moved(value)]);
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
      assert.deepEqual(changeShape.map(value, changed), moved(value));
    }
  });
});
