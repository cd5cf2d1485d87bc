import assert from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { realDisk } from '../../server/src/disk/disk';
import { findFiles } from '../../server/src/disk/find';
import { readText } from '../../server/src/disk/text';
import { stillHold, traced } from '../../server/src/disk/trace';
import { within } from '../cli/run';

const FILES = { 'a/1.sql': 'SELECT 1;', 'a/b/2.sql': 'SELECT 2;', 'c/3.txt': '' };
const SQL = { isWanted: (file: string) => file.endsWith('.sql'), isSkipped: (name: string) => name === 'skipped' };

/** Looks for SQL files and reads them through a traced disk, then changes the folder. True when what was seen still holds. */
async function holdsAfter(change: (folder: string) => void): Promise<boolean> {
  let result = false;
  await within(FILES, async (folder) => {
    const { disk, observations } = traced();
    const files = findFiles(folder, SQL, disk);
    assert.deepEqual(files, ['a/1.sql', 'a/b/2.sql']);
    assert.deepEqual(
      files.map((file) => readText(path.join(folder, file), disk)?.text),
      ['SELECT 1;', 'SELECT 2;'],
    );
    const seen = observations();
    assert.equal(stillHold(seen), true);
    change(folder);
    result = stillHold(seen);
  });
  return result;
}

describe('a traced disk', () => {
  const changes: Readonly<Record<string, (folder: string) => void>> = {
    'a file has other content': (folder) => writeFileSync(path.join(folder, 'a/1.sql'), 'SELECT 3;'),
    'a file is added': (folder) => writeFileSync(path.join(folder, 'a/b/3.sql'), ''),
    'a file is removed': (folder) => rmSync(path.join(folder, 'a/b/2.sql')),
    'a folder is added': (folder) => mkdirSync(path.join(folder, 'd')),
    'a folder is replaced by a link': (folder) => {
      rmSync(path.join(folder, 'a/b'), { recursive: true });
      symlinkSync(path.join(folder, 'c'), path.join(folder, 'a/b'));
    },
  };
  for (const [title, change] of Object.entries(changes))
    it(`does not hold once ${title}`, async () => {
      assert.equal(await holdsAfter(change), false);
    });

  it('holds after a change to what nobody asked for', async () => {
    assert.equal(await holdsAfter((folder) => writeFileSync(path.join(folder, 'c/3.txt'), 'unread')), true);
  });

  it('notices that a file appears which could not be read', async () => {
    await within({}, async (folder) => {
      const { disk, observations } = traced(realDisk);
      assert.equal(disk.bytes(path.join(folder, 'later.sql')), undefined);
      assert.equal(disk.kind(path.join(folder, 'later.sql')), undefined);
      assert.equal(stillHold(observations()), true);
      writeFileSync(path.join(folder, 'later.sql'), '');
      assert.equal(stillHold(observations()), false);
    });
  });
});
