import assert from 'node:assert/strict';
import { sqlx } from '../../server/src/migrations/tools/sqlx';
import { checkLayout, order, scaffolded, withoutTransaction } from './layouts';

const LATE = 'sqlx sees “-- no-transaction” only as the very first characters of the file: a blank, a line or a comment in front hides it.';

describe('sqlx', () => {
  it('reads simple and reversible migrations, in the order of numbers', () => {
    checkLayout(sqlx, { '10_b.up.sql': 'SELECT 2;', '10_b.down.sql': 'SELECT 3;', '9_a.sql': 'SELECT 1;' }, [
      '9 a',
      '  up 9_a.sql on: SELECT 1;',
      '10 b',
      '  up 10_b.up.sql on: SELECT 2;',
      '  down 10_b.down.sql on: SELECT 3;',
    ]);
    assert.deepEqual(order(sqlx, ['9223372036854775807_a.sql', '1_.sql']), ['1', '9223372036854775807_a']);
  });

  it('heeds the marker in the first bytes alone', () => {
    checkLayout(
      sqlx,
      {
        '1_a.sql': '-- no-transaction\nSELECT 1;',
        '2_b.sql': '-- a licence\n«-- no-transaction»\r\nSELECT 2;',
        '3_c.sql': '-- no-transaction would be wrong here\nSELECT 3;',
        '4_d.sql': '-- see above: -- no-transaction is not needed\nSELECT 4;',
        '5_e.sql': '\n «-- no-transaction»\nSELECT 5;',
      },
      [
        '1 a',
        '  up 1_a.sql off: -- no-transaction SELECT 1;',
        '2 b',
        '  up 2_b.sql on: -- a licence -- no-transaction SELECT 2;',
        '3 c',
        // sqlx compares the first bytes only and does not read the rest of the sentence.
        '  up 3_c.sql off: -- no-transaction would be wrong here SELECT 3;',
        '4 d',
        '  up 4_d.sql on: -- see above: -- no-transaction is not needed SELECT 4;',
        '5 e',
        '  up 5_e.sql on: -- no-transaction SELECT 5;',
        `! 2_b.sql: ${LATE}`,
        `! 5_e.sql: ${LATE}`,
      ],
    );
  });

  it('reports the stray file that stops it', () => {
    checkLayout(
      sqlx,
      {
        '1_a.sql': '«x»',
        'readme_x.sql': '«x»',
        'seed.sql': 'x',
        'notes.sql': '«x»',
        '01_b.sql': 'x',
        '99999999999999999999_c.sql': '«x»',
      },
      [
        '01 b',
        '  up 01_b.sql on: x',
        '1 a',
        '  up 1_a.sql on: x',
        '! 99999999999999999999_c.sql: sqlx stops at this file: what stands before the first “_” of its name has to be a number.',
        '! notes.sql: sqlx passes over this file: its name has to be N_title.sql, with a number in front.',
        '! readme_x.sql: sqlx stops at this file: what stands before the first “_” of its name has to be a number.',
        '! 1_a.sql: Version 1 belongs to 01_b.sql already: sqlx takes the second one for a changed copy of the first and stops.',
      ],
    );
  });

  it('writes a down only beside an up that says so', () => {
    assert.deepEqual(scaffolded(sqlx, { '1_a.up.sql': 'SELECT 1;\r\n' }, 'SELECT 2;'), { '1_a.down.sql': 'SELECT 2;\r\n' });
    assert.equal(scaffolded(sqlx, { '1_a.sql': 'SELECT 1;\n' }, 'SELECT 2;'), undefined);
  });

  it('leaves the transaction by the first bytes', () => {
    assert.deepEqual(withoutTransaction(sqlx, { '1_a.sql': '-- a licence\r\nSELECT 1;\r\n' }), {
      '1_a.sql': '-- no-transaction\r\n-- a licence\r\nSELECT 1;\r\n',
    });
    assert.equal(withoutTransaction(sqlx, { '1_a.sql': '-- no-transaction\nSELECT 1;\n' }), undefined);
  });
});
