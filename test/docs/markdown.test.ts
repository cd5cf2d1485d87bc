import assert from 'node:assert/strict';
import { cellText, codeBlock, codeSpan, linkTarget, paragraphs, table, text } from '../../server/src/docs/markdown';

describe('Markdown', () => {
  describe('text stays text', () => {
    check(text, {
      created_at: 'created_at',
      _private_: '\\_private\\_',
      'a | b': 'a \\| b',
      'a\\|b': 'a\\\\\\|b',
      '`x`': '\\`x\\`',
      '<b> & &amp; a<c': '&lt;b> & &amp;amp; a&lt;c',
      '[x](y) ![z]': '\\[x\\](y) !\\[z\\]',
      '*a* ~~b~~ $c$': '\\*a\\* \\~\\~b\\~\\~ \\$c\\$',
      '# one': '\\# one',
      'one #': 'one \\#',
      '#1': '#1',
      '1. one': '1\\. one',
      '1.5 litres': '1.5 litres',
      '- one': '\\- one',
      '> one': '\\> one',
      '  two\n\n  lines\t': 'two lines',
      '': '',
    });
  });

  describe('paragraphs', () => {
    check(paragraphs, { 'one\ntwo\n\n\nthree': 'one two\n\nthree', '\n\n- a\n\n': '\\- a' });
  });

  describe('text of a cell', () => {
    check(cellText, { 'one\ntwo\n\nthree|': 'one<br>two<br>three\\|', ' \n ': '' });
  });

  describe('code', () => {
    check(codeSpan, {
      "'a' || 'b'": "<code>'a' &#124;&#124; 'b'</code>",
      'snake_case || _x': '<code>snake_case &#124;&#124; &#95;x</code>',
      'a`b': '<code>a&#96;b</code>',
      'a\\b': '`a\\b`',
      '-->': '`-->`',
      ' a': '<code> a</code>',
      '': '<code>&#32;</code>',
      'a\nb': '`a b`',
    });
  });

  describe('block of code', () => {
    check((raw) => codeBlock('sql', raw), {
      'SELECT 1': '```sql\nSELECT 1\n```',
      '-- ```\r\nSELECT 1': '````sql\n-- ```\nSELECT 1\n````',
      '<!-- migration-lens:end views -->': '```sql\n<! -- migration-lens:end views -->\n```',
    });
  });

  describe('target of a link', () => {
    check(linkTarget, { 'db/a b (1)#?.sql': 'db/a%20b%20%281%29%23%3F.sql', 'größe/注.sql': 'größe/注.sql' });
  });

  it('leaves out columns that are empty in every row', () =>
    assert.equal(
      table(
        ['A', 'B', 'C'],
        [
          ['', '', 'c'],
          ['', '', ''],
        ],
      ),
      '| A | C |\n| --- | --- |\n|  | c |\n|  |  |',
    ));
});

function check(write: (raw: string) => string, cases: Readonly<Record<string, string>>): void {
  for (const [raw, expected] of Object.entries(cases)) it(JSON.stringify(raw), () => assert.equal(write(raw), expected));
}
