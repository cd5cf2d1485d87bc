import assert from 'node:assert/strict';
import { readWorkspace } from '../../server/src/disk/workspace';
import { engines } from '../../server/src/engines';
import { createProject } from '../../server/src/project/project';
import { type Files, within } from '../cli/run';

interface Expected {
  readonly roots: readonly string[];
  readonly unreadable?: readonly string[];
  readonly damaged?: readonly string[];
  readonly marked?: readonly string[];
  readonly unreadConfigs?: readonly string[];
}

function check(title: string, files: Files, { roots, unreadable = [], damaged = [], marked = [], unreadConfigs = [] }: Expected): void {
  it(title, () =>
    within(files, async (folder) => {
      const read = readWorkspace(folder, createProject(await Promise.all(engines.map((engine) => engine.load()))));
      assert.deepEqual(
        read.project.roots().map((root) => root.folder),
        roots,
      );
      assert.deepEqual(read.unreadable, unreadable);
      assert.deepEqual([...read.damaged], damaged);
      assert.deepEqual([...read.marked], marked);
      assert.deepEqual(read.unreadConfigs, unreadConfigs);
    }),
  );
}

const FIRST = 'migrations/000001_a.up.sql';

describe('workspace on the disk', () => {
  check('is read into a project', { [FIRST]: 'CREATE TABLE a (id int);' }, { roots: ['migrations'] });
  check(
    'lists a file with bytes that are not UTF-8',
    { [FIRST]: Uint8Array.of(0x2d, 0x2d, 0xff) },
    { roots: ['migrations'], damaged: [FIRST] },
  );
  check('lists a file with a byte order mark', { [FIRST]: '\uFEFFSELECT 1;' }, { roots: ['migrations'], marked: [FIRST] });
  check(
    'lists a baseline that cannot be read',
    { [FIRST]: 'SELECT 1;', 'migration-lens.json': '{ "roots": [{ "folder": "migrations", "baseline": ["dump.txt"] }] }' },
    { roots: ['migrations'], unreadable: ['dump.txt'] },
  );
  check(
    'lists configuration files below the top, which are not read',
    { [FIRST]: 'SELECT 1;', 'migration-lens.json': '{}', 'a/b/migration-lens.json': '{ "roots": [{ "folder": "none" }] }' },
    { roots: ['migrations'], unreadConfigs: ['a/b/migration-lens.json'] },
  );
  check(
    'includes a configured root below a folder that a search skips',
    { [`vendor/${FIRST}`]: 'SELECT 1;', 'migration-lens.json': '{ "roots": [{ "folder": "vendor/migrations" }] }' },
    { roots: ['vendor/migrations'] },
  );
  check('leaves out such a folder otherwise', { [`vendor/${FIRST}`]: 'SELECT 1;' }, { roots: [] });
});
