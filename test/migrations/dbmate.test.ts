import assert from 'node:assert/strict';
import { dbmate } from '../../server/src/migrations/tools/dbmate';
import { checkLayout, order, scaffolded, withoutTransaction } from './layouts';

const check = (marked: string, expected: readonly string[]): void =>
  checkLayout(
    dbmate,
    { '1_a.sql': marked },
    ['1 a', ...expected].map((line) => line.replace(/^(\s*(?:up|down)) /, '$1 1_a.sql ').replace(/^! /, '! 1_a.sql: dbmate ')),
  );
const NO_DOWN = '! refuses an up without “-- migrate:down” behind it, be it empty.';
const COMMENT = '! takes this for a comment: “-- migrate:up” and “-- migrate:down” stand in the first column, in lower case.';

describe('dbmate', () => {
  it('cuts at its markers, with Windows line breaks too', () => {
    check('-- a licence\r\n\r\n--migrate:up\r\nSELECT 1;\r\n-- migrate:down\r\nSELECT 2;\r\n', [
      '  up on: SELECT 1;',
      '  down on: SELECT 2;',
    ]);
  });

  it('reads the options of each section by itself', () => {
    check('-- migrate:up transaction:false\nSELECT 1;\n-- migrate:down\nSELECT 2;\n', ['  up off: SELECT 1;', '  down on: SELECT 2;']);
    check('-- migrate:up x:y transaction:true\nSELECT 1;\n-- migrate:down transaction:false\n', ['  up on: SELECT 1;', '  down off: ']);
  });

  it('reads several couples in one file, downs in the order of the file', () => {
    check('-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n-- migrate:up\nSELECT 3;\n-- migrate:down\nSELECT 4;\n', [
      '  up on: SELECT 1;',
      '  up on: SELECT 3;',
      '  down on: SELECT 2;',
      '  down on: SELECT 4;',
    ]);
  });

  it('reports what it refuses', () => {
    check('«-- migrate:up»\nSELECT 1;\n', ['  up on: SELECT 1;', NO_DOWN]);
    check('«SELECT 1;»\n', ['  up on: SELECT 1;', '! refuses a file without “-- migrate:up”.']);
    check('«SELECT 0;»\n-- migrate:up\n-- migrate:down\n', ['  up on: ', '  down on: ', '! refuses SQL in front of “-- migrate:up”.']);
    check('-- migrate:up\n-- migrate:down\n«-- migrate:down»\n', [
      '  up on: ',
      '  down on: ',
      '  down on: ',
      '! wants “-- migrate:up” before each “-- migrate:down”.',
    ]);
    check('-- migrate:up\nSELECT 1;\n-- migrate:down\n  «-- migrate:down»\n', [
      '  up on: SELECT 1;',
      '  down on: -- migrate:down',
      COMMENT,
    ]);
    check('«-- migrate:up»\nSELECT 1;\n«-- MIGRATE:DOWN»\nSELECT 2;\n', ['  up on: SELECT 1; -- MIGRATE:DOWN SELECT 2;', COMMENT, NO_DOWN]);
  });

  it('orders names as text', () => {
    assert.deepEqual(order(dbmate, ['9_a.sql', '10_b.sql', '20240101.sql', '5x.sql']), ['10_b', '20240101', '5x', '9_a']);
    assert.deepEqual(
      order(dbmate, ['1_\u{1F600}.sql', '1_\uFF21.sql']),
      ['1_\uFF21', '1_\u{1F600}'],
      'by UTF-8 bytes, not by UTF-16 units',
    );
    checkLayout(
      dbmate,
      { '1_a.sql': '-- migrate:up\n-- migrate:down\n', '1_b.sql': '«-- migrate:up»\n-- migrate:down\n', 'a.sql': '«x»' },
      [
        '1 a',
        '  up 1_a.sql on: ',
        '  down 1_a.sql on: ',
        '1 b',
        '  up 1_b.sql on: ',
        '  down 1_b.sql on: ',
        '! a.sql: dbmate passes over this file: its name has to begin with a number.',
        '! 1_b.sql: Version 1 belongs to 1_a.sql already: dbmate holds the second one for applied and never runs it.',
      ],
    );
  });

  it('says where small numbers stand in the wrong order', () => {
    const text = '-- migrate:up\n-- migrate:down\n';
    checkLayout(
      dbmate,
      { '10_b.sql': text, '9_a.sql': '«-- migrate:up»\n-- migrate:down\n', '20240101_c.sql': text, '20231231120000_d.sql': text },
      [
        ...['10 b', '  up 10_b.sql on: ', '  down 10_b.sql on: '],
        ...['20231231120000 d', '  up 20231231120000_d.sql on: ', '  down 20231231120000_d.sql on: '],
        ...['20240101 c', '  up 20240101_c.sql on: ', '  down 20240101_c.sql on: '],
        ...['9 a', '  up 9_a.sql on: ', '  down 9_a.sql on: '],
        '! 9_a.sql: dbmate runs this behind 10_b.sql: it compares names as text. Pad the numbers with zeros.',
      ],
    );
  });

  it('writes the down at the end of the file', () => {
    assert.deepEqual(scaffolded(dbmate, { '1_a.sql': '-- migrate:up\nSELECT 1;' }, 'SELECT 2;\n'), {
      '1_a.sql': '-- migrate:up\nSELECT 1;\n\n-- migrate:down\nSELECT 2;\n',
    });
    assert.deepEqual(scaffolded(dbmate, { '1_a.sql': '-- migrate:up\nSELECT 1;\n\n-- migrate:down\n' }, 'SELECT 2;\n'), {
      '1_a.sql': '-- migrate:up\nSELECT 1;\n\n-- migrate:down\nSELECT 2;\n',
    });
  });

  it('leaves the transaction by an option of the marker', () => {
    assert.deepEqual(withoutTransaction(dbmate, { '1_a.sql': '-- migrate:up  \r\nSELECT 1;\r\n-- migrate:down\r\n' }), {
      '1_a.sql': '-- migrate:up transaction:false  \r\nSELECT 1;\r\n-- migrate:down\r\n',
    });
    assert.deepEqual(withoutTransaction(dbmate, { '1_a.sql': '-- migrate:up a:b transaction:true c:d\nSELECT 1;\n-- migrate:down\n' }), {
      '1_a.sql': '-- migrate:up a:b transaction:false c:d\nSELECT 1;\n-- migrate:down\n',
    });
  });
});
