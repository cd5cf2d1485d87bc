import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Answers, answersIn } from '../../server/src/cli/answers';
import { main } from '../../server/src/cli/main';
import { storeIn } from '../../server/src/disk/store';
import { CLEAN, type Outcome, run, SHOP, within } from './run';

const LIMIT = 1_000_000;

/** The outcome of a command line that may not do any work: undefined when no kept answer holds. */
async function known(args: readonly string[], cwd: string, answers: Answers): Promise<Outcome | undefined> {
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
  const code = await main(args, terminal, { loadWork, answers });
  return isKnown ? { code, stdout: printed.out.join(''), stderr: printed.err.join('') } : undefined;
}

/** Runs `use` on the shop, with answers that are kept outside of it. */
async function withAnswers(use: (folder: string, answers: Answers, cache: string) => Promise<void>): Promise<void> {
  await within({}, (cache) => within(SHOP, (folder) => use(folder, answersIn(storeIn(cache, LIMIT), 'build'), cache)));
}

describe('an answer of the command line', () => {
  for (const args of [['lint'], ['lint', '--format', 'json', 'migrations'], ['schema', '--format', 'json'], ['erd'], ['docs', '--check']])
    it(`is kept: ${args.join(' ')}`, () =>
      withAnswers(async (folder, answers) => {
        const first = await run(args, folder, false, answers);
        assert.deepEqual(first, await run(args, folder));
        assert.deepEqual(await known(args, folder, answers), first);
      }));

  it('does not outlive a change to what it was made of', () =>
    withAnswers(async (folder, answers) => {
      await run(['lint'], folder, false, answers);
      writeFileSync(path.join(folder, 'migrations/00002_orders.sql'), CLEAN['migrations/00002_orders.sql']!);
      assert.equal(await known(['lint'], folder, answers), undefined);
      assert.equal((await run(['lint'], folder, false, answers)).code, 0);
      assert.equal((await known(['lint'], folder, answers))?.code, 0);
      writeFileSync(path.join(folder, 'migration-lens.json'), '{ "rules": { "missing-down": "off" } }');
      assert.equal(await known(['lint'], folder, answers), undefined);
      await run(['lint'], folder, false, answers);
      writeFileSync(path.join(folder, 'migrations/00003_more.sql'), '-- +goose Up\nCREATE TABLE more (id int);\n');
      assert.equal(await known(['lint'], folder, answers), undefined);
      await run(['lint'], folder, false, answers);
      rmSync(path.join(folder, 'migrations/00001_users.sql'));
      assert.equal(await known(['lint'], folder, answers), undefined);
    }));

  it('does not outlive a change to the document that it is about', () =>
    withAnswers(async (folder, answers) => {
      assert.equal((await run(['docs', '--check'], folder, false, answers)).code, 1);
      await run(['docs'], folder, false, answers);
      assert.equal(await known(['docs', '--check'], folder, answers), undefined);
      assert.equal((await run(['docs', '--check'], folder, false, answers)).code, 0);
      writeFileSync(path.join(folder, 'DATABASE.md'), '');
      assert.equal(await known(['docs', '--check'], folder, answers), undefined);
    }));

  it('is kept for the same command line only', () =>
    withAnswers(async (folder, answers, cache) => {
      await run(['lint'], folder, false, answers);
      assert.equal(await known(['lint', '--format', 'json'], folder, answers), undefined);
      assert.equal(await known(['lint'], path.join(folder, 'migrations'), answers), undefined);
      assert.equal(await known(['lint'], folder, answersIn(storeIn(cache, LIMIT), 'another build')), undefined);
    }));

  it('is not kept where the command writes, fails or shall not keep it', () =>
    withAnswers(async (folder, answers, cache) => {
      for (const args of [
        ['lint', '--no-cache'],
        ['lint', 'nowhere'],
        ['lint', '--fix'],
        ['docs'],
        ['erd', '--output', 'erd.mmd'],
        ['schema', '--at', '7'],
        ['explain', 'fk-missing-index'],
      ])
        await run(args, folder, false, answers);
      assert.deepEqual(readdirSync(cache), []);
      assert.ok(existsSync(path.join(folder, 'erd.mmd')));
    }));

  it('is not read with --no-cache', () =>
    withAnswers(async (folder, answers) => {
      await run(['lint'], folder, false, answers);
      assert.equal(await known(['lint', '--no-cache'], folder, answers), undefined);
    }));
});
