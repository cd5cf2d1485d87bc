import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readingsIn } from '../../server/src/disk/keptReadings';
import { type Cache, storeIn } from '../../server/src/disk/store';
import { engines } from '../../server/src/engines';
import { createProject, type KnownReadings, type Project } from '../../server/src/project/project';
import { catalog } from '../../server/src/schema/catalog';
import { SHOP, within } from '../cli/run';

const CODE = `-- +goose Up
-- +goose StatementBegin
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN CREATE TYPE mood AS ENUM ('a', 'b'); END IF; END $$;
-- +goose StatementEnd
CREATE VIEW busy AS SELECT u.id, count(*) FILTER (WHERE o.id > 1) AS orders FROM users u LEFT JOIN orders o ON o.user_id = u.id GROUP BY 1;
CREATE TABLE brokn (;
`;
const FILES = { ...SHOP, 'migrations/00003_code.sql': CODE };

async function projectOf(readings?: KnownReadings): Promise<Project> {
  const project = createProject(await Promise.all(engines.map((engine) => engine.load())), { readings });
  project.update(new Map(Object.entries(FILES).map(([file, text]) => [file, String(text)])));
  return project;
}

const answers = (project: Project): unknown =>
  project.roots().map((root) => [JSON.stringify(catalog(root.history.final)), project.findings(root)]);

describe('kept readings', () => {
  const withCache = (use: (cache: Cache, folder: string) => Promise<void>): Promise<void> =>
    within({}, (folder) => use({ store: storeIn(folder, 1_000_000), build: 'this' }, folder));

  it('spare a project the parser and change no answer', () =>
    withCache(async (cache) => {
      const first = await projectOf();
      const expected = answers(first);
      assert.ok(first.statementsRead > 5);
      readingsIn(cache).keep('/folder', first);
      const known = readingsIn(cache).of('/folder');
      assert.deepEqual(known, first.readings());
      const second = await projectOf(known);
      assert.deepEqual(answers(second), expected);
      assert.equal(second.statementsRead, 0);
    }));

  it('are of one build and one folder', () =>
    withCache(async (cache) => {
      const project = await projectOf();
      project.roots();
      readingsIn(cache).keep('/folder', project);
      assert.notEqual(readingsIn(cache).of('/folder'), undefined);
      assert.equal(readingsIn(cache).of('/other'), undefined);
      assert.equal(readingsIn({ ...cache, build: 'another' }).of('/folder'), undefined);
    }));

  it('do no harm when they are no readings', () =>
    withCache(async (cache, folder) => {
      const project = await projectOf();
      project.roots();
      readingsIn(cache).keep('/folder', project);
      const file = path.join(folder, readdirSync(folder)[0]!);
      writeFileSync(file, readFileSync(file).subarray(0, 50));
      assert.equal(readingsIn(cache).of('/folder'), undefined);
    }));

  it('are written only when something was read anew', () =>
    withCache(async (cache, folder) => {
      const first = await projectOf();
      first.roots();
      const second = await projectOf(first.readings());
      second.roots();
      readingsIn(cache).keep('/folder', second);
      assert.deepEqual(readdirSync(folder), []);
    }));
});
