import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/*
 * How long a file may be (CONTRIBUTING.md).
 */

const root = path.resolve(__dirname, '../..');

const LIMIT = 300;

const FOLDERS = ['server', 'client', 'test', 'scripts', 'bench'];
const SOURCE = /\.(?:[cm]?ts|[cm]?js|css|html)$/;

function lengthOf(file: string): number {
  return readFileSync(path.join(root, file), 'utf8').replace(/\n$/, '').split('\n').length;
}

describe('source files', () => {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.posix.join(folder, file.split(path.sep).join('/')),
    ),
  );
  const files = [...readdirSync(root), ...inFolders].filter((file) => SOURCE.test(file));

  it(`are at most ${LIMIT} lines long`, () => {
    assert.ok(files.includes('esbuild.mjs'));
    assert.ok(files.length > 500, `only ${files.length} files were found`);
    assert.deepEqual(
      files.filter((file) => lengthOf(file) > LIMIT),
      [],
    );
  });
});
