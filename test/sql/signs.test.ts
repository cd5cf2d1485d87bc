import assert from 'node:assert/strict';
import fc from 'fast-check';
import { engines, otherDatabases } from '../../server/src/engines';
import { sqlPattern } from '../../server/src/sql/signs';
import { runs } from '../support/runs';

/** Texts that a pattern must find. Lookarounds match no text of their own, so texts are made without them and then compared with the whole. */
function found(source: string): fc.Arbitrary<string> {
  const bare = source.replace(/^\^/, '').replaceAll('<name>', '\\w+');
  const whole = new RegExp(`^ (?:${bare}) $`);
  return fc
    .stringMatching(new RegExp(`^(?:${withoutLookarounds(bare)})$`))
    .map((text) => ` ${text} `)
    .filter((text) => whole.test(text));
}

/** Parentheses within a lookaround are at most one level deep. */
function withoutLookarounds(source: string): string {
  return source.replace(/\(\?<?[!=](?:\[[^\]]*\]|\([^()]*\)|[^()])*\)/g, '');
}

describe('a pattern over SQL', () => {
  it('is not searched for in a text without the words that tell it', () => {
    assert.equal(sqlPattern('create|drop').test(' drop '), true);
    assert.equal(sqlPattern('create|drop', 'create').test(' drop '), false);
  });

  for (const { id, statements } of [...engines.map(({ signs }) => signs), ...otherDatabases])
    it(`of ${id} finds every text that its regular expression matches`, () => {
      for (const { source, test } of Object.values(statements).flat())
        fc.assert(
          fc.property(found(source), (text) => assert.ok(test(text), source)),
          { numRuns: runs(20) },
        );
    });
});
