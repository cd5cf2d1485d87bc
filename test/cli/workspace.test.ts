import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { CLEAN, type Files, read, run, SHOP, within } from './run';

const NESTED: Files = Object.fromEntries(Object.entries(SHOP).map(([file, text]) => [`apps/shop/${file}`, text]));
const ORDERS = 'apps/shop/migrations/00002_orders.sql';

/** Paths of the findings that `lint` reports when it runs in a folder of the workspace. */
async function places(folder: string, below: string, ...args: string[]): Promise<readonly string[]> {
  const { stdout, stderr } = await run(['lint', '--format', 'json', ...args], path.join(folder, below));
  assert.equal(stderr, '');
  return JSON.parse(stdout).findings.map(({ file }: { file: string }) => file);
}

function check(title: string, below: string, args: readonly string[], expected: readonly string[], files: Files = NESTED): void {
  it(title, () =>
    within(files, async (folder) => {
      mkdirSync(path.join(folder, '.git'));
      assert.deepEqual(await places(folder, below, ...args), expected);
    }),
  );
}

describe('paths', () => {
  check('are relative to where the command runs', '', [], [ORDERS]);
  check('also in a folder below', 'apps', [], ['shop/migrations/00002_orders.sql']);
  check('and above', 'apps/shop/migrations', ['../../..'], ['00002_orders.sql']);
  check('name a folder above migrations', '', ['apps/shop'], [ORDERS]);
  check('name the folder itself', '', ['apps/shop/migrations/'], [ORDERS]);
  check('name one file', '', [ORDERS], [ORDERS]);
  check('name another file', '', ['apps/shop/migrations/00001_users.sql'], []);
  check('name a file twice', '', [ORDERS, 'apps'], [ORDERS]);
  const vendored = {
    'vendor/kit/migrations/00001_users.sql': SHOP['migrations/00001_users.sql']!,
    'vendor/kit/migrations/00002_orders.sql': SHOP['migrations/00002_orders.sql']!,
  };
  check('may lead into a folder that is left out otherwise', '', ['vendor/kit'], ['vendor/kit/migrations/00002_orders.sql'], {
    ...NESTED,
    ...vendored,
  });
  check('lead nowhere else', '', [], [ORDERS], { ...NESTED, ...vendored });
  const step = (n: number, up: string) => ({ [`migrations/0000${n}_x/up.sql`]: up, [`migrations/0000${n}_x/down.sql`]: 'SELECT 1;' });
  const diesel: Files = {
    'diesel.toml': '[print_schema]\nfile = "src/schema.rs"\n',
    ...step(1, 'CREATE TABLE a (id int PRIMARY KEY, created_at timestamptz, updated_at timestamptz);'),
    ...step(2, 'CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a, created_at timestamptz, updated_at timestamptz);'),
  };
  check('name the folder of one migration', '', ['migrations/00002_x'], ['migrations/00002_x/up.sql'], diesel);

  it('outside a checkout, a folder given is the workspace', () =>
    within(NESTED, async (folder) => {
      assert.deepEqual(await places(folder, '', 'apps/shop/migrations'), [ORDERS]);
      assert.deepEqual(await places(folder, '', ORDERS), [ORDERS]);
    }));

  it('of several workspaces are read together', () =>
    within(
      {
        ...NESTED,
        'other/migration-lens.json': '{}',
        'other/migrations/00001_users.sql': SHOP['migrations/00001_users.sql']!,
        'other/migrations/00002_orders.sql': SHOP['migrations/00002_orders.sql']!,
      },
      async (folder) => {
        mkdirSync(path.join(folder, '.git'));
        assert.deepEqual(await places(folder, '', 'other', 'apps'), [ORDERS, 'other/migrations/00002_orders.sql']);
      },
    ));

  it('with links in circles come to an end, and links are followed', () =>
    within(
      {
        'shared/00001_users.sql': SHOP['migrations/00001_users.sql']!,
        'shared/00002_orders.sql': SHOP['migrations/00002_orders.sql']!,
        'work/readme.txt': '',
      },
      async (folder) => {
        symlinkSync('../shared', path.join(folder, 'work/migrations'));
        symlinkSync('..', path.join(folder, 'work/above'));
        symlinkSync('.', path.join(folder, 'work/self'));
        assert.deepEqual(await places(folder, 'work'), ['migrations/00002_orders.sql']);
      },
    ));
});

describe('migration-lens.json', () => {
  const config = (text: string, more: Files = {}) => ({ ...SHOP, ...more, 'migration-lens.json': text });
  const lint = (files: Files, expected: RegExp, code: number) => () =>
    within(files, async (folder) => {
      const { stdout, stderr, code: actual } = await run(['lint'], folder);
      assert.match(stdout + stderr, expected);
      assert.equal(actual, code);
    });
  it(
    'names a folder that is left out otherwise',
    lint(
      {
        'vendor/00001_x.sql': 'CREATE TABLE x (y int REFERENCES z);',
        'migration-lens.json': '{"roots": [{"folder": "vendor", "tool": "plain"}]}',
      },
      /vendor\/00001_x\.sql:1:/,
      1,
    ),
  );
  it(
    'names a folder that is empty',
    lint(config('{"roots": [{"folder": "empty", "tool": "goose"}]}'), /no migrations of goose in ‘empty’/, 2),
  );
  it(
    'names a baseline of any name',
    lint(
      {
        'base.txt': 'CREATE TABLE z (id int PRIMARY KEY);',
        'm/00001_x.sql':
          'CREATE TABLE x (id int PRIMARY KEY, y int REFERENCES z, created_at timestamptz, updated_at timestamptz); CREATE INDEX ON x (y);',
        'migration-lens.json':
          '{"roots": [{"folder": "m", "tool": "plain", "baseline": "base.txt"}], "rules": {"missing-down-migration": "off"}}',
      },
      /^No findings/,
      0,
    ),
  );

  describe('below the top of the workspace', () => {
    const files: Files = { ...NESTED, 'apps/shop/migration-lens.json': '{ "rules": { "fk-missing-index": "off" } }' };
    const note = (config: string, folder: string): string =>
      `${config}: note: not read, because only the one at the top of the workspace is. To use it, name its folder: ${folder}\n`;
    const check = (title: string, below: string, args: readonly string[], expected: string): void => {
      it(title, () =>
        within({ ...files, 'other/migrations/00001_users.sql': SHOP['migrations/00001_users.sql']! }, async (folder) => {
          mkdirSync(path.join(folder, '.git'));
          assert.equal((await run(args, path.join(folder, below))).stderr, expected);
        }),
      );
    };
    check('is not read, and a note says so', '', ['lint'], note('apps/shop/migration-lens.json', 'apps/shop'));
    check('is shown from the current folder', 'apps', ['lint'], note('shop/migration-lens.json', 'shop'));
    check('is noted by other commands', '', ['schema', 'apps'], note('apps/shop/migration-lens.json', 'apps/shop'));
    check('is read where its folder is named', '', ['lint', 'apps/shop'], '');
    check('is no matter of another folder', '', ['lint', 'other'], '');
  });

  it('is written by init, which says what it found, and is obeyed', () =>
    within(SHOP, async (folder) => {
      const { code, stdout, stderr } = await run(['init'], folder);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^migrations: goose, 2 migrations\. [^\n]+\nmigration-lens\.json written\n$/);
      assert.match(read(folder, 'migration-lens.json'), /"folder": "migrations", "tool": "goose"/);
      assert.deepEqual(await places(folder, ''), ['migrations/00002_orders.sql']);
      const again = await run(['init'], folder);
      assert.equal(again.code, 2);
      assert.match(again.stderr, /migration-lens\.json is there already/);
    }));

  const MIXED = {
    'api/package.json': '{ "dependencies": { "oracledb": "6" } }',
    'api/migrations/1_a.sql': 'CREATE TABLE a (id int PRIMARY KEY);',
    'api/migrations/2_b.sql': 'ALTER TABLE a ADD COLUMN b int;',
    ...Object.fromEntries(Object.entries(CLEAN).map(([file, text]) => [`web/${file}`, text])),
  };
  const LEFT_OUT = 'api/migrations: note: Oracle (api/package.json has a driver for it) is not read. ';

  it('of another database are noted beside those that are read', () =>
    within(MIXED, async (folder) => {
      for (const command of ['lint', 'schema', 'erd', 'docs', 'docs --check']) {
        const { code, stderr } = await run(command.split(' '), folder);
        assert.equal(code, 0, stderr);
        assert.deepEqual(stderr, `${LEFT_OUT}If it is another database, set the root's "dialect" in migration-lens.json.\n`);
      }
      assert.equal((await run(['lint', 'web'], folder)).stderr, '');
      assert.equal((await run(['lint', 'web/migrations/00001_users.sql'], folder)).stderr, '');
    }));

  const GUESS = 'migrations: note: nothing tells the database, so it is read as PostgreSQL. ';
  const unread = { 'migrations/1_a.sql': 'CREATE TABLE a (id int PRIMARY KEY);', 'migrations/2_b.sql': 'CREATE PROCEDURE p AS PRINT 1;' };

  it('of a database that nothing tells are said to be a guess, once, and only where a statement cannot be read', () =>
    within(unread, async (folder) => {
      for (const command of ['lint', 'schema', 'erd', 'docs']) {
        const { stderr } = await run([command], folder);
        assert.equal(stderr.split(GUESS).length, 2, `${command}: ${stderr}`);
      }
      const readable = { ...unread, 'migrations/2_b.sql': 'ALTER TABLE a ADD COLUMN b int;' };
      const known = { ...unread, 'package.json': '{ "dependencies": { "pg": "8" } }' };
      for (const files of [readable, known])
        await within(files, async (other) => assert.ok(!(await run(['lint'], other)).stderr.includes('nothing tells')));
    }));

  it('of another database are listed by init, and still named after it', () =>
    within(MIXED, async (folder) => {
      mkdirSync(path.join(folder, '.git'));
      const before = await run(['lint', 'api'], folder);
      assert.match(before.stderr, /Oracle \(api\/package\.json has a driver for it\)/);
      const { code, stderr } = await run(['init'], folder);
      assert.equal(code, 0, stderr);
      assert.ok(stderr.startsWith(LEFT_OUT), stderr);
      const written = read(folder, 'migration-lens.json');
      assert.match(written, /\/\/ Oracle \(.*\), which is not read:\n {4}\{ "folder": "api\/migrations" \},\n.*"web\/migrations"/);
      assert.deepEqual(await run(['lint', 'api'], folder), before);
      assert.ok((await run(['lint'], folder)).stderr.startsWith(LEFT_OUT));
    }));

  it('is written by init for migrations at the top', () =>
    within({ '00001_users.sql': CLEAN['migrations/00001_users.sql']! }, async (folder) => {
      assert.equal((await run(['init'], folder)).code, 0);
      assert.deepEqual(await run(['lint'], folder), { code: 0, stdout: 'No findings in 1 file.\n', stderr: '' });
    }));
});
