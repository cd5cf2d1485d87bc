import assert from 'node:assert/strict';
import { play } from '../../server/src/migrations/tools/play';
import { checkLayout, order, scaffolded } from './layouts';

const check = (marked: string, expected: readonly string[]): void =>
  checkLayout(
    play,
    { '1.sql': marked },
    ['1', ...expected].map((line) => line.replace(/^(\s*(?:up|down)) /, '$1 1.sql ').replace(/^! /, '! 1.sql: Play ')),
  );

describe('Play evolutions', () => {
  it('runs 1, 2, 3 … up to the first that is not there', () => {
    assert.deepEqual(order(play, ['2.sql', '10.sql', '1.sql', '3.sql', 'x.sql', '0.sql']), ['1', '2', '3']);
    const ups = '-- !Ups\n';
    checkLayout(play, { '01.sql': `«${ups.trim()}»\n`, '1.sql': ups, '002.sql': ups, '4.sql': '«-- !Ups»', '5.sql': '«-- !Ups»' }, [
      ...['1', '  up 1.sql off: '],
      ...['002', '  up 002.sql off: '],
      '! 01.sql: Play never runs this file: it takes 1.sql for evolution 1.',
      '! 4.sql: Play never runs this file: there is no 3.sql, and that is where it stops.',
      '! 5.sql: Play never runs this file: there is no 3.sql, and that is where it stops.',
    ]);
  });

  it('cuts at its markers, indented ones too, and puts sections of one direction together', () => {
    check('# users\n\n# --- !Ups\r\nUP;\r\n  -- !Downs: all of it\nDOWN;\n# --- !Ups\nMORE;\n', [
      '  up off: UP;',
      '  up off: MORE;',
      '  down off: DOWN;',
    ]);
  });

  it('reports what it never runs', () => {
    check('«SELECT 1;»\n', ['  up off: ', '! runs nothing of this file: there is no line “-- !Ups”.']);
    check('«SELECT 1;»\n# --- !Ups\nUP;\n«# --- !downs»\nDOWN;\n', [
      '  up off: UP; # --- !downs DOWN;',
      '! never runs what stands in front of the first marker.',
      '! takes this for a comment: its markers are “!Ups” and “!Downs”, spelt exactly so.',
    ]);
  });

  it('reports the first semicolon in each dollar quote that cuts a statement', () => {
    const harm = '! cuts the statement at this semicolon. Within a statement it is written twice: “;;”.';
    check("-- !Ups\nCREATE FUNCTION f() AS $x$ BEGIN a«;» b; -- $$\nEND $x$;\n-- $$ ; \nSELECT '$$';\nDO $$ c;; d«;» $$;\n", [
      "  up off: CREATE FUNCTION f() AS $x$ BEGIN a; b; -- $$ END $x$; -- $$ ; SELECT '$$'; DO $$ c;; d; $$;",
      harm,
      harm,
    ]);
  });

  it('writes the down in the style of the up, semicolons within it twice', () => {
    assert.deepEqual(scaffolded(play, { '1.sql': '# --- !Ups\nUP;\n' }, 'DO $$ BEGIN a; b;; END $$;\nDROP TABLE c;\n'), {
      '1.sql': '# --- !Ups\nUP;\n\n# --- !Downs\nDO $$ BEGIN a;; b;; END $$;\nDROP TABLE c;\n',
    });
    assert.equal(scaffolded(play, { '1.sql': 'UP;\n' }, 'DOWN;'), undefined);
  });
});
