import assert from 'node:assert/strict';
import type { LintInput } from '../../server/src/lint/engine/input';
import { lint } from '../../server/src/lint/engine/lint';
import { type Files, inputOf } from './lintFiles';

const COUNT = 60;

/** Migrations with tables that lack everything, each with a reference to the table before. */
const files: Files = Object.fromEntries(
  Array.from({ length: COUNT }, (_, i) => [
    `${String(i).padStart(3, '0')}_t.up.sql`,
    `CREATE TABLE t${i} (id int PRIMARY KEY${i % 2 === 0 ? '' : ', created_at date, updated_at date'}${i === 0 ? '' : `, a int REFERENCES t${i - 1}`});\n`,
  ]),
);
const last = Object.keys(files).at(-1)!;

interface Work {
  migrations: number;
  tables: number;
  texts: Set<string>;
}

/** The input, and counts of the accesses to its migrations, to all its tables and to its texts. */
async function counted(): Promise<{ readonly input: LintInput; readonly work: Work }> {
  const input = await inputOf(files);
  const work: Work = { migrations: 0, tables: 0, texts: new Set() };
  const { history } = input;
  const migrations = new Proxy(history.migrations, {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) work.migrations++;
      return Reflect.get(target, key);
    },
  });
  const { tables } = history.final;
  const countedTables = Object.assign(Object.create(tables) as typeof tables, {
    values() {
      work.tables++;
      return tables.values();
    },
  });
  const text = (file: string): string => {
    work.texts.add(file);
    return input.text(file);
  };
  return { input: { ...input, history: { ...history, migrations, final: { ...history.final, tables: countedTables } }, text }, work };
}

describe('the cost of linting', () => {
  it('one file: no rule walks the migrations of the root, and no other file is read', async () => {
    const { input, work } = await counted();
    assert.ok(lint(input, new Set([last])).length > 0);
    work.migrations = 0;
    work.texts.clear();
    lint(input, new Set([last]));
    assert.ok(work.migrations <= 2 * COUNT, `${work.migrations} looks at ${COUNT} migrations`);
    assert.deepEqual([...work.texts], [last]);
  });

  it('all files: what the tables of the root say is worked out once, not for each finding', async () => {
    const { input, work } = await counted();
    assert.ok(lint(input).length > COUNT);
    assert.ok(work.tables <= 3, `${work.tables} walks over all tables`);
    const first = work.migrations;
    lint(input);
    assert.ok(work.migrations - first <= 30 * COUNT, `${work.migrations - first} looks at ${COUNT} migrations`);
  });
});
