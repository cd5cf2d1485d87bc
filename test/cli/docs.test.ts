import assert from 'node:assert/strict';
import { chmodSync, existsSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CLEAN, read, run, within } from './run';

describe('docs', () => {
  it('writes, finds nothing to do, checks, and sees what is out of date', () =>
    within(CLEAN, async (folder) => {
      const stale = await run(['docs', '--check'], folder);
      assert.equal(stale.code, 1);
      assert.match(stale.stdout, /^-{3} \/dev\/null.*\n\+{3} b\/DATABASE\.md/m);
      assert.equal(stale.stderr, 'DATABASE.md is out of date. `migration-lens docs` writes it.\n');
      assert.ok(!existsSync(path.join(folder, 'DATABASE.md')));

      assert.deepEqual(await run(['docs'], folder), { code: 0, stdout: 'DATABASE.md written\n', stderr: '' });
      assert.deepEqual(await run(['docs'], folder), { code: 0, stdout: 'DATABASE.md unchanged\n', stderr: '' });
      assert.deepEqual(await run(['docs', '--check'], folder), { code: 0, stdout: '', stderr: '' });

      writeFileSync(
        path.join(folder, 'migrations/00003_more.sql'),
        '-- +goose Up\nALTER TABLE users ADD name text;\n-- +goose Down\nALTER TABLE users DROP name;\n',
      );
      const { code, stdout } = await run(['docs', '--check'], folder);
      assert.equal(code, 1);
      assert.match(stdout, /^\+\|.*`?name`?/m);
    }));

  it('names the line of an edited part and writes nothing', () =>
    within(CLEAN, async (folder) => {
      await run(['docs'], folder);
      const edited = read(folder, 'DATABASE.md').replace('bigint', 'biggest');
      writeFileSync(path.join(folder, 'DATABASE.md'), edited);
      for (const args of [['docs'], ['docs', '--check']]) {
        const { code, stdout, stderr } = await run(args, folder);
        assert.equal(code, 2);
        assert.equal(stdout, '');
        assert.match(stderr, /^migration-lens: DATABASE\.md:\d+: /);
        assert.equal(read(folder, 'DATABASE.md'), edited);
      }
    }));

  it('keeps what people wrote, with its byte order mark and line ends', () =>
    within({ ...CLEAN, 'DATABASE.md': '\uFEFF# Ours\r\n\r\nText.\r\n' }, async (folder) => {
      assert.equal((await run(['docs'], folder)).code, 0);
      const text = read(folder, 'DATABASE.md');
      assert.ok(text.startsWith('\uFEFF# Ours\r\n\r\nText.\r\n'));
      assert.ok(!/[^\r]\n/.test(text));
      assert.equal((await run(['docs', '--check'], folder)).code, 0);
    }));

  it('says what it cannot write', () =>
    within({ ...CLEAN, 'DATABASE.md': '# Ours\n' }, async (folder) => {
      chmodSync(path.join(folder, 'DATABASE.md'), 0o444);
      const { code, stderr } = await run(['docs'], folder);
      assert.equal(code, 3);
      assert.equal(stderr, 'migration-lens: DATABASE.md cannot be written: it is read-only.\n');
      assert.equal(read(folder, 'DATABASE.md'), '# Ours\n');
    }));

  it('does not write over bytes that it cannot read', () =>
    within({ ...CLEAN, 'DATABASE.md': Buffer.from([0x23, 0x20, 0xe9]) }, async (folder) => {
      const { code, stderr } = await run(['docs'], folder);
      assert.equal(code, 2);
      assert.match(stderr, /DATABASE\.md is not UTF-8/);
    }));

  it('writes through a symbolic link', () =>
    within({ ...CLEAN, 'docs/real.md': '' }, async (folder) => {
      symlinkSync('docs/real.md', path.join(folder, 'DATABASE.md'));
      assert.equal((await run(['docs'], folder)).code, 0);
      assert.ok(lstatSync(path.join(folder, 'DATABASE.md')).isSymbolicLink());
      assert.match(read(folder, 'docs/real.md'), /users/);
    }));

  it('writes one document for each of several folders, or for the one that is named', () =>
    within(
      {
        'a/migrations/00001_users.sql': CLEAN['migrations/00001_users.sql']!,
        'b/migrations/00001_users.sql': CLEAN['migrations/00001_users.sql']!,
      },
      async (folder) => {
        mkdirSync(path.join(folder, '.git'));
        assert.deepEqual(await run(['docs', 'b'], folder), { code: 0, stdout: 'b/migrations/DATABASE.md written\n', stderr: '' });
        const { stdout } = await run(['docs'], folder);
        assert.equal(stdout, 'a/migrations/DATABASE.md written\nb/migrations/DATABASE.md unchanged\n');
      },
    ));
});
