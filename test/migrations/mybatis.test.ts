import assert from 'node:assert/strict';
import { mybatis } from '../../server/src/migrations/tools/mybatis';
import { checkLayout, order, scaffolded } from './layouts';

describe('MyBatis Migrations', () => {
  it('orders ids as numbers with a fraction', () => {
    assert.deepEqual(order(mybatis, ['10_j.sql', '9_i.sql', '1.5_b.sql', '1.25_a.sql', '001.sql', '20240101120000_x.sql']), [
      '001',
      '1.25_a',
      '1.5_b',
      '9_i',
      '10_j',
      '20240101120000_x',
    ]);
    checkLayout(mybatis, { '1_a.sql': '«A;»', '1.0_b.sql': 'B;', 'x_c.sql': '«C;»', 'onabort.sql': 'D;' }, [
      ...['1.0 b', '  up 1.0_b.sql on: B;'],
      ...['1 a', '  up 1_a.sql on: A;'],
      '! x_c.sql: MyBatis Migrations stops at this file: what stands before the first “_” of its name has to be a number.',
      '! 1_a.sql: Version 1 belongs to 1.0_b.sql already: MyBatis Migrations holds the second one for applied and never runs it.',
    ]);
  });

  it('takes bootstrap.sql for what was there before, if there is anything in it', () => {
    checkLayout(mybatis, { 'bootstrap.sql': '-- // Bootstrap\nCREATE TABLE a ();', '1_a.sql': 'A;' }, [
      ...['baseline bootstrap', '  up bootstrap.sql on: -- // Bootstrap CREATE TABLE a ();'],
      ...['1 a', '  up 1_a.sql on: A;'],
    ]);
    assert.deepEqual(order(mybatis, ['1_a.sql']), ['1_a']);
    checkLayout(mybatis, { 'bootstrap.sql': '-- // Bootstrap.sql\n-- nothing\n' }, []);
  });

  const markers: readonly (readonly [marker: string, isMarker: boolean])[] = [
    ['-- //@UNDO', true],
    ['  --//  @UNDO and more', true],
    ['// //@UNDO', true],
    ['«-- @UNDO»', false],
    ['«-- //@undo»', false],
    ['«--UNDO»', false],
  ];
  for (const [marker, isMarker] of markers) {
    it(`${isMarker ? 'cuts' : 'does not cut'} at “${marker.replace(/[«»]/g, '')}”`, () => {
      checkLayout(
        mybatis,
        { '1_a.sql': `-- // title\nUP;\n${marker}\nDOWN;\n` },
        isMarker
          ? ['1 a', '  up 1_a.sql on: -- // title UP;', '  down 1_a.sql on: DOWN;']
          : [
              '1 a',
              `  up 1_a.sql on: -- // title UP; ${marker.replace(/[«»]/g, '')} DOWN;`,
              '! 1_a.sql: MyBatis Migrations takes this for a comment, and what follows for a part of the up: the marker is “-- //@UNDO”.',
            ],
      );
    });
  }

  it('ends statements at a delimiter of its own', () => {
    checkLayout(
      mybatis,
      {
        '1_a.sql':
          '-- @DELIMITER |\nCREATE FUNCTION f() AS $$ x; $$ | rest\nB\n|\n-- @DELIMITER ;\nC;\nD;\n-- //@UNDO\n--//@DELIMITER GO\nE\nGO\n',
      },
      [
        '1 a',
        '  up 1_a.sql on: -- @DELIMITER | CREATE FUNCTION f() AS $$ x; $$',
        '  up 1_a.sql on: B',
        '  up 1_a.sql on: -- @DELIMITER ; C; D;',
        '  down 1_a.sql on: --//@DELIMITER GO E',
      ],
    );
  });

  it('writes the down behind its marker', () => {
    assert.deepEqual(scaffolded(mybatis, { '1_a.sql': '-- // a\nUP;\n' }, 'DOWN;'), {
      '1_a.sql': '-- // a\nUP;\n\n-- //@UNDO\nDOWN;\n',
    });
  });
});
