import assert from 'node:assert/strict';
import { lint } from '../../server/src/lint/engine/lint';
import type { LintSettings } from '../../server/src/lint/engine/settings';
import { compareVersions } from '../../server/src/lint/facts/since';
import { type Files, inputOf, lintFiles, only } from './lintFiles';

/** Checks the findings, as `file:offset rule severity`. */
async function check(files: Files, settings: LintSettings, expected: readonly string[], of?: readonly string[]): Promise<void> {
  const findings = lint(await inputOf(files, settings), of === undefined ? undefined : new Set(of));
  assert.deepEqual(
    findings.map(({ file, span, rule, severity }) => `${file}:${span.start} ${rule} ${severity}`),
    expected,
  );
}

describe('lint', () => {
  const timestamps = only('missing-created-at');
  const both = only('missing-created-at', 'missing-updated-at');

  it('sorts by file, then place, then rule', () =>
    check({ '2.sql': 'CREATE TABLE c (id int);\n', '1.sql': 'CREATE TABLE a (id int);\nCREATE TABLE b (id int);\n' }, both, [
      '1.sql:13 missing-created-at warning',
      '1.sql:13 missing-updated-at warning',
      '1.sql:38 missing-created-at warning',
      '1.sql:38 missing-updated-at warning',
      '2.sql:13 missing-created-at warning',
      '2.sql:13 missing-updated-at warning',
    ]));

  it('takes severities from the settings', () =>
    check(
      { '1.sql': 'CREATE TABLE a (id int);\n' },
      { rules: { ...both.rules, 'missing-created-at': { severity: 'error' }, 'missing-updated-at': { severity: 'off' } } },
      ['1.sql:13 missing-created-at error'],
    ));

  it('keeps the options that a project leaves out', () =>
    check(
      { '1.sql': 'CREATE TABLE a_log (id int);\nCREATE TABLE b (id int, created_at date);\n' },
      { rules: { ...timestamps.rules, 'missing-created-at': { options: { except: ['*_log'] } } } },
      [],
    ));

  describe('since', () => {
    const table = (name: string): string => `CREATE TABLE ${name} (id int);\n`;
    const files = { '008_a.sql': table('a'), '009_b.sql': table('b'), '010_c.sql': table('c') };
    const reportsAfter = (since: string, expected: readonly string[], set: Files = files) =>
      check(
        set,
        { ...timestamps, since },
        expected.map((file) => `${file}:13 missing-created-at warning`),
      );
    it('reports what comes after a version, however it is written', () => reportsAfter('9', ['010_c.sql']));
    it('reports nothing after the last version', () => reportsAfter('010', []));
    it('compares when no migration has the version', () => reportsAfter('5', Object.keys(files)));
    it('hides problems of old files', async () => {
      const head = '-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 1;\n';
      const goose = { '00001_a.sql': head, '00001_b.sql': head, '00003_c.sql': head };
      const settings = only('migration-layout');
      assert.equal((await lintFiles(goose, settings)).length, 1);
      assert.equal((await lintFiles(goose, { ...settings, since: '2' })).length, 0);
    });
    it('does not call suppressions in old files unused', () =>
      check(
        { '1.sql': '-- migration-lens: ignore missing-created-at\nSELECT 1;\n', '2.sql': 'SELECT 1;\n' },
        { ...only('missing-created-at', 'unused-suppression'), since: '1' },
        [],
      ));
  });

  describe('for some files', () => {
    const down = (name: string): string => `DROP TABLE ${name};\n`;
    const files = {
      '1_a.up.sql': 'CREATE TABLE a (id int);\n',
      '1_a.down.sql': down('x'),
      '2_b.up.sql': 'CREATE TABLE b (id int);\n',
      '2_b.down.sql': down('y'),
    };
    const settings = only('missing-created-at', 'unknown-table', 'unused-suppression');
    it('looks at all files of their migrations and at no others', () =>
      check(files, settings, ['1_a.down.sql:11 unknown-table error', '1_a.up.sql:13 missing-created-at warning'], ['1_a.down.sql']));
    it('finds nothing in a file of no migration', () => check(files, settings, [], ['README.sql']));
    it('judges suppressions of these files only', () =>
      check(
        {
          '1.sql': '-- migration-lens: ignore missing-created-at\nSELECT 1;\n',
          '2.sql': '-- migration-lens: ignore missing-created-at\nSELECT 1;\n',
        },
        settings,
        ['2.sql:26 unused-suppression warning'],
        ['2.sql'],
      ));
  });

  it('ends with one answer for all files or file by file', async () => {
    const input = await inputOf({
      '1_a.up.sql': 'CREATE TABLE a (id int PRIMARY KEY);\n',
      '2_b.up.sql': 'CREATE TABLE b (a int REFERENCES a);\nDROP TABLE nothing;\n',
      '2_b.down.sql': '',
      '3_c.up.sql': 'CREATE TABLE a (id int);\n-- migration-lens: ignore fk-missing-index\n',
    });
    const files = ['1_a.up.sql', '2_b.up.sql', '3_c.up.sql'];
    assert.deepEqual(
      files.flatMap((file) => lint(input, new Set([file]))),
      lint(input),
    );
  });
});

describe('compareVersions', () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ['000010', '10', 0],
    ['9', '10', -1],
    ['1.10', '1.9', 1],
    ['1.0', '1', 0],
    ['20240101120000', '20240101115959', 1],
    ['18446744073709551615', '18446744073709551614', 1],
    ['a', 'b', -1],
  ];
  for (const [a, b, expected] of cases)
    it(`${a} and ${b}`, () => {
      assert.equal(Math.sign(compareVersions(a, b)), expected);
      assert.equal(Math.sign(compareVersions(b, a)), expected === 0 ? 0 : -expected);
    });
});
