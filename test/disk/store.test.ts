import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../server/src/disk/cacheFolder';
import { type Store, storeIn } from '../../server/src/disk/store';
import { within } from '../cli/run';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const textOf = (store: Store, key: string): string | undefined => {
  const entry = store.get(key);
  return entry && Buffer.from(entry).toString();
};

describe('a store on the disk', () => {
  it('gives back what was put, also to another process', async () => {
    await within({}, async (folder) => {
      const inside = path.join(folder, 'not', 'there', 'yet');
      storeIn(inside, 1000).put('key', bytes('entry'));
      assert.equal(textOf(storeIn(inside, 1000), 'key'), 'entry');
      assert.equal(textOf(storeIn(inside, 1000), 'other'), undefined);
      storeIn(inside, 1000).put('key', bytes('new'));
      assert.equal(textOf(storeIn(inside, 1000), 'key'), 'new');
    });
  });

  it('does not give back a damaged entry', async () => {
    await within({}, async (folder) => {
      const store = storeIn(folder, 1000);
      store.put('key', bytes('a long entry'));
      const file = path.join(folder, readdirSync(folder)[0]!);
      const content = readFileSync(file);
      for (const damaged of [
        content.subarray(0, -1),
        content.subarray(0, 5),
        Buffer.alloc(0),
        Buffer.from(content.map((byte) => byte ^ 1)),
      ]) {
        writeFileSync(file, damaged);
        assert.equal(store.get('key'), undefined);
      }
      store.put('key', bytes('anew'));
      assert.equal(textOf(store, 'key'), 'anew');
    });
  });

  it('removes what was used least recently when it grows too large', async () => {
    await within({}, async (folder) => {
      // An entry of 50 bytes takes 82 with its checksum: three fit.
      const store = storeIn(folder, 300);
      const putAt = (key: string, seconds: number): void => {
        const before = readdirSync(folder);
        store.put(key, Buffer.alloc(50));
        const added = readdirSync(folder).find((name) => !before.includes(name));
        utimesSync(path.join(folder, added!), seconds, seconds);
      };
      putAt('a', 1000);
      putAt('b', 2000);
      putAt('c', 3000);
      // A use makes an entry the newest one.
      assert.notEqual(store.get('a'), undefined);
      store.put('d', Buffer.alloc(50));
      assert.deepEqual(
        ['a', 'b', 'c', 'd'].filter((key) => store.get(key) !== undefined),
        ['a', 'c', 'd'],
      );
    });
  });

  it('keeps nothing where it cannot write', async () => {
    await within({ file: '' }, async (folder) => {
      const store = storeIn(path.join(folder, 'file', 'below'), 1000);
      store.put('key', bytes('entry'));
      assert.equal(store.get('key'), undefined);
      assert.equal(existsSync(path.join(folder, 'file', 'below')), false);
    });
  });
});

describe('the cache folder', () => {
  it('follows the rules of the system', () => {
    assert.equal(cacheFolder({ XDG_CACHE_HOME: path.resolve('/caches') }, 'linux'), path.resolve('/caches', 'migration-lens'));
    assert.match(cacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux') ?? '', /\.cache.migration-lens$/);
    assert.match(cacheFolder({}, 'darwin') ?? '', /Library.Caches.migration-lens$/);
    assert.equal(cacheFolder({ LOCALAPPDATA: path.resolve('/local') }, 'win32'), path.resolve('/local', 'migration-lens'));
  });
});
