import assert from 'node:assert/strict';
import { sqlMigrate } from '../../server/src/migrations/tools/sqlMigrate';
import { checkLayout, order, scaffolded, withoutTransaction } from './layouts';

const check = (marked: string, expected: readonly string[]): void =>
  checkLayout(
    sqlMigrate,
    { '1-a.sql': marked },
    ['1 a', ...expected].map((line) => line.replace(/^(\s*(?:up|down)) /, '$1 1-a.sql ').replace(/^! /, '! 1-a.sql: sql-migrate ')),
  );
const COMMENT = '! takes this for a comment: “-- +migrate Up” stands in the first column, spelt exactly so.';

describe('sql-migrate', () => {
  it('orders by the number in front, then by name; names without a number come last', () => {
    assert.deepEqual(order(sqlMigrate, ['b.sql', '10-x.sql', '9_y.sql', 'a.sql', '009-a.sql', '20240101.sql']), [
      '009-a',
      '9_y',
      '10-x',
      '20240101',
      'a',
      'b',
    ]);
    checkLayout(sqlMigrate, { '9223372036854775808.sql': '«-- +migrate Up»\n' }, [
      '9223372036854775808',
      '  up 9223372036854775808.sql on: ',
      '! 9223372036854775808.sql: sql-migrate stops at this file: its number is too large.',
    ]);
  });

  it('cuts at its annotations, several of each in one file, with Windows line breaks too', () => {
    check('-- a licence\r\n-- +migrate Up\r\nSELECT 1;\r\n-- +migrate Down\r\nSELECT -1;\r\n-- +migrate Up\r\nSELECT 2;\r\n', [
      '  up on: SELECT 1;',
      '  up on: SELECT 2;',
      '  down on: SELECT -1;',
    ]);
  });

  it('runs what stands behind a misspelt Down when it goes up', () => {
    check('-- +migrate Up\nSELECT 1;\n«-- +migrate down»\nSELECT -1;\n', [
      '  up on: SELECT 1; -- +migrate down SELECT -1;',
      '! passes over “down” without a word: what follows belongs to the section before it. It knows Up, Down, StatementBegin, StatementEnd.',
    ]);
    check('-- +migrate Up\nSELECT 1;\n «-- +migrate Down»\nSELECT -1;\n', ['  up on: SELECT 1; -- +migrate Down SELECT -1;', COMMENT]);
    check('-- +migrate Up\nSELECT 1;\n«--+migrate Down»\nSELECT -1;\n', ['  up on: SELECT 1; --+migrate Down SELECT -1;', COMMENT]);
    check('-- +migrate Up\n«-- +migrate »\n'.replace(' »', '» '), ['  up on: -- +migrate', '! refuses an annotation without a word.']);
  });

  it('leaves the transaction in one direction', () => {
    check('-- +migrate Up notransaction\nSELECT 1;\n-- +migrate Down\nSELECT -1;\n', ['  up off: SELECT 1;', '  down on: SELECT -1;']);
    check('«-- +migrate Up noTransaction»\nSELECT 1;\n', [
      '  up on: SELECT 1;',
      '! does not know the option “noTransaction”. It knows “notransaction”.',
    ]);
    assert.deepEqual(withoutTransaction(sqlMigrate, { '1.sql': '-- +migrate Up  x\nSELECT 1;\n' }), {
      '1.sql': '-- +migrate Up notransaction  x\nSELECT 1;\n',
    });
  });

  it('reports what it drops and what it refuses', () => {
    check('«SELECT 0;»\n', ['  up on: SELECT 0;', '! refuses a file without “-- +migrate Up”.']);
    check('/*\n * A licence; with words.\n */\n\n-- +migrate Up\nSELECT 1;\n', ['  up on: SELECT 1;']);
    check('«SELECT 0;»\n-- +migrate Up\nSELECT 1;\n', ['  up on: SELECT 1;', '! never runs what stands in front of “-- +migrate Up”.']);
    check('«-- +migrate Down»\nSELECT -1;\n', [
      '  up on: ',
      '  down on: SELECT -1;',
      '! runs nothing when it goes up: there is no “-- +migrate Up”.',
    ]);
    check('-- +migrate Up\n«SELECT 1»\n', [
      '  up on: SELECT 1',
      '! refuses a section whose last statement does not end with a semicolon at the end of a line.',
    ]);
    check('-- +migrate Up\nCREATE FUNCTION f() AS $$ BEGIN\n«RETURN 1;»\nEND $$;\n', [
      '  up on: CREATE FUNCTION f() AS $$ BEGIN RETURN 1; END $$;',
      '! cuts the statement at this semicolon. Put “-- +migrate StatementBegin” before the statement and “-- +migrate StatementEnd” behind it.',
    ]);
    check('-- +migrate Up\n«-- +migrate StatementBegin»\nSELECT 1;\n', [
      '  up on: -- +migrate StatementBegin SELECT 1;',
      '! refuses a StatementBegin without a StatementEnd.',
    ]);
  });

  it('ends a statement without a semicolon at StatementEnd', () => {
    check('-- +migrate Up\n-- +migrate StatementBegin\nSELECT 1\n-- +migrate StatementEnd\nSELECT 2;\n', [
      '  up on: -- +migrate StatementBegin SELECT 1',
      '  up on: -- +migrate StatementEnd SELECT 2;',
    ]);
  });

  it('writes the down behind a marker, and frames what would be cut', () => {
    assert.deepEqual(scaffolded(sqlMigrate, { '1.sql': '-- +migrate Up\nSELECT 1;\n' }, 'DO $$\nBEGIN;\nEND $$;\nSELECT 2;'), {
      '1.sql':
        '-- +migrate Up\nSELECT 1;\n\n-- +migrate Down\n-- +migrate StatementBegin\nDO $$\nBEGIN;\nEND $$;\n-- +migrate StatementEnd\nSELECT 2;\n',
    });
    assert.equal(scaffolded(sqlMigrate, { '1.sql': 'SELECT 1;\n' }, 'SELECT 2;'), undefined);
  });
});
