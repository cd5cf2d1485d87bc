import assert from 'node:assert/strict';
import { encore } from '../../server/src/migrations/tools/encore';
import { checkRoots, sql } from './detections';
import { checkLayout, order, scaffolded } from './layouts';

describe('Encore', () => {
  it('orders by number', () => {
    assert.deepEqual(order(encore, ['10_b.up.sql', '9_a.up.sql', '1.up.sql']), ['1', '9_a', '10_b']);
  });

  it('runs ups alone, and stops at any other SQL file', () => {
    checkLayout(
      encore,
      {
        '1_a.up.sql': '«SELECT 1;»',
        '1_a.down.sql': 'SELECT -1;',
        '2_b.sql': '«SELECT 2;»',
        '0_c.up.sql': '«SELECT 3;»',
        '01_d.up.sql': 'SELECT 4;',
      },
      [
        '1 d',
        '  up 01_d.up.sql on: SELECT 4;',
        '1 a',
        '  up 1_a.up.sql on: SELECT 1;',
        '! 0_c.up.sql: Encore stops at this file: names are N_title.up.sql, with a number above zero in front.',
        '! 2_b.sql: Encore stops at this file: names are N_title.up.sql, with a number above zero in front.',
        '! 1_a.up.sql: Version 1 belongs to 01_d.up.sql already: Encore refuses a folder in which a version occurs twice.',
      ],
    );
  });

  it('is known by encore.app', () => {
    checkRoots({ ...sql('users/migrations/1_a.up.sql', 'users/migrations/1_a.down.sql'), 'encore.app': '{"id":"x"}' }, [
      'encore users/migrations strong',
    ]);
    assert.equal(scaffolded(encore, { '1_a.up.sql': 'SELECT 1;' }, 'SELECT 2;\n'), undefined);
  });
});
