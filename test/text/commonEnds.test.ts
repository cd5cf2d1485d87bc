import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commonEnds } from '../../server/src/text/commonEnds';
import { runs } from '../support/runs';

describe('common ends', () => {
  it('are as long as a comparison letter by letter finds, also in texts of many thousand letters', () => {
    const long = fc.string({ maxLength: 5 }).chain((unit) => fc.integer({ min: 0, max: 2000 }).map((times) => unit.repeat(times)));
    fc.assert(
      fc.property(long, fc.string({ maxLength: 3 }), fc.string({ maxLength: 3 }), long, (head, a, b, tail) => {
        assert.deepEqual(commonEnds(head + a + tail, head + b + tail), letterByLetter(head + a + tail, head + b + tail));
      }),
      { numRuns: runs(300) },
    );
  });

  it('never overlap', () => {
    assert.deepEqual(commonEnds('aa', 'aaa'), { head: 2, tail: 0 });
    assert.deepEqual(commonEnds('a'.repeat(3000), 'a'.repeat(2500)), { head: 2500, tail: 0 });
  });
});

function letterByLetter(a: string, b: string): { readonly head: number; readonly tail: number } {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return { head, tail };
}
