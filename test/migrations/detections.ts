import assert from 'node:assert/strict';
import { detectRoots, foreignFolders } from '../../server/src/migrations/detect';
import { isWatched } from '../../server/src/migrations/watched';
import { type Files, sources } from './layouts';

const SQL = 'CREATE TABLE a (id bigint);\n';

/** Files with a statement in each. */
export const sql = (...paths: readonly string[]): Files => Object.fromEntries(paths.map((path) => [path, SQL]));

/** Each root as `tool folder confidence`; all files must be ones that somebody looks at. */
export function checkRoots(files: Files, expected: readonly string[]): void {
  const roots = detectRoots(sources(files), (path) => files[path]);
  assert.deepEqual(
    roots.map(({ tool, folder, confidence }) => `${tool} ${folder || '.'} ${confidence}`),
    expected,
  );
  for (const path of Object.keys(files)) assert.ok(isWatched(path), `nobody would see ${path}`);
}

/** Each folder that is for another database, as `folder: reason`, and no root. */
export function checkForeign(files: Files, expected: readonly string[]): void {
  checkRoots(files, []);
  const folders = foreignFolders(sources(files), (path) => files[path]);
  assert.deepEqual(
    folders.map(({ folder, reason }) => `${folder || '.'}: ${reason}`),
    expected,
  );
}
