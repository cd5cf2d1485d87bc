import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tokenize } from '../../server/src/engines/postgres/read/lexer';
import type { Token } from '../../server/src/sql/token';
import { runs } from '../support/runs';
import { sqlText } from './sqlText';

/** `kind text` of a token, with `…` behind an unterminated one. */
function describeToken(text: string, token: Token): string {
  return `${token.kind} ${text.slice(token.start, token.end)}${token.unterminated === true ? '…' : ''}`;
}

function check(name: string, text: string, ...expected: readonly string[]): void {
  it(name, () => {
    const tokens = tokenize(text).filter((token) => token.kind !== 'whitespace');
    assert.deepEqual(
      tokens.map((token) => describeToken(text, token)),
      expected,
    );
  });
}

describe('lexer', () => {
  describe('words and names', () => {
    check('words keep their case', 'Select a_1$b', 'word Select', 'word a_1$b');
    check('letters of any script', 'größe 表 naïve', 'word größe', 'word 表', 'word naïve');
    check('a surrogate pair is one word', 'a😀b', 'word a😀b');
    check('quoted names, quotes doubled', '"a ""b"" c"."d"', 'quotedIdentifier "a ""b"" c"', 'punctuation .', 'quotedIdentifier "d"');
    check(
      'U&"" is a name, U & "" is not',
      'U&"d\\0061t" u & "x"',
      'quotedIdentifier U&"d\\0061t"',
      'word u',
      'operator &',
      'quotedIdentifier "x"',
    );
    check('a backslash does not hide the end of a quoted name', '"a\\" b', 'quotedIdentifier "a\\"', 'word b');
  });

  describe('strings', () => {
    check('doubled quotes', "'it''s' x", "string 'it''s'", 'word x');
    check('a backslash is an ordinary character', "'a\\' b", "string 'a\\'", 'word b');
    check("in E'' it takes the next character along", "E'a\\'b' c", "string E'a\\'b'", 'word c');
    check("e'' too, with an escaped backslash at the end", "e'\\\\' c", "string e'\\\\'", 'word c');
    check(
      'prefixes of bits, hex, national and Unicode',
      "B'1' x'F' N'n' U&'\\00e9'",
      "string B'1'",
      "string x'F'",
      "string N'n'",
      "string U&'\\00e9'",
    );
    check('the prefix must touch the quote', "E 'a\\'", 'word E', "string 'a\\'");
    check('a longer word is no prefix', "size'a\\'", 'word size', "string 'a\\'");
    check('comment signs inside', "'-- /* ' x", "string '-- /* '", 'word x');
    check('two strings with a line break between them', "'a'\n'b'", "string 'a'", "string 'b'");
  });

  describe('dollar quotes', () => {
    check('without a tag', "$$ it's; $$ x", "dollarString $$ it's; $$", 'word x');
    check('with a tag; other tags inside are text', '$a$ $$ $b$ $a$;', 'dollarString $a$ $$ $b$ $a$', 'punctuation ;');
    check('tags differ by case', '$A$ $a$ $A$', 'dollarString $A$ $a$ $A$');
    check('a tag of any script', '$é$ x $é$', 'dollarString $é$ x $é$');
    check('parameters', '$1 $23', 'parameter $1', 'parameter $23');
    check('a tag does not begin with a digit', '$1a$ x', 'parameter $1', 'word a$', 'word x');
    check('a dollar inside a word opens nothing', 'a$b$ c', 'word a$b$', 'word c');
    check('a lone dollar', 'a $ b', 'word a', 'unknown $', 'word b');
  });

  describe('comments', () => {
    check('to the end of the line', '-- a; b\nc', 'lineComment -- a; b', 'word c');
    check('Windows and old Mac line ends', '--a\r\nb--c\rd', 'lineComment --a', 'word b', 'lineComment --c', 'word d');
    check('blocks nest', '/* a /* b */ c */ d', 'blockComment /* a /* b */ c */', 'word d');
    check('a quote in a comment is nothing', "/* it's */ x -- it's", "blockComment /* it's */", 'word x', "lineComment -- it's");
    check(
      'an operator stops before a comment',
      'a+--b\n*/* c */',
      'word a',
      'operator +',
      'lineComment --b',
      'operator *',
      'blockComment /* c */',
    );
  });

  describe('numbers and operators', () => {
    check('decimals', '1 1.5 .5 5. 1e10 1.5E-3', 'number 1', 'number 1.5', 'number .5', 'number 5.', 'number 1e10', 'number 1.5E-3');
    check('other bases and underscores', '0xFF 0o17 0b10 1_000', 'number 0xFF', 'number 0o17', 'number 0b10', 'number 1_000');
    check('a range is two numbers', '1..10', 'number 1', 'punctuation ..', 'number 10');
    check('an exponent needs digits', '1e x', 'number 1', 'word e', 'word x');
    check(
      'casts, arrows and brackets',
      "a::int[] ->>'x'",
      'word a',
      'operator ::',
      'word int',
      'punctuation [',
      'punctuation ]',
      'operator ->>',
      "string 'x'",
    );
    check('assignment of a named argument', 'f(a => 1)', 'word f', 'punctuation (', 'word a', 'operator =>', 'number 1', 'punctuation )');
  });

  describe('psql', () => {
    check('a meta-command takes its line', '\\set x 1; y\nselect', 'metaCommand \\set x 1; y', 'word select');
    check(
      'the data of COPY … FROM stdin',
      "COPY t (a) FROM stdin;\n1\tit's; \\N\n\\.\nselect",
      'word COPY',
      'word t',
      'punctuation (',
      'word a',
      'punctuation )',
      'word FROM',
      'word stdin',
      'punctuation ;',
      "copyData \n1\tit's; \\N\n\\.\n",
      'word select',
    );
    check(
      'with Windows line ends, at the end of the text',
      'copy t from STDIN with csv;\r\n1\r\n\\.',
      'word copy',
      'word t',
      'word from',
      'word STDIN',
      'word with',
      'word csv',
      'punctuation ;',
      'copyData \r\n1\r\n\\.',
    );
    check('COPY to stdout has no data', 'copy t to stdout;\nx', 'word copy', 'word t', 'word to', 'word stdout', 'punctuation ;', 'word x');
    check(
      'without the closing line it is read as SQL',
      'copy t from stdin;\nx',
      'word copy',
      'word t',
      'word from',
      'word stdin',
      'punctuation ;',
      'word x',
    );
  });

  describe('an unterminated token runs to the end', () => {
    check('string', "'a; b", "string 'a; b…");
    check('string that ends in a doubled quote', "'a''", "string 'a''…");
    check('escape string that ends in a backslash', "E'a\\", "string E'a\\…");
    check('quoted name', '"a', 'quotedIdentifier "a…');
    check('dollar quote', '$a$ x $b$', 'dollarString $a$ x $b$…');
    check('block comment', '/* /* */ x', 'blockComment /* /* */ x…');
  });

  describe('unexpected bytes', () => {
    check('a byte order mark is white space', '\ufeffselect', 'word select');
    check('NUL is unknown', 'a\0b', 'word a', 'unknown \0', 'word b');
    check('a lone backspace', '\b', 'unknown \b');
    check('nothing', '');
  });

  it('covers any text without gap or overlap', () => {
    fc.assert(
      fc.property(fc.oneof(sqlText(), fc.string({ unit: 'binary' })), (text) => {
        let position = 0;
        for (const token of tokenize(text)) {
          assert.equal(token.start, position);
          assert.ok(token.end > token.start);
          position = token.end;
        }
        assert.equal(position, text.length);
      }),
      { numRuns: runs(2000) },
    );
  });
});
