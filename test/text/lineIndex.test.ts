import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineIndex } from '../../server/src/text/lineIndex';
import { runs } from '../support/runs';

/** Checks both conversions. `‸` marks the position in the text. */
function check(name: string, marked: string, line: number, character: number): void {
  it(name, () => {
    const offset = marked.indexOf('‸');
    const index = lineIndex(marked.replace('‸', ''));
    assert.deepEqual(index.positionAt(offset), { line, character });
    assert.equal(index.offsetAt({ line, character }), offset);
  });
}

describe('line index', () => {
  check('the first line', 'ab‸c', 0, 2);
  check('behind a line end', 'a\n‸b', 1, 0);
  check('before a line end', 'a‸\nb', 0, 1);
  check('Windows', 'a\r\nb‸', 1, 1);
  check('old Mac', 'a\rb‸', 1, 1);
  check('mixed', 'a\r\n\r\n\n\rb‸', 4, 1);
  check('the empty last line', 'a\n‸', 1, 0);
  check('a surrogate pair counts twice', '😀‸', 0, 2);
  check('nothing at all', '‸', 0, 0);

  it('a column past the end of its line is the end of that line', () => {
    const index = lineIndex('ab\r\ncd\nef');
    assert.equal(index.offsetAt({ line: 0, character: 99 }), 2);
    assert.equal(index.offsetAt({ line: 1, character: 99 }), 6);
    assert.equal(index.offsetAt({ line: 2, character: 99 }), 9);
  });

  it('what lies outside the text is clamped to it', () => {
    const index = lineIndex('ab\ncd');
    assert.equal(index.offsetAt({ line: -1, character: 5 }), 0);
    assert.equal(index.offsetAt({ line: 9, character: 0 }), 5);
    assert.deepEqual(index.positionAt(-1), { line: 0, character: 0 });
    assert.deepEqual(index.positionAt(99), { line: 1, character: 2 });
    assert.equal(index.lineStart(99), 3);
    assert.equal(index.lineCount, 2);
  });

  it('there and back again, at any offset but inside a line end', () => {
    const text = fc.array(fc.constantFrom('a', '\n', '\r\n', '\r', '😀', ' ')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.nat(40), (value, offset) => {
        if (offset > value.length || value.slice(offset - 1, offset + 1) === '\r\n') return;
        const index = lineIndex(value);
        assert.equal(index.offsetAt(index.positionAt(offset)), offset);
      }),
      { numRuns: runs(1000) },
    );
  });
});
