import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { CLEAN, type Files, read, run, SHOP, within } from './run';

const ORDERS = 'migrations/00002_orders.sql';

function check(
  title: string,
  files: Files,
  expected: (folder: string, outcome: Awaited<ReturnType<typeof run>>) => void | Promise<void>,
): void {
  it(title, () => within(files, async (folder) => expected(folder, await run(['lint', '--fix'], folder))));
}

describe('lint --fix', () => {
  check('writes the fix, says so, and reports what is left', SHOP, (folder, { code, stdout, stderr }) => {
    assert.equal(read(folder, ORDERS), CLEAN[ORDERS]);
    assert.equal(stderr, 'migrations/00002_orders.sql:4:3: fixed: Create index `orders_user_id_idx` [fk-missing-index]\n');
    assert.equal(stdout, 'No findings in 2 files.\n');
    assert.equal(code, 0);
    assert.deepEqual(readdirSync(path.join(folder, 'migrations')), ['00001_users.sql', '00002_orders.sql']);
  });

  check('leaves a clean folder alone', CLEAN, (folder, { code, stderr }) => {
    assert.equal(code, 0);
    assert.equal(stderr, '');
    assert.equal(read(folder, ORDERS), CLEAN[ORDERS]);
  });

  const twice = (SHOP[ORDERS] as string).replace(
    'NOT NULL REFERENCES users (id),',
    'REFERENCES users (id),\n  buyer_id bigint REFERENCES users (id),',
  );
  check('mends several findings at one place', { ...SHOP, [ORDERS]: twice }, (folder, { code, stderr }) => {
    assert.equal(code, 0);
    assert.equal(stderr.match(/fixed:/g)?.length, 2);
    assert.match(
      read(folder, ORDERS),
      /\);\nCREATE INDEX orders_\w+_idx ON orders \(\w+\);\nCREATE INDEX orders_\w+_idx ON orders \(\w+\);\n/,
    );
  });

  const windows = `\uFEFF${(SHOP[ORDERS] as string).replaceAll('\n', '\r\n')}`;
  check('keeps the byte order mark and the line ends', { ...SHOP, [ORDERS]: windows }, (folder, { code }) => {
    assert.equal(code, 0);
    assert.equal(read(folder, ORDERS), `\uFEFF${(CLEAN[ORDERS] as string).replaceAll('\n', '\r\n')}`);
  });

  const latin = Buffer.concat([Buffer.from(SHOP[ORDERS] as string), Buffer.from([0x2d, 0x2d, 0x20, 0xe9, 0x0a])]);
  check('does not touch a file that it would damage', { ...SHOP, [ORDERS]: latin }, (folder, { code, stderr }) => {
    assert.equal(code, 1);
    assert.match(stderr, /^migrations\/00002_orders\.sql: warning: the file is not UTF-8/);
    assert.deepEqual(readFileSync(path.join(folder, ORDERS)), latin);
  });

  const since = { ...SHOP, 'migration-lens.json': '{ "since": "00002" }' };
  check('leaves alone what has run', since, (folder, { code, stderr }) => {
    assert.equal(code, 0);
    assert.equal(stderr, '');
    assert.equal(read(folder, ORDERS), SHOP[ORDERS]);
  });

  const THREE: Files = { ...SHOP, 'migrations/00003_carts.sql': (SHOP[ORDERS] as string).replaceAll('orders', 'carts') };
  check('edits the last migration alone: earlier ones may have run', THREE, (folder, { code, stderr }) => {
    assert.equal(code, 1);
    assert.match(stderr, /^migrations\/00003_carts\.sql:4:3: fixed: [^\n]*\n$/);
    assert.equal(read(folder, ORDERS), SHOP[ORDERS]);
  });
  check('edits all that are new', { ...THREE, 'migration-lens.json': '{ "since": "00001" }' }, (folder, { code, stderr }) => {
    assert.equal(code, 0);
    assert.equal(stderr.match(/fixed:/g)?.length, 2);
    assert.equal(read(folder, ORDERS), CLEAN[ORDERS]);
  });

  it('mends only what was named', () =>
    within({ ...THREE, 'migration-lens.json': '{ "since": "00001" }' }, async (folder) => {
      const { stderr } = await run(['lint', '--fix', 'migrations/00003_carts.sql'], folder);
      assert.match(stderr, /^migrations\/00003_carts\.sql:4:3: fixed: [^\n]*\n$/);
      assert.equal(read(folder, ORDERS), SHOP[ORDERS]);
    }));

  it('writes nothing when a file is read-only', () =>
    within({ ...THREE, 'migration-lens.json': '{ "since": "00001" }' }, async (folder) => {
      chmodSync(path.join(folder, 'migrations/00003_carts.sql'), 0o444);
      const { code, stderr } = await run(['lint', '--fix'], folder);
      assert.equal(code, 3);
      assert.match(stderr, /migrations\/00003_carts\.sql cannot be written: it is read-only\.\n$/);
      assert.equal(read(folder, ORDERS), SHOP[ORDERS]);
    }));

  it('keeps the mode of the file', () =>
    within(SHOP, async (folder) => {
      chmodSync(path.join(folder, ORDERS), 0o640);
      await run(['lint', '--fix'], folder);
      assert.equal(statSync(path.join(folder, ORDERS)).mode & 0o777, 0o640);
      assert.equal(read(folder, ORDERS), CLEAN[ORDERS]);
    }));
});
