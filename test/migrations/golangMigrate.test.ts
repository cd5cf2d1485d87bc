import assert from 'node:assert/strict';
import { golangMigrate } from '../../server/src/migrations/tools/golangMigrate';
import { checkLayout, order, scaffolded } from './layouts';

const REFUSES = 'golang-migrate refuses to run a folder in which a version occurs twice';

describe('golang-migrate', () => {
  it('pairs by version, not by title', () => {
    checkLayout(golangMigrate, { '1_users.up.sql': 'CREATE TABLE users ();', '0001_user.down.sql': 'DROP TABLE users;', '2_.up.sql': '' }, [
      '1 users',
      '  up 1_users.up.sql driver: CREATE TABLE users ();',
      '  down 0001_user.down.sql driver: DROP TABLE users;',
      '2',
      '  up 2_.up.sql driver: ',
    ]);
  });

  it('orders numbers as numbers, up to 64 bits', () => {
    assert.deepEqual(order(golangMigrate, ['10_b.up.sql', '9_a.up.sql', '18446744073709551615_d.up.sql', '20240101120000_c.up.sql']), [
      '9_a',
      '10_b',
      '20240101120000_c',
      '18446744073709551615_d',
    ]);
    checkLayout(golangMigrate, { '18446744073709551616_too_big.up.sql': '«SELECT 1;»' }, [
      '! 18446744073709551616_too_big.up.sql: golang-migrate passes over this file: its name has to be N_title.up.sql or N_title.down.sql.',
    ]);
  });

  it('takes a down for one, though golang-migrate passes over its name', () => {
    const passedOver = 'golang-migrate passes over this file: its name has to be N_title.up.sql or N_title.down.sql.';
    checkLayout(golangMigrate, { '3_a_down.sql': '«DROP TABLE a;»', '3_a_up.sql': '«CREATE TABLE a ();»' }, [
      '3 a',
      '  up 3_a_up.sql driver: CREATE TABLE a ();',
      '  down 3_a_down.sql driver: DROP TABLE a;',
      `! 3_a_down.sql: ${passedOver}`,
      `! 3_a_up.sql: ${passedOver}`,
    ]);
  });

  it('keeps both migrations of a version that occurs twice, each with its own down', () => {
    checkLayout(
      golangMigrate,
      {
        '7_a.down.sql': 'DROP TABLE a;',
        '7_a.up.sql': 'CREATE TABLE a ();',
        '7_b.down.sql': '«DROP TABLE b;»\n',
        '7_b.up.sql': '\n«CREATE TABLE b ();»\n',
      },
      [
        '7 a',
        '  up 7_a.up.sql driver: CREATE TABLE a ();',
        '  down 7_a.down.sql driver: DROP TABLE a;',
        '7 b',
        '  up 7_b.up.sql driver: CREATE TABLE b ();',
        '  down 7_b.down.sql driver: DROP TABLE b;',
        `! 7_b.up.sql: Version 7 belongs to 7_a.up.sql already: ${REFUSES}.`,
        `! 7_b.down.sql: Version 7 belongs to 7_a.down.sql already: ${REFUSES}.`,
      ],
    );
  });

  it('gives a down to the up with the most similar name', () => {
    checkLayout(
      golangMigrate,
      {
        '01_a.up.sql': 'SELECT 1;',
        '1_a.up.sql': '«SELECT 2;»',
        '1_a.down.sql': 'SELECT -2;',
        '1_z.up.sql': '«SELECT 3;»',
        '1_y.down.sql': '«SELECT -3;»',
      },
      [
        ...['01 a', '  up 01_a.up.sql driver: SELECT 1;', '  down 1_y.down.sql driver: SELECT -3;'],
        ...['1 a', '  up 1_a.up.sql driver: SELECT 2;', '  down 1_a.down.sql driver: SELECT -2;'],
        ...['1 z', '  up 1_z.up.sql driver: SELECT 3;'],
        `! 1_a.up.sql: Version 1 belongs to 01_a.up.sql already: ${REFUSES}.`,
        `! 1_z.up.sql: Version 1 belongs to 01_a.up.sql already: ${REFUSES}.`,
        `! 1_y.down.sql: Version 1 belongs to 1_a.down.sql already: ${REFUSES}.`,
      ],
    );
  });

  it('reads and reports what has another style, and leaves dumps and folders below alone', () => {
    checkLayout(
      golangMigrate,
      {
        '1_a.up.sql': 'SELECT 1;',
        '2_b.sql': '«SELECT 2;»',
        '3_c.down.sql': '«SELECT 3;»',
        'archive/4_d.up.sql': 'SELECT 4;',
        'schema.sql': 'SELECT 5;',
      },
      [
        '1 a',
        '  up 1_a.up.sql driver: SELECT 1;',
        '2 b',
        '  up 2_b.sql driver: SELECT 2;',
        '3 c',
        '  down 3_c.down.sql driver: SELECT 3;',
        '! 2_b.sql: golang-migrate passes over this file: its name has to be N_title.up.sql or N_title.down.sql.',
        '! 3_c.down.sql: There is no SQL that goes up to 3_c, so this down stands alone.',
      ],
    );
  });

  it('writes the down beside the up, with its line breaks', () => {
    assert.deepEqual(scaffolded(golangMigrate, { '1_a.up.sql': 'CREATE TABLE a ();\r\n' }, 'DROP TABLE a;\nDROP TYPE b;\n'), {
      '1_a.down.sql': 'DROP TABLE a;\r\nDROP TYPE b;\r\n',
    });
    assert.deepEqual(scaffolded(golangMigrate, { '1_a.up.sql': 'SELECT 1;\n', '1_a.down.sql': '-- later\n\n' }, 'DROP TABLE a;'), {
      '1_a.down.sql': '-- later\nDROP TABLE a;\n',
    });
  });
});
