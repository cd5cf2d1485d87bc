import assert from 'node:assert/strict';
import { postgresMigrations } from '../../server/src/migrations/tools/postgresMigrations';
import { checkRoots, sql } from './detections';
import { checkLayout, order, withoutTransaction } from './layouts';

describe('postgres-migrations', () => {
  it('orders by the leading number alone', () => {
    assert.deepEqual(order(postgresMigrations, ['10_b.sql', '9-a.sql', '1.sql', '2c.sql']), ['1', '2c', '9-a', '10_b']);
  });

  it('wants numbers from 1 without a gap, and reads code as code', () => {
    checkLayout(
      postgresMigrations,
      {
        '0_zero.sql': '«SELECT 0;»',
        '1_a.sql': 'SELECT 1;',
        '2_b.js': 'module.exports.generateSql = () => "SELECT 2";',
        '4_d.sql': '«SELECT 4;»\n-- postgres-migrations disable-transaction',
        '04-e.sql': '«SELECT 5;»',
        'readme.sql': '«SELECT 6;»',
        'sub/5_f.sql': 'SELECT 7;',
      },
      [
        '0 zero',
        '  up 0_zero.sql on: SELECT 0;',
        '1 a',
        '  up 1_a.sql on: SELECT 1;',
        '2 b',
        '  up code 2_b.js',
        '04 e',
        '  up 04-e.sql on: SELECT 5;',
        '4 d',
        '  up 4_d.sql off: SELECT 4; -- postgres-migrations disable-transaction',
        '! readme.sql: postgres-migrations stops at this file: its name has to begin with a number.',
        '! 4_d.sql: Version 4 belongs to 04-e.sql already: postgres-migrations refuses a folder in which a number occurs twice.',
        '! 0_zero.sql: postgres-migrations keeps number 0 for itself.',
        '! 04-e.sql: postgres-migrations refuses this folder: there is no migration 3.',
      ],
    );
  });

  it('is known by package.json', () => {
    const files = sql('migrations/1_a.sql', 'migrations/2_b.sql');
    checkRoots({ ...files, 'package.json': '{"dependencies":{"postgres-migrations":"5"}}' }, ['postgres-migrations migrations strong']);
    checkRoots({ ...files, 'package.json': '{"dependencies":{"postgres":"3"}}' }, ['plain migrations guess']);
  });

  it('leaves the transaction', () => {
    assert.deepEqual(withoutTransaction(postgresMigrations, { '1_a.sql': '\nSELECT 1;\n' }), {
      '1_a.sql': '\n-- postgres-migrations disable-transaction\nSELECT 1;\n',
    });
  });
});
