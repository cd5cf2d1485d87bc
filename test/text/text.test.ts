import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dedent } from '../../server/src/text/dedent';
import { applyEdits } from '../../server/src/text/edit';
import { nearest, nearestAll } from '../../server/src/text/nearest';
import { contains, overlaps } from '../../server/src/text/span';
import { byteLength, clipBytes } from '../../server/src/text/utf8';
import { runs } from '../support/runs';

describe('text', () => {
  it('edits: in any order, insertions at one place in the order given', () => {
    const edits = [
      { span: { start: 3, end: 5 }, newText: 'X' },
      { span: { start: 0, end: 0 }, newText: '1' },
      { span: { start: 0, end: 0 }, newText: '2' },
      { span: { start: 5, end: 5 }, newText: '!' },
    ];
    assert.equal(applyEdits('abcde', edits), '12abcX!');
    assert.equal(applyEdits('abc', []), 'abc');
  });

  it('nearest: what was probably meant', () => {
    assert.equal(nearest('usres', ['orders', 'users', 'products']), 'users');
    assert.equal(nearest('Users', ['users']), 'users');
    assert.equal(nearest('zebra', ['users']), undefined);
    assert.equal(nearest('users', ['users']), undefined, 'what is there already was not meant instead');
    assert.deepEqual(nearestAll('user', ['users', 'user_id', 'usr']), ['users', 'usr', 'user_id']);
  });

  it('spans touch at their ends without overlapping', () => {
    assert.ok(contains({ start: 1, end: 3 }, 3) && !contains({ start: 1, end: 3 }, 4));
    assert.ok(overlaps({ start: 0, end: 2 }, { start: 1, end: 3 }) && !overlaps({ start: 0, end: 2 }, { start: 2, end: 3 }));
  });

  it('bytes of UTF-8: counted and cut as the platform does', () => {
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, bytes) => {
        assert.equal(byteLength(text), encoder.encode(text).length);
        const clipped = clipBytes(text, bytes);
        assert.ok(text.startsWith(clipped) && byteLength(clipped) <= bytes);
        const [next] = text.slice(clipped.length);
        assert.ok(next === undefined || byteLength(clipped + String.fromCodePoint(text.codePointAt(clipped.length)!)) > bytes);
      }),
      { numRuns: runs(500) },
    );
  });

  it('dedent: lines as they are written, without what they share', () => {
    assert.equal(
      dedent`
        CREATE TABLE t (
          id bigint

        ) -- \${a}
      `,
      'CREATE TABLE t (\n  id bigint\n\n) -- ${a}\n',
    );
    assert.equal(dedent``, '');
  });
});
