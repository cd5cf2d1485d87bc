import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundle } from '../support/bundle';

const root = path.resolve(__dirname, '../..');
const cli = bundle('cli.js');

/** Runs the bundled command line without WebAssembly. */
function run(...args: string[]) {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--require', path.join(root, 'test/support/withoutWebAssembly.cjs'), cli, ...args],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  return { status, stdout };
}

describe('without WebAssembly', () => {
  it('the smaller parser makes the model of the example', () => {
    const { status, stdout } = run('schema', 'examples/shop', '--format', 'json');
    assert.equal(status, 0);
    const { tables } = JSON.parse(stdout) as { tables: { name: string }[] };
    assert.deepEqual(
      tables.map(({ name }) => name),
      ['order_items', 'orders', 'post_tags', 'posts', 'products', 'stock_movements', 'tags', 'users'],
    );
  });

  it('findings are reported, but nothing is called a syntax error', () => {
    const { status, stdout } = run('lint', 'examples/shop', '--format', 'json');
    assert.equal(status, 1);
    assert.match(stdout, /fk-missing-index/);
    assert.doesNotMatch(stdout, /syntax-error/);
  });
});
