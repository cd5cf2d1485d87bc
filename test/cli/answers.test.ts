import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { main } from '../../server/src/cli/main';
import { type Cache, storeIn } from '../../server/src/disk/store';
import { CLEAN, type Outcome, run, SHOP, within } from './run';

const LIMIT = 1_000_000;

/** The outcome of a command line that may not do any work: undefined when no kept answer holds. */
async function known(args: readonly string[], cwd: string, cache: Cache): Promise<Outcome | undefined> {
  const printed = { out: [] as string[], err: [] as string[] };
  let isKnown = true;
  const terminal = {
    cwd,
    colour: false,
    out: (text: string) => void printed.out.push(text),
    err: (text: string) => void printed.err.push(text),
  };
  const loadWork = (): never => {
    isKnown = false;
    throw new Error('work');
  };
  const code = await main(args, terminal, { loadWork, cache });
  return isKnown ? { code, stdout: printed.out.join(''), stderr: printed.err.join('') } : undefined;
}

/** Runs `use` on the shop, with answers that are kept outside of it. */
async function withAnswers(use: (folder: string, cache: Cache, kept: string) => Promise<void>): Promise<void> {
  await within({}, (kept) => within(SHOP, (folder) => use(folder, { store: storeIn(kept, LIMIT), build: 'this' }, kept)));
}

describe('an answer of the command line', () => {
  for (const args of [['lint'], ['lint', '--format', 'json', 'migrations'], ['schema', '--format', 'json'], ['erd'], ['docs', '--check']])
    it(`is kept: ${args.join(' ')}`, () =>
      withAnswers(async (folder, cache) => {
        const first = await run(args, folder, false, cache);
        assert.deepEqual(first, await run(args, folder));
        assert.deepEqual(await known(args, folder, cache), first);
      }));

  it('does not outlive a change to what it was made of', () =>
    withAnswers(async (folder, cache) => {
      await run(['lint'], folder, false, cache);
      writeFileSync(path.join(folder, 'migrations/00002_orders.sql'), CLEAN['migrations/00002_orders.sql']!);
      assert.equal(await known(['lint'], folder, cache), undefined);
      assert.equal((await run(['lint'], folder, false, cache)).code, 0);
      assert.equal((await known(['lint'], folder, cache))?.code, 0);
      writeFileSync(path.join(folder, 'migration-lens.json'), '{ "rules": { "missing-down": "off" } }');
      assert.equal(await known(['lint'], folder, cache), undefined);
      await run(['lint'], folder, false, cache);
      writeFileSync(path.join(folder, 'migrations/00003_more.sql'), '-- +goose Up\nCREATE TABLE more (id int);\n');
      assert.equal(await known(['lint'], folder, cache), undefined);
      await run(['lint'], folder, false, cache);
      rmSync(path.join(folder, 'migrations/00001_users.sql'));
      assert.equal(await known(['lint'], folder, cache), undefined);
    }));

  it('does not outlive a change to the document that it is about', () =>
    withAnswers(async (folder, cache) => {
      assert.equal((await run(['docs', '--check'], folder, false, cache)).code, 1);
      await run(['docs'], folder, false, cache);
      assert.equal(await known(['docs', '--check'], folder, cache), undefined);
      assert.equal((await run(['docs', '--check'], folder, false, cache)).code, 0);
      writeFileSync(path.join(folder, 'DATABASE.md'), '');
      assert.equal(await known(['docs', '--check'], folder, cache), undefined);
    }));

  it('is kept for the same command line only', () =>
    withAnswers(async (folder, cache, kept) => {
      await run(['lint'], folder, false, cache);
      assert.equal(await known(['lint', '--format', 'json'], folder, cache), undefined);
      assert.equal(await known(['lint'], path.join(folder, 'migrations'), cache), undefined);
      assert.equal(await known(['lint'], folder, { store: storeIn(kept, LIMIT), build: 'another' }), undefined);
    }));

  it('is not kept where the command writes, fails or shall not keep it', () =>
    withAnswers(async (folder, cache) => {
      for (const args of [
        ['lint', 'nowhere'],
        ['lint', '--fix'],
        ['docs'],
        ['erd', '--output', 'erd.mmd'],
        ['schema', '--at', '7'],
        ['explain', 'fk-missing-index'],
      ])
        await run(args, folder, false, cache);
      assert.ok(existsSync(path.join(folder, 'erd.mmd')));
      for (const args of [['lint', '--fix'], ['docs'], ['erd', '--output', 'erd.mmd'], ['explain', 'fk-missing-index']])
        assert.equal(await known(args, folder, cache), undefined);
    }));

  it('is neither kept nor read with --no-cache', () =>
    withAnswers(async (folder, cache, kept) => {
      await run(['lint', '--no-cache'], folder, false, cache);
      assert.deepEqual(readdirSync(kept), []);
      await run(['lint'], folder, false, cache);
      assert.equal(await known(['lint', '--no-cache'], folder, cache), undefined);
    }));
});
