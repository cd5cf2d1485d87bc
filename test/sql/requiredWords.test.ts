import assert from 'node:assert/strict';
import fc from 'fast-check';
import { requiredWords } from '../../server/src/sql/requiredWords';
import { runs } from '../support/runs';

/** A regular expression with a text that it matches. */
interface Matched {
  readonly source: string;
  readonly text: string;
}

const leaf = fc.constantFrom<Matched>(
  { source: 'create', text: 'create' },
  { source: 'serial', text: 'serial' },
  { source: 'int4', text: 'int4' },
  { source: 'n?varchar', text: 'varchar' },
  { source: 'lists?', text: 'list' },
  { source: 'ab{0}', text: 'a' },
  { source: '\\(', text: '(' },
  { source: '\\w+', text: 'zz' },
  { source: '[a-z|(]*', text: '|(' },
  { source: '[\\]ab|(]x', text: ']x' },
  { source: '[^\\\\]', text: ']' },
  { source: '(?!null)', text: '' },
);

const { matched } = fc.letrec<{ matched: Matched }>((tie) => ({
  matched: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('matched'), { minLength: 1, maxLength: 3 }).map((all) => ({
      source: all.map(({ source }) => `(?:${source})`).join(' '),
      text: all.map(({ text }) => text).join(' '),
    })),
    fc.tuple(tie('matched'), tie('matched')).map(([{ source, text }, other]) => ({ source: `${other.source}|${source}`, text })),
    tie('matched').map(({ source }) => ({ source: `(?:${source})?`, text: '' })),
    tie('matched').map(({ source, text }) => ({ source: `(?:${source}){1,2} x`, text: `${text} x` })),
  ),
}));

describe('the words that a regular expression requires', () => {
  it('are the longest one of each alternative', () => {
    assert.deepEqual(requiredWords('language (?:plpgsql|plpython3u)'), ['language']);
    assert.deepEqual(requiredWords('default now|(?:sysdate|systimestamp) [-+]'), ['default', 'sysdate', 'systimestamp']);
    assert.deepEqual(requiredWords('(?:pg_\\w+|nextval)'), ['pg_', 'nextval']);
  });

  it('are unknown where one alternative requires none', () => {
    for (const source of ['::', '`\\w+`', 'jsonb|\\[ \\]', '(?:unique )?', '[a-z]\\w* \\[']) assert.equal(requiredWords(source), undefined);
  });

  it('cannot be told where a class or group is not closed', () => {
    for (const source of ['[ab', '[ab\\]', '(?:[ab)']) assert.throws(() => requiredWords(source), /class at \d is not closed/);
    for (const source of ['(?:ab', '(?:ab\\)']) assert.throws(() => requiredWords(source), /group at \d is not closed/);
  });

  it('stand in every text that it matches', () => {
    fc.assert(
      fc.property(matched, ({ source, text }) => {
        assert.match(text, new RegExp(`^(?:${source})$`));
        const words = requiredWords(source);
        if (words !== undefined)
          assert.ok(
            words.some((word) => text.includes(word)),
            `${words.join(', ')} in ${text}`,
          );
      }),
      { numRuns: runs(2000) },
    );
  });
});
