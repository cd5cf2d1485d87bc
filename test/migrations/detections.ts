import assert from 'node:assert/strict';
import { detectRoots, foreignFolders } from '../../server/src/migrations/detect';
import { isWatched } from '../../server/src/migrations/watched';
import { type Files, sources } from './layouts';

const SQL = 'CREATE TABLE a (id bigint);\n';

/** Files with one statement in each. */
export const sql = (...paths: readonly string[]): Files => Object.fromEntries(paths.map((path) => [path, SQL]));

/** Checks the detected roots, each as `tool folder confidence`, and that every file is one that the server watches. */
export function checkRoots(files: Files, expected: readonly string[]): void {
  const roots = detectRoots(sources(files), (path) => files[path]);
  assert.deepEqual(
    roots.map(({ tool, folder, confidence }) => `${tool} ${folder || '.'} ${confidence}`),
    expected,
  );
  for (const path of Object.keys(files)) assert.ok(isWatched(path), `${path} is not watched`);
}

/** Checks that there is no root, and which folders are for another database, each as `folder: reason`. */
export function checkForeign(files: Files, expected: readonly string[]): void {
  checkRoots(files, []);
  const folders = foreignFolders(sources(files), (path) => files[path]);
  assert.deepEqual(
    folders.map(({ folder, reason }) => `${folder || '.'}: ${reason}`),
    expected,
  );
}
