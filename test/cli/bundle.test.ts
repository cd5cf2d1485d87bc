import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { bundle } from '../support/bundle';
import { run, SHOP, within } from './run';

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
