import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { base64Digest, hashOn, sha256 } from '../../server/src/text/sha256';
import { runs } from '../support/runs';

describe('SHA-256', () => {
  it('equals the digest of Node, in any number of pieces', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('', 'a'.repeat(55), 'é'.repeat(32), '\u{1F600}'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const expected = createHash('sha256').update(pieces.join('')).digest('base64');
        const whole = base64Digest(hashOn(sha256, pieces.join('')));
        assert.equal(whole, expected);
        const split = pieces.some((each) => /[\ud800-\udbff]$/.test(each));
        if (!split) assert.equal(base64Digest(pieces.reduce(hashOn, sha256)), expected);
      }),
      { numRuns: runs(300) },
    );
  });

  it('goes on from one state to several ends', () => {
    const begun = hashOn(sha256, 'shared');
    const [one, other] = [hashOn(begun, ' one'), hashOn(begun, ' other')];
    assert.equal(base64Digest(one), createHash('sha256').update('shared one').digest('base64'));
    assert.equal(base64Digest(other), createHash('sha256').update('shared other').digest('base64'));
  });
});
