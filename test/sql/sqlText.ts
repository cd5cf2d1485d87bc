import fc from 'fast-check';

/** Pieces of SQL. Many of them change the meaning of the characters behind them. */
const PIECES: readonly string[] = [
  'create table t (a int',
  'alter table t add column',
  'copy t from stdin;\n',
  '\n\\.\n',
  'create rule r as on insert to t do (',
  'create function f() begin atomic',
  'case when 1 then 2 end',
  'end',
  'select 1',
  "'",
  '"',
  "E'\\",
  'U&"',
  '$$',
  '$a$',
  '/*',
  '*/',
  '--',
  ';',
  '(',
  ')',
  ',',
  '\n',
  '\r\n',
  ' ',
  '\\i x.sql\n',
  '\ufeff',
  '\0',
  '😀',
  'é',
  '1e',
  '::',
  '.',
];

/** Any sequence of the pieces. Most sequences are not SQL, but look like it. */
export function sqlText(): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(''));
}
