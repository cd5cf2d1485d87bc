import assert from 'node:assert/strict';
import { folds } from '../../server/src/language/folding';
import { lineIndex } from '../../server/src/text/lineIndex';
import { marked } from './cursor';

/** Checks the folds, as `kind first-last` with 1-based lines. The first line is the one that names the file. */
async function check(text: string, expected: readonly string[]): Promise<void> {
  const { root, file, files } = await marked(text);
  const lines = lineIndex(files.get(file)!);
  const line = (offset: number): number => lines.positionAt(offset).line + 1;
  assert.deepEqual(
    folds(root.history, file, files.get(file)!).map(({ kind, span }) => `${kind} ${line(span.start)}-${line(span.end)}`),
    expected,
  );
}

describe('folding', () => {
  it('leaves the line with the closing parenthesis in sight', () =>
    check('-- file: 001.sql\n\nCREATE TABLE a (\n  id int,\n  b int\n);\nCREATE TABLE c (id int);\n', ['region 3-5']));
  it('takes a statement without one to its end', () =>
    check('-- file: 001.sql\nCREATE VIEW a AS\n  SELECT 1\n  WHERE true;\n', ['region 2-4']));
  it('takes CRLF for one line end', () => check('-- file: 001.sql\r\nCREATE TABLE a (\r\n  id int\r\n);\r\n', ['region 2-3']));
  it('takes sections, without the empty lines behind them', () =>
    check('-- file: 1_a.sql\n-- +goose Up\nCREATE TABLE a (id int);\n\n-- +goose Down\nDROP TABLE\n  a;\n\n', [
      'comment 1-2',
      'region 2-3',
      'region 5-7',
      'region 6-7',
    ]));
  it('takes comments that follow each other, and block comments', () =>
    check('-- file: 001.sql\n-- a\n-- b\n\n-- alone\nSELECT 1; -- behind\n/* c\n */\nSELECT 2;\n', ['comment 1-3', 'comment 7-8']));
  it('takes the readable statements around a half-typed one', () =>
    check('-- file: 001.sql\nCREATE TABLE a (\n  id int\n);\nCREATE TABLE b (\n\nCREATE TABLE c (\n  id int\n);\n', [
      'region 2-3',
      'region 7-8',
    ]));
  it('finds nothing in one line', () => check('-- file: 001.sql\nSELECT 1;\n', []));
});
