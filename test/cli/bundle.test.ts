import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundle } from '../support/bundle';
import { type Outcome, run, SHOP, within } from './run';

const BUNDLE = bundle('cli.js');

describe('the bundled command line', () => {
  const check = (args: readonly string[]): void => {
    it(args.join(' '), () =>
      within(SHOP, async (folder) => {
        const { status, stdout, stderr } = spawnSync(process.execPath, [BUNDLE, ...args], { cwd: folder, encoding: 'utf8' });
        assert.deepEqual({ code: status, stdout, stderr }, await run(args, folder));
      }),
    );
  };
  check(['lint', '--format', 'json']);
  check(['schema']);
  check(['explain', 'fk-missing-index']);
  check(['--version']);
  check(['lnt']);
  check(['lint', 'nowhere']);
  check(['erd', '--output', 'no/such/folder/erd.mmd']);

  it('gives the same answer with an empty, a full and a damaged cache, and from two processes at once', () =>
    within({}, (cache) =>
      within(SHOP, async (folder) => {
        const expected = await run(['lint'], folder);
        const env = { ...process.env, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, HOME: cache };
        const caches = path.join(cache, process.platform === 'darwin' ? 'Library/Caches' : '', 'migration-lens');
        const lint = (): Promise<Outcome> =>
          new Promise((resolve) => {
            execFile(process.execPath, [BUNDLE, 'lint'], { cwd: folder, env }, (error, stdout, stderr) =>
              resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
            );
          });
        assert.deepEqual(await Promise.all([lint(), lint()]), [expected, expected]);
        const kept = readdirSync(caches).map((name) => path.join(caches, name));
        assert.equal(kept.length, 3, 'the compiled code, the readings and the answer');
        assert.deepEqual(await lint(), expected);
        for (const file of kept) truncateSync(file, 100);
        assert.deepEqual(await lint(), expected);
        for (const file of kept) writeFileSync(file, 'nonsense');
        assert.deepEqual(await lint(), expected);
      }),
    ));

  it('is silent when the reader of its output goes away', () =>
    within(
      {
        ...SHOP,
        'migrations/00003_many.sql': `-- +goose Up\n${Array.from({ length: 600 }, (_, i) => `CREATE TABLE t${i} (id int);\n`).join('')}`,
      },
      async (folder) => {
        const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${BUNDLE}" lint | head -n 1`], {
          cwd: folder,
          encoding: 'utf8',
        });
        assert.equal(stderr, '');
        assert.equal(status, 0);
      },
    ));
});
