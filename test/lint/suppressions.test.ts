import assert from 'node:assert/strict';
import { lint } from '../../server/src/lint/engine/lint';
import { fixed, inputOf, lintFiles, mark, marked, only } from './lintFiles';

/** The rules that the cases name: any other rule may have something to say about the same SQL. */
const { rules } = only(
  ...['missing-created-at', 'missing-updated-at', 'fk-missing-index', 'empty-down-migration', 'unknown-table', 'syntax-error'],
  'unused-suppression',
);

/** Lints one file; `«…»` marks each finding that remains. */
async function check(expected: string, file = '001_example.sql', settings: Parameters<typeof lintFiles>[1] = { rules }): Promise<void> {
  const { text } = marked(expected);
  const findings = await lintFiles({ [file]: text }, settings);
  assert.equal(mark(text, findings), expected, findings.map(({ rule, message }) => `${rule}: ${message}`).join('\n'));
}

/** Checks the text after the first fix of the first finding. */
async function checkFixed(text: string, expected: string): Promise<void> {
  const files = { '001_example.sql': text };
  const [finding] = await lintFiles(files, { rules });
  assert.equal(fixed(files, finding!.fixes[0]!)['001_example.sql'], expected);
}

const off = { rules: { ...rules, 'missing-created-at': { severity: 'off' }, 'missing-updated-at': { severity: 'off' } } } as const;

describe('suppressions', () => {
  const both = 'missing-created-at, missing-updated-at';

  describe('where they count', () => {
    const cases: Readonly<Record<string, string>> = {
      'the line above': `-- migration-lens: ignore ${both}: why\nCREATE TABLE t (\n  id int\n);\n`,
      'the line above, with other comments between': `-- migration-lens: ignore ${both}: why\n-- A list.\n/* Really. */\nCREATE TABLE t (id int);\n`,
      'the same line': `CREATE TABLE t (id int); -- migration-lens: ignore ${both}: why\n`,
      'the last line of the statement': `CREATE TABLE t (\n  id int\n); -- migration-lens: ignore ${both}\n`,
      'the first line of the statement': `CREATE TABLE t ( -- migration-lens: ignore ${both}\n  id int\n);\n`,
      'a block comment': `/* migration-lens: ignore ${both}: why */ CREATE TABLE t (id int);\n`,
      'one comment for each rule':
        '-- migration-lens: ignore missing-created-at: why\n-- migration-lens: ignore missing-updated-at: why\nCREATE TABLE t (id int);\n',
      'the whole file': `-- A list.\n-- migration-lens: ignore-file ${both}: why\n\nCREATE TABLE t (id int);\nCREATE TABLE u (id int);\n`,
      'the whole file, all rules': '-- migration-lens: ignore-file: generated\nCREATE TABLE t (id int);\nALTER TABLE nothing ADD x int;\n',
      'Windows line ends': `-- migration-lens: ignore ${both}: why\r\nCREATE TABLE t (\r\n  id int\r\n);\r\n`,
      'not the statement after an empty line': `-- migration-lens: ignore «missing-created-at»: why\n\nCREATE TABLE «t» (id int, updated_at date);\n`,
      'not the statement after the next': `-- migration-lens: ignore ${both}\nCREATE TABLE t (id int);\nCREATE TABLE «u» (id int, updated_at date);\n`,
      'not the statement on the line below a trailing comment': `CREATE TABLE t (id int); -- migration-lens: ignore ${both}\nCREATE TABLE «u» (id int, created_at date);\n`,
      'not a string': "SELECT '-- migration-lens: ignore-file';\nCREATE TABLE «t» (id int, created_at date);\n",
      'not inside a function body':
        'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n-- migration-lens: ignore-file\nSELECT 1 $$;\nCREATE TABLE «t» (id int, created_at date);\n',
    };
    for (const [name, text] of Object.entries(cases)) it(name, () => check(text));

    it('the line of the finding, inside a statement', async () => {
      const users = 'CREATE TABLE users (id int PRIMARY KEY);\n';
      await check(
        `${users}CREATE TABLE t (\n  a int REFERENCES users, -- migration-lens: ignore fk-missing-index: small\n  «b» int REFERENCES users\n);\n`,
        undefined,
        off,
      );
      await check(
        `${users}CREATE TABLE t (\n  -- migration-lens: ignore fk-missing-index: small\n  a int REFERENCES users,\n  «b» int REFERENCES users\n);\n`,
        undefined,
        off,
      );
    });

    it('a section marker', () =>
      check(
        '-- +goose Up\nCREATE TABLE t (id int, created_at date, updated_at date);\n-- migration-lens: ignore empty-down-migration: why\n-- +goose Down\n',
        '00001_t.sql',
      ));
  });

  describe('of no use', () => {
    const table = 'CREATE TABLE t (id int, created_at date, updated_at date);\n';
    it('are reported by name', () => check(`-- migration-lens: ignore «missing-created-at»: why\n${table}`));
    it('are reported when no rule is named', () => check(`«-- migration-lens: ignore»\n${table}`));
    it('are reported for an unknown word', () => check(`-- migration-lens: «disable» missing-created-at\n${table}`));
    it('are reported below the first statement of a file', () => check(`${table}«-- migration-lens: ignore-file missing-created-at»\n`));
    it('are reported when they suppress the findings of a file without any', () => check(`«-- migration-lens: ignore-file»\n${table}`));
    it('are left alone when the rule is off', () =>
      check(`-- migration-lens: ignore missing-created-at: why\nCREATE TABLE t (id int);\n`, undefined, off));
    it('are left alone when this rule is off', () =>
      check(`-- migration-lens: ignore missing-created-at: why\n${table}`, undefined, {
        rules: { ...rules, 'unused-suppression': { severity: 'off' } },
      }));
    for (const [completeness, unused] of [
      ['full', 2],
      ['reduced', 1],
    ] as const)
      it(`are judged by what a ${completeness} reader can tell`, async () => {
        const names = 'syntax-error, house-style: read by PostgreSQL alone';
        const input = await inputOf({ '1.sql': `-- migration-lens: ignore ${names}\n${table}` }, { rules });
        const engine = { ...input.engine, reader: { ...input.engine.reader, completeness } };
        assert.equal(lint({ ...input, engine }).length, unused);
      });
    for (const [completeness, idle] of [
      ['full', 1],
      ['reduced', 0],
    ] as const)
      it(`are judged for a whole file by what a ${completeness} reader can tell`, async () => {
        const input = await inputOf({ '1.sql': `-- migration-lens: ignore-file\n${table}` }, { rules });
        const engine = { ...input.engine, reader: { ...input.engine.reader, completeness } };
        assert.equal(lint({ ...input, engine }).length, idle);
      });
    it('can be suppressed themselves', () =>
      check(`-- migration-lens: ignore-file unused-suppression\n-- migration-lens: ignore missing-created-at: why\n${table}`));
  });

  describe('fixes', () => {
    const table = 'CREATE TABLE t (id int, created_at date, updated_at date);\n';
    it('delete the comment with its line', () => checkFixed(`  -- migration-lens: ignore missing-created-at: why\n${table}`, table));
    it('delete a trailing comment with the space before it', () =>
      checkFixed(`${table.trimEnd()}  -- migration-lens: ignore missing-created-at\n`, table));
    it('delete the last line of a file', () => checkFixed(`${table}-- migration-lens: ignore missing-created-at`, table));
    it('delete one name of several', () =>
      checkFixed(
        '-- migration-lens: ignore missing-created-at, missing-updated-at: why\nCREATE TABLE t (id int, created_at date);\n',
        '-- migration-lens: ignore missing-updated-at: why\nCREATE TABLE t (id int, created_at date);\n',
      ));
    it('correct a name', () =>
      checkFixed(`-- migration-lens: ignore missing-creatd-at\n${table}`, `-- migration-lens: ignore missing-created-at\n${table}`));
    it('delete the comment when each of its names is of no use', () =>
      checkFixed(`-- migration-lens: ignore missing-created-at, fk-missing-index: why\n${table}`, table));
  });
});
