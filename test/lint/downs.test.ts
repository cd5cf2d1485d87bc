import assert from 'node:assert/strict';
import type { Finding } from '../../server/src/lint/rule';
import { type Files, fixed, lintFiles, mark, marked, only } from './lintFiles';

const settings = only('missing-down-migration', 'empty-down-migration');

/** Marks by file; with `after`, what the first fix of the first finding changes or makes. No finding may be left then. */
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
      '2_u.sql': '-- migrate:up\nUPDATE t SET id = 1;\n«-- migrate:down»\n',
    });
    assert.deepEqual(finding?.fixes, []);
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
    'markers of statements': '-- +goose StatementBegin\n-- +goose StatementEnd',
    'a line of dashes': '-- -----------',
    'a suppression of something else': '-- migration-lens: ignore missing-created-at: why',
  };
  for (const [name, comment] of Object.entries(found))
    it(`is reported with ${name}`, () => check({ '00001_t.sql': `${up}«-- +goose Down»\n${comment}\n` }).then());

  it('is left alone when the up changes nothing', () => check({ '00001_t.sql': '-- +goose Up\nSELECT 1;\n-- +goose Down\n' }).then());
  it('is left alone when the up is empty', () => check({ '00001_t.sql': '-- +goose Up\n-- +goose Down\n' }).then());
});
