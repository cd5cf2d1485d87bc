import assert from 'node:assert/strict';
import type { Finding } from '../../server/src/lint/engine/rule';
import { type Files, fixed, lintFiles, mark, marked, only } from './lintFiles';

const settings = only('missing-down-migration', 'empty-down-migration');

/** Checks the marked findings of each file; with `after`, also the files that the first fix changes, and that no finding is left. */
async function check(marks: Files, after?: Files): Promise<Finding | undefined> {
  const files = Object.fromEntries(Object.entries(marks).map(([file, text]) => [file, marked(text).text]));
  const findings = await lintFiles(files, settings);
  for (const [file, expected] of Object.entries(marks))
    assert.equal(
      mark(
        files[file]!,
        findings.filter((finding) => finding.file === file),
      ),
      expected,
    );
  if (after !== undefined) {
    const mended = fixed(files, findings[0]!.fixes[0]!);
    assert.deepEqual(mended, { ...files, ...after });
    assert.deepEqual(await lintFiles(mended, settings), []);
  }
  return findings[0];
}

describe('missing-down-migration', () => {
  it('is written into a file of its own', () =>
    check({ '1_t.up.sql': '«-- Tags»\nCREATE TABLE t (id int);\nCREATE INDEX i ON t (id);\n' }, { '1_t.down.sql': 'DROP TABLE t;\n' }));
  it('is written as a section', () =>
    check(
      { '00001_t.sql': '«-- +goose Up»\nCREATE TABLE t (id int);\n\n' },
      { '00001_t.sql': '-- +goose Up\nCREATE TABLE t (id int);\n\n-- +goose Down\nDROP TABLE t;\n' },
    ));
  it('is written as far as it is clear', () =>
    check(
      {
        '1_t.up.sql': 'CREATE TABLE t (id int);\n',
        '1_t.down.sql': 'DROP TABLE t;\n',
        '2_x.up.sql': '«ALTER TABLE t ADD COLUMN x int;»\nUPDATE t\n  SET x = 1;\n',
      },
      { '2_x.down.sql': '-- TODO by hand: undo UPDATE t SET x = 1\nALTER TABLE t DROP COLUMN x;\n' },
    ));
  it('says so when there is nothing to undo', () =>
    check({ '1_t.up.sql': '«SELECT 1;»\n' }, { '1_t.down.sql': '-- Nothing to undo: the schema stays as it is.\n' }));
  it('is asked for by dbmate even when the up is empty', async () => {
    const finding = await check({ '1_t.sql': '«-- migrate:up»\n' });
    assert.match(finding!.message, /dbmate refuses the file/);
  });
  it('is asked for where other migrations have one, but never for repeatable ones', () =>
    check({
      'V1__t.sql': 'CREATE TABLE t (id int);\n',
      'U1__t.sql': 'DROP TABLE t;\n',
      'V2__x.sql': '«ALTER TABLE t ADD x int;»\n',
      'R__v.sql': 'CREATE OR REPLACE VIEW v AS SELECT id FROM t;\n',
    }));
  it('is not asked for where no migration has one', () => check({ 'V1__t.sql': 'CREATE TABLE t (id int);\n' }).then());
  it('is asked for by dbmate once, though the layout is wrong as well', async () => {
    const findings = await lintFiles({ '1_t.sql': '-- migrate:up\nSELECT 1;\n' });
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['missing-down-migration'],
    );
  });
  it('is a matter of the layout where dbmate finds a down for one up of two', async () => {
    const findings = await lintFiles({ '1_t.sql': '-- migrate:up\n-- migrate:down\n-- migrate:up\nSELECT 1;\n' });
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['migration-layout'],
    );
  });

  const messages: Readonly<Record<string, RegExp>> = {
    'CREATE TABLE t (id int);\n': /so it cannot be taken back\./,
    'INSERT INTO pg_class VALUES (1);\n': /so the rows stay as it leaves them when it is taken back\./,
    'SELECT 1;\n': /so it cannot be taken back\./,
  };
  for (const [up, message] of Object.entries(messages))
    it(`says what is true of ${up.trim()}`, async () => {
      const finding = await check({ '1_t.up.sql': `«${up.trim()}»\n` });
      assert.match(finding!.message, message);
    });
  it('says what is true of rows that pass through another table', async () => {
    const finding = await check({
      '1_t.up.sql': 'CREATE TABLE t (id int);\n',
      '1_t.down.sql': 'DROP TABLE t;\n',
      '2_t.up.sql': '«CREATE TABLE s (id int); INSERT INTO t SELECT id FROM s; DROP TABLE s;»\n',
    });
    assert.match(finding!.message, /so the rows stay/);
  });
  it('is not asked for when SQL has none', () =>
    check({
      '1_m.up.sql': "CREATE TYPE mood AS ENUM ('sad');\n",
      '1_m.down.sql': 'DROP TYPE mood;\n',
      '2_m.up.sql': "ALTER TYPE mood ADD VALUE 'glad';\n",
    }).then());

  describe('where many have none', () => {
    /** golang-migrate: one migration for each letter, `x` without a down, `X` without a down and reported. */
    const history = (letters: string): Files =>
      Object.fromEntries(
        [...letters].flatMap((letter, i) => {
          const up = `CREATE TABLE t${i} (id int);`;
          const file: readonly [string, string] = [`${i + 1}_t.up.sql`, letter === 'X' ? `«${up}»\n` : `${up}\n`];
          return letter === '-' ? [file, [`${i + 1}_t.down.sql`, `DROP TABLE t${i};\n`] as const] : [file];
        }),
      );
    it('reports each of a third', () => check(history('X---X-')).then());
    it('reports of more than a third the last migration alone', () => check(history('x-x-X')).then());
    it('reports nothing when the last one has one', () => check(history('xx-x-')).then());
    it('does not count empty ups', () => check({ ...history('X--'), '4_t.up.sql': '-- Nothing yet.\n', '5_t.up.sql': '\n' }).then());
    it('reports each where the tool refuses the file', () =>
      check({ '1_t.sql': '«-- migrate:up»\nSELECT 1;\n', '2_t.sql': '«-- migrate:up»\nSELECT 1;\n' }).then());
    it('keeps suppressions in use', async () => {
      const ignored = '-- migration-lens: ignore missing-down-migration: why\nCREATE TABLE a (id int);\n';
      const findings = await lintFiles(
        { '1_a.up.sql': ignored, '2_b.up.sql': 'CREATE TABLE b (id int);\n' },
        only('missing-down-migration', 'unused-suppression'),
      );
      assert.deepEqual(
        findings.map(({ file, rule }) => `${file} ${rule}`),
        ['2_b.up.sql missing-down-migration'],
      );
    });
  });

  it('is not asked for when the up is empty', async () => void (await check({ '1_t.up.sql': '-- Nothing yet.\n' })));
});

describe('empty-down-migration', () => {
  const up = '-- +goose Up\nCREATE TABLE t (id int);\n';
  it('is filled in an empty file', () =>
    check({ '1_t.up.sql': 'CREATE TABLE t (id int);\n', '1_t.down.sql': '«»\n' }, { '1_t.down.sql': 'DROP TABLE t;\n' }));
  it('is filled in an empty section', () =>
    check({ '00001_t.sql': `${up}«-- +goose Down»\n\n` }, { '00001_t.sql': `${up}-- +goose Down\nDROP TABLE t;\n` }));
  it('is filled in a section above the up', () =>
    check(
      { '1_t.sql': '«-- migrate:down»\n\n-- migrate:up\nCREATE TABLE t (id int);\n' },
      { '1_t.sql': '-- migrate:down\nDROP TABLE t;\n-- migrate:up\nCREATE TABLE t (id int);\n' },
    ));

  it('is not filled with comments alone', async () => {
    const finding = await check({
      '1_t.sql': `-- migrate:up\nCREATE TABLE t (id int);\n-- migrate:down\nDROP TABLE t;\n`,
      '2_u.sql': '-- migrate:up\nALTER TABLE t ALTER id TYPE bigint;\n«-- migrate:down»\n',
    });
    assert.deepEqual(finding?.fixes, []);
  });

  describe('after an up that leaves the schema as it is', () => {
    const mood = "CREATE TYPE mood AS ENUM ('sad');\nCREATE TABLE t (id int);\n";
    const label = "ALTER TYPE mood ADD VALUE 'glad';\n";
    const ups: Readonly<Record<string, readonly [sql: string, isFound: boolean]>> = {
      'rows that are changed': ['INSERT INTO t VALUES (1);\nUPDATE t SET id = 2;\n', false],
      'a table that comes and goes': ['CREATE TABLE u (id int);\nDROP TABLE u;\n', false],
      'a block that cannot be followed': ["DO $$ BEGIN EXECUTE 'SELECT 1'; END $$;\n", false],
      'a search path': ['SET search_path = pg_catalog;\n', false],
      'a label that no statement takes away': [`${label}INSERT INTO t VALUES (1);\n`, false],
      'a label and something else': [`${label}CREATE TABLE u (id int);\n`, true],
      'rows and a comment': ["UPDATE t SET id = 2;\nCOMMENT ON TABLE t IS 'x';\n", true],
      'a view': ['CREATE VIEW v AS SELECT id FROM t;\n', true],
    };
    for (const [name, [sql, isFound]] of Object.entries(ups))
      it(`${isFound ? 'is reported' : 'is left alone'} with ${name}`, () =>
        check({
          '00001_t.sql': `-- +goose Up\n${mood}-- +goose Down\nDROP TABLE t;\nDROP TYPE mood;\n`,
          '00002_u.sql': `-- +goose Up\n${sql}${isFound ? '«-- +goose Down»' : '-- +goose Down'}\n`,
        }).then());
  });

  const silent: Readonly<Record<string, string>> = {
    'a reason': '-- The rows are gone.',
    'a reason in a block comment': '/* Irreversible.\n   The rows are gone. */',
    'a word that says it all': '-- irreversible',
    'another language': '-- Kann nicht rückgängig gemacht werden.',
  };
  for (const [name, comment] of Object.entries(silent))
    it(`is left alone with ${name}`, () => check({ '00001_t.sql': `${up}-- +goose Down\n${comment}\n` }).then());

  const found: Readonly<Record<string, string>> = {
    'a TODO': '-- TODO: write this',
    'commented-out SQL': '-- DROP TABLE t;',
    'the comment of a template': '-- Add down migration script here',
    'another template': '-- This file should undo anything in `up.sql`',
    'the template of MyBatis Migrations': '-- SQL to undo the change goes here.',
    'the template of tern':
      '-- Write your migrate down statements here. If this migration is irreversible\n-- Then delete the separator line above.',
    'a line for tern': '---- tern: disable-tx ----',
    'markers of statements': '-- +goose StatementBegin\n-- +goose StatementEnd',
    'a line of dashes': '-- -----------',
    'a suppression of something else': '-- migration-lens: ignore missing-created-at: why',
  };
  for (const [name, comment] of Object.entries(found))
    it(`is reported with ${name}`, () => check({ '00001_t.sql': `${up}«-- +goose Down»\n${comment}\n` }).then());

  it('is left alone when the up changes nothing', () => check({ '00001_t.sql': '-- +goose Up\nSELECT 1;\n-- +goose Down\n' }).then());
  it('is left alone when the up is empty', () => check({ '00001_t.sql': '-- +goose Up\n-- +goose Down\n' }).then());
});
