import assert from 'node:assert/strict';
import { nodePgMigrate } from '../../server/src/migrations/tools/nodePgMigrate';
import { checkLayout, order, scaffolded } from './layouts';

const check = (marked: string, expected: readonly string[]): void =>
  checkLayout(
    nodePgMigrate,
    { '1_a.sql': marked },
    ['1 a', ...expected].map((line) => line.replace(/^(\s*(?:up|down)) /, '$1 1_a.sql ').replace(/^! /, '! 1_a.sql: node-pg-migrate ')),
  );

describe('node-pg-migrate', () => {
  it('orders by number, 17 digits being a moment in UTC; then as localeCompare does', () => {
    assert.deepEqual(
      order(nodePgMigrate, [
        '20200513070724505_d.sql',
        '1589353644505_c.sql',
        '1589353644504_b.js',
        '0002-x-10.sql',
        '2_x_9.sql',
        '99999999999999999_e.sql',
        '1_a.sql',
      ]),
      ['1_a', '2_x_9', '0002-x-10', '1589353644504_b', '1589353644505_c', '20200513070724505_d', '99999999999999999_e'],
    );
  });

  it('cuts at its markers in any letter case, blanks and dashes in between', () => {
    check('-- licence\n --- up Migration: users\nUP;\n\n--\n-- DOWN  migration\nDOWN;\n', ['  up on: UP;', '  down on: DOWN;']);
    check('-- Down Migration\r\nDOWN;\r\n-- Up Migration\r\nUP;\r\n', ['  up on: UP;', '  down on: DOWN;']);
    check('UP;\n', ['  up on: UP;']);
  });

  it('cuts where a marker begins, at any line break of JavaScript', () => {
    check('-- Down Migration: x\r-- Up Migration\nUP;\n', ['  up on: UP;', '  down on: ']);
    check('-- Up Migration\rUP;\r-- Down Migration\rDOWN;\r', ['  up on: UP;', '  down on: DOWN;']);
    check('-- Down Migration\u2028-- Up Migration\nUP;\n', ['  up on: UP;', '  down on: ']);
    check('-- Up Migration\nUP;\n--\n-- Down Migration\nDOWN;\n', ['  up on: UP;', '  down on: DOWN;']);
    check('-- Up Migration\rUP;\r«-- Up Migration»\rMORE;\r', [
      '  up on: UP; -- Up Migration MORE;',
      '! takes this for a comment: only the first marker of each direction counts.',
    ]);
  });

  it('reports a down that goes up, too, and reads it as it was meant', () => {
    check('UP;\n«-- Down Migration»\nDOWN;\n', [
      '  up on: UP;',
      '  down on: DOWN;',
      '! runs what follows when it goes up, too: the whole file is the up where “-- Up Migration” is missing.',
    ]);
  });

  it('reports what it never runs, and markers that are none', () => {
    check('«SELECT 0;»\n-- Up Migration\nUP;\n-- Down Migration\nDOWN;\n«-- Up Migration»\nMORE;\n', [
      '  up on: UP;',
      '  down on: DOWN; -- Up Migration MORE;',
      '! never runs what stands in front of the first marker.',
      '! takes this for a comment: only the first marker of each direction counts.',
    ]);
    check('-- Up Migration\nUP;\n«-- Down»\nDOWN;\n', [
      '  up on: UP; -- Down DOWN;',
      '! takes this for a comment: its markers are “-- Up Migration” and “-- Down Migration”.',
    ]);
  });

  it('takes pairs, code, and refuses what is neither', () => {
    checkLayout(
      nodePgMigrate,
      {
        '1_a.up.sql': 'UP;',
        '1_a.down.sql': 'DOWN;',
        '2_b.ts': '',
        '2_b.d.ts': '',
        '3_c.sql': '«C;»',
        '3_c.up.sql': 'UP;',
        '4_d.down.sql': '«DOWN;»',
        'readme.sql': '«x»',
        'schema.sql': 'x',
      },
      [
        ...['1 a', '  up 1_a.up.sql on: UP;', '  down 1_a.down.sql on: DOWN;'],
        ...['2 b', '  up code 2_b.ts', '  down code 2_b.ts'],
        ...['3 c', '  up 3_c.up.sql on: UP;'],
        ...['3 c', '  up 3_c.sql on: C;'],
        ...['4 d', '  down 4_d.down.sql on: DOWN;'],
        '! readme.sql: node-pg-migrate stops at this file: its name has to begin with a number.',
        '! 3_c.sql: node-pg-migrate refuses this file beside one of the same name for a single direction.',
        '! 4_d.down.sql: There is no SQL that goes up to 4_d, so this down stands alone.',
      ],
    );
  });

  it('writes the down where it belongs, with a marker for the up', () => {
    assert.deepEqual(scaffolded(nodePgMigrate, { '1_a.sql': '-- Up Migration\nUP;\n' }, 'DOWN;'), {
      '1_a.sql': '-- Up Migration\nUP;\n\n-- Down Migration\nDOWN;\n',
    });
    assert.deepEqual(scaffolded(nodePgMigrate, { '1_a.sql': 'UP;\r\n' }, 'DOWN;'), {
      '1_a.sql': '-- Up Migration\r\nUP;\r\n\r\n-- Down Migration\r\nDOWN;\r\n',
    });
    assert.deepEqual(scaffolded(nodePgMigrate, { '1_a.up.sql': 'UP;\n' }, 'DOWN;'), { '1_a.down.sql': 'DOWN;\n' });
  });
});
