import assert from 'node:assert/strict';
import { type Detection, detectRoots } from '../../server/src/migrations/detect';
import { isWatched } from '../../server/src/migrations/watched';
import { databases } from '../support/databases';
import { type Files, sources } from './layouts';

const SQL = 'CREATE TABLE a (id bigint);\n';

/** Files with one statement in each. */
export const sql = (...paths: readonly string[]): Files => Object.fromEntries(paths.map((path) => [path, SQL]));

/** Checks the roots that are read, each as `tool folder confidence`, and that every file is one that the server watches. */
export function checkRoots(files: Files, expected: readonly string[]): void {
  const roots = readRoots(files);
  assert.deepEqual(
    roots.map(({ tool, folder, confidence }) => `${tool} ${folder || '.'} ${confidence}`),
    expected,
  );
  for (const path of Object.keys(files)) assert.ok(isWatched(path), `${path} is not watched`);
}

/** The roots of an engine that can be read. */
export function readRoots(files: Files): readonly Detection[] {
  return detectRoots(sources(files), (path) => files[path], databases).filter(({ engine }) => isKnown(engine.engine));
}

/** Checks that no root is read, and for which databases the folders are, each as `folder: database (evidence)`. */
export function checkOther(files: Files, expected: readonly string[]): void {
  checkRoots(files, []);
  assert.deepEqual(
    detectRoots(sources(files), (path) => files[path], databases).map(
      ({ folder, engine }) => `${folder || '.'}: ${engine.database} (${engine.evidence})`,
    ),
    expected,
  );
}

/** Checks the engines of all roots, as `folder: database (evidence) version`; `-` where nothing tells. */
export function checkEngines(files: Files, expected: readonly string[]): void {
  const roots = detectRoots(sources(files), (path) => files[path], databases);
  assert.deepEqual(
    roots.map(
      ({ folder, engine }) =>
        `${folder || '.'}: ${engine.database} (${engine.evidence ?? '-'})${engine.version ? ` ${engine.version}` : ''}`,
    ),
    expected,
  );
  for (const path of Object.keys(files)) assert.ok(isWatched(path), `nobody would see ${path}`);
}

/** Two plain migrations, the second one with this SQL. */
export const written = (text: string): Files => ({ 'm/1_a.sql': 'CREATE TABLE a (id bigint);\n', 'm/2_b.sql': text });

/** Two plain migrations whose SQL every database accepts. */
export const neutral = written('ALTER TABLE a ADD COLUMN b varchar(20);\n');

function isKnown(engine: string): boolean {
  return databases.readable.some(({ id }) => id === engine);
}
