import assert from 'node:assert/strict';
import { goose } from '../../server/src/migrations/tools/goose';
import { checkLayout, order, scaffolded, withoutTransaction } from './layouts';

const check = (marked: string, expected: readonly string[]): void =>
  checkLayout(
    goose,
    { '1_a.sql': marked },
    ['1 a', ...expected].map((line) => line.replace(/^(\s*(?:up|down)) /, '$1 1_a.sql ').replace(/^! /, '! 1_a.sql: goose ')),
  );
const UNFINISHED = '! refuses a section whose last statement does not end with a semicolon at the end of a line.';
const CUT =
  '! cuts the statement at this semicolon. Put “-- +goose StatementBegin” before the statement and “-- +goose StatementEnd” behind it.';

describe('goose', () => {
  it('cuts at its annotations in any letter case, with Windows line breaks too', () => {
    check('-- a licence\r\n--+goose UP\r\nCREATE TABLE a ();\r\n-- +goose Down\r\nDROP TABLE a;\r\n', [
      '  up on: CREATE TABLE a ();',
      '  down on: DROP TABLE a;',
    ]);
  });

  it('takes NO TRANSACTION on any line for the whole file', () => {
    check('-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n-- +goose no transaction\n', [
      '  up off: SELECT 1;',
      '  down off: SELECT 2; -- +goose no transaction',
    ]);
  });

  it('ignores the markers of other tools', () => {
    check('-- +goose Up\n-- migrate:down\nSELECT 1;\n', ['  up on: -- migrate:down SELECT 1;']);
  });

  it('looks at lines, not at SQL', () => {
    check("-- +goose Up\n«SELECT '»\n-- +goose Down\n';\n", ["  up on: SELECT '", "  down on: ';", UNFINISHED]);
  });

  it('reads refused files as they were meant', () => {
    check('  «-- +goose Up»\nSELECT 1;\n', ['  up on: SELECT 1;', '! refuses an annotation that does not begin in the first column.']);
    check('-- +goose Up\nSELECT 1;\n«-- +goose Dwon»\nSELECT 2;\n', [
      '  up on: SELECT 1;',
      '  down on: SELECT 2;',
      '! does not know the annotation “Dwon” and refuses the file. Did you mean “Down”?',
    ]);
    check('-- +goose Up\n«-- +goose Up to date with the old schema»\nSELECT 1;\n', [
      '  up on: -- +goose Up to date with the old schema SELECT 1;',
      '! does not know the annotation “Up to date with the old schema” and refuses the file. It knows Up, Down, StatementBegin, StatementEnd, NO TRANSACTION, ENVSUB ON, ENVSUB OFF.',
    ]);
    check('«CREATE TABLE a ();»\n', ['  up on: CREATE TABLE a ();', '! refuses a file without “-- +goose Up”.']);
    check('«SELECT 0;»\n-- +goose Up\nSELECT 1;\n', ['  up on: SELECT 1;', '! refuses SQL in front of “-- +goose Up”.']);
    check('«-- +goose Down»\nSELECT 2;\n-- +goose Up\nSELECT 1;\n', [
      '  up on: SELECT 1;',
      '  down on: SELECT 2;',
      '! wants “-- +goose Up” before “-- +goose Down”.',
    ]);
    check('-- +goose Up\nSELECT 1;\n«-- +goose Up»\nSELECT 2;\n', [
      '  up on: SELECT 1;',
      '  up on: SELECT 2;',
      '! refuses a second “-- +goose Up” in one file.',
    ]);
  });

  it('sees nothing in an empty file', () => {
    check('«»\n', ['! refuses a file without “-- +goose Up”.']);
  });

  it('finds statements that it cannot cut', () => {
    check('-- +goose Up\n«SELECT 1»\n-- nothing more\n', ['  up on: SELECT 1 -- nothing more', UNFINISHED]);
    check('-- +goose Up\nSELECT 1; -- done\n', ['  up on: SELECT 1; -- done']);
    check('-- +goose Up\nDO $$\nBEGIN\n  «NULL;»\nEND $$;\n', ['  up on: DO $$ BEGIN NULL; END $$;', CUT]);
    check('-- +goose Up\nDO $x$ SELECT $$; $$ $x$;\n', ['  up on: DO $x$ SELECT $$; $$ $x$;']);
    check('-- +goose Up\n-- +goose StatementBegin\nDO $$\nBEGIN\n  NULL;\nEND $$;\n-- +goose StatementEnd\n', [
      '  up on: -- +goose StatementBegin DO $$ BEGIN NULL; END $$; -- +goose StatementEnd',
    ]);
    check('-- +goose Up\n«-- +goose StatementBegin»\nSELECT 1;\n', [
      '  up on: -- +goose StatementBegin SELECT 1;',
      '! refuses a StatementBegin without a StatementEnd.',
    ]);
    check('-- +goose Up\nSELECT 1;\n«-- +goose StatementEnd»\n', [
      '  up on: SELECT 1; -- +goose StatementEnd',
      '! refuses a StatementEnd without a StatementBegin.',
    ]);
  });

  it('ends a statement at StatementEnd, with a semicolon or without', () => {
    check('-- +goose Up\n-- +goose StatementBegin\nSELECT 1\n-- +goose StatementEnd\nSELECT 2;\n', [
      '  up on: -- +goose StatementBegin SELECT 1',
      '  up on: -- +goose StatementEnd SELECT 2;',
    ]);
    check('-- +goose Up\n-- +goose StatementBegin\nSELECT 1\n-- +goose StatementEnd\n', [
      '  up on: -- +goose StatementBegin SELECT 1 -- +goose StatementEnd',
    ]);
  });

  it('orders numbers as numbers and passes over names without one', () => {
    assert.deepEqual(order(goose, ['10_b.sql', '00009_a.sql', '20240101120000_c.sql', '0_zero.sql', '5.sql']), [
      '00009_a',
      '10_b',
      '20240101120000_c',
    ]);
    checkLayout(goose, { '1_a.sql': '-- +goose Up\n', 'init.sql': '«-- +goose Up»\n', 'seed.sql': 'SELECT 1;' }, [
      '1 a',
      '  up 1_a.sql on: ',
      '! init.sql: goose passes over this file: its name has to be N_title.sql, with a number above zero in front.',
    ]);
    checkLayout(goose, { '01_a.sql': '-- +goose Up\n', '1_b.sql': '«-- +goose Up»\n' }, [
      '01 a',
      '  up 01_a.sql on: ',
      '1 b',
      '  up 1_b.sql on: ',
      '! 1_b.sql: Version 1 belongs to 01_a.sql already: goose refuses to run a folder in which a version occurs twice.',
    ]);
  });

  it('writes the down at the end of the file', () => {
    assert.deepEqual(scaffolded(goose, { '1_a.sql': '-- +goose Up\r\nSELECT 1;\r\n\r\n' }, 'SELECT 2;\n'), {
      '1_a.sql': '-- +goose Up\r\nSELECT 1;\r\n\r\n-- +goose Down\r\nSELECT 2;\r\n',
    });
    assert.deepEqual(scaffolded(goose, { '1_a.sql': '-- +goose Up\nSELECT 1;\n-- +goose Down\n' }, 'SELECT 2;\n'), {
      '1_a.sql': '-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n',
    });
    assert.deepEqual(
      scaffolded(goose, { '1_a.sql': '-- +goose Up\nSELECT 1;' }, 'DROP TABLE a;\nDO $$\nBEGIN\n  NULL;\nEND $$;\nDROP TABLE b;'),
      {
        '1_a.sql':
          '-- +goose Up\nSELECT 1;\n\n-- +goose Down\nDROP TABLE a;\n-- +goose StatementBegin\nDO $$\nBEGIN\n  NULL;\nEND $$;\n-- +goose StatementEnd\nDROP TABLE b;\n',
      },
    );
  });

  it('leaves the transaction by an annotation at the top', () => {
    assert.deepEqual(withoutTransaction(goose, { '1_a.sql': '\n-- +goose Up\nSELECT 1;\n' }), {
      '1_a.sql': '\n-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n',
    });
    assert.equal(withoutTransaction(goose, { '1_a.sql': '-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n' }), undefined);
  });
});
