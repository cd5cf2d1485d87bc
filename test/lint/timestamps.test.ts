import assert from 'node:assert/strict';
import { fixed, lintFiles, mark, marked, only } from './lintFiles';

type Options = Readonly<Record<string, string | readonly string[]>>;

/** Marks of missing-created-at in one file; with `after`, the file after the first fix. */
async function check(expected: string, after?: string, options: Options = {}): Promise<void> {
  const { text } = marked(expected);
  const files = { '1.sql': text };
  const settings = only('missing-created-at');
  const findings = await lintFiles(files, { rules: { ...settings.rules, 'missing-created-at': { options } } });
  assert.equal(mark(text, findings), expected);
  if (after !== undefined) assert.equal(fixed(files, findings[0]!.fixes[0]!)['1.sql'], after);
}

describe('missing-created-at', () => {
  describe('leaves alone', () => {
    const silent: Readonly<Record<string, string>> = {
      'other names that mean it': 'CREATE TABLE t (id int, "createdAt" date);\nCREATE TABLE u (id int, inserted_at date);\n',
      'a name in other letter case': 'CREATE TABLE t (id int, "CREATED_AT" date);\n',
      'a column that LIKE brings': 'CREATE TABLE a (id int, created_at date);\nCREATE TABLE b (LIKE a, x int);\n',
      'temporary tables': 'CREATE TEMP TABLE t (id int);\n',
      'foreign tables': 'CREATE FOREIGN TABLE t (id int) SERVER s;\n',
      partitions: 'CREATE TABLE a (id int, created_at date) PARTITION BY LIST (id);\nCREATE TABLE b PARTITION OF a FOR VALUES IN (1);\n',
      'tables that inherit the column': 'CREATE TABLE a (id int, created_at date);\nCREATE TABLE b (x int) INHERITS (a);\n',
      'a table that is gone in the end': 'CREATE TABLE t (id int);\nDROP TABLE t;\n',
      'a table that exists already': 'CREATE TABLE t (id int, created_at date);\nCREATE TABLE IF NOT EXISTS t (id int);\n',
      'a table that an unread block may have changed':
        "CREATE TABLE t (id int);\nDO $$ BEGIN EXECUTE 'ALTER TABLE t ADD created_at date'; END $$;\n",
      'a join table with a key of its own':
        'CREATE TABLE a (id int PRIMARY KEY, created_at date);\nCREATE TABLE a_a (id serial PRIMARY KEY, x int REFERENCES a, y int REFERENCES a);\n',
      'a join table with the other timestamp':
        'CREATE TABLE a (id int PRIMARY KEY, created_at date);\nCREATE TABLE a_a (x int REFERENCES a, y int REFERENCES a, updated_at date);\n',
      'a join table with something to say':
        'CREATE TABLE a (id int PRIMARY KEY, created_at date);\nCREATE TABLE a_a (x int REFERENCES a, y int REFERENCES a, rank int, PRIMARY KEY (x, y));\n',
    };
    for (const [name, sql] of Object.entries(silent)) it(name, () => check(sql));
  });

  describe('reports', () => {
    it('a table with one foreign key', () =>
      check('CREATE TABLE a (id int PRIMARY KEY, created_at date);\nCREATE TABLE «b» (a_id int PRIMARY KEY REFERENCES a);\n'));
    it('a table with two foreign keys and columns of its own', () =>
      check(
        'CREATE TABLE a (id int PRIMARY KEY, created_at date);\nCREATE TABLE «b» (id int PRIMARY KEY, x int REFERENCES a, y int REFERENCES a, quantity int);\n',
      ));
    it('a partitioned table, but no table that becomes a partition of it', () =>
      check(
        'CREATE TABLE «a» (id int) PARTITION BY LIST (id);\nCREATE TABLE b (id int);\nALTER TABLE a ATTACH PARTITION b FOR VALUES IN (1);\n',
      ));
    it('a parent, but no table that inherits its columns', () =>
      check('CREATE TABLE «a» (id int);\nCREATE TABLE b (x int) INHERITS (a);\n'));
    it('a table that loses the column', () =>
      check('CREATE TABLE «t» (id int, created_at date);\nALTER TABLE t DROP COLUMN created_at;\n'));
    it('under the name that it has at that point', () => check('CREATE TABLE «t» (id int);\nALTER TABLE t RENAME TO u;\n'));
  });

  describe('options', () => {
    it('names', () =>
      check('CREATE TABLE «t» (id int, created_at date);\nCREATE TABLE u (id int, born date);\n', undefined, { names: ['born'] }));
    it('types', () =>
      check('CREATE TABLE «t» (id int, created_at date);\nCREATE TABLE u (id int, created_at timestamptz);\n', undefined, {
        types: ['timestamp with time zone'],
      }));
    it('except', () => check('CREATE TABLE a_log (id int);\nCREATE TABLE «logs» (id int);\n', undefined, { except: ['*_log'] }));
    it('definition', () =>
      check('create table «t» (id int);\n', "create table t (id int, created_at date NOT NULL DEFAULT 'TODAY');\n", {
        definition: "date NOT NULL DEFAULT 'TODAY'",
      }));
  });

  describe('fixes', () => {
    const column = 'created_at timestamptz NOT NULL DEFAULT now()';
    it('with the indentation of the column before', () =>
      check('CREATE TABLE «t»\n(\n\tid int\n);\n', `CREATE TABLE t\n(\n\tid int,\n\t${column}\n);\n`));
    it('in lower case where the author writes so', () =>
      check('create table «t» (id int);\n', 'create table t (id int, created_at timestamptz not null default now());\n'));
    it('behind a comment without a comma', () =>
      check('CREATE TABLE «t» (\n  id int -- the key\n);\n', `CREATE TABLE t (\n  id int, -- the key\n  ${column}\n);\n`));
    it('before constraints on the same line', () =>
      check('CREATE TABLE «t» (id int, PRIMARY KEY (id));\n', `CREATE TABLE t (id int, ${column}, PRIMARY KEY (id));\n`));
    it('before constraints with the comma in front', () =>
      check(
        'CREATE TABLE «t» (\n    id int\n  , PRIMARY KEY (id)\n);\n',
        `CREATE TABLE t (\n    id int,\n    ${column}\n  , PRIMARY KEY (id)\n);\n`,
      ));
    it('with Windows line ends', () =>
      check('CREATE TABLE «t» (\r\n  id int\r\n);\r\n', `CREATE TABLE t (\r\n  id int,\r\n  ${column}\r\n);\r\n`));
    it('under the name that other tables use', () =>
      check(
        'CREATE TABLE a (id int, created_on date);\nCREATE TABLE «t» (id int);\n',
        'CREATE TABLE a (id int, created_on date);\nCREATE TABLE t (id int, created_on timestamptz NOT NULL DEFAULT now());\n',
      ));
    it('not at all where a later migration drops the column', async () => {
      for (const added of [
        'CREATE TABLE t (id int, created_at date);\n',
        'CREATE TABLE t (id int);\nALTER TABLE t ADD created_at date;\n',
      ]) {
        const files = { '1.sql': added, '2.sql': 'ALTER TABLE t DROP created_at;\n' };
        const [finding] = await lintFiles(files, only('missing-created-at'));
        assert.deepEqual(finding?.fixes, []);
      }
    });
    it('not at all where there is no column to stand behind', async () => {
      const [finding] = await lintFiles({ '1.sql': 'CREATE TABLE t ();\n' }, only('missing-created-at'));
      assert.deepEqual(finding?.fixes, []);
    });
  });

  it('goes together with missing-updated-at in one round of fixes', async () => {
    const files = { '1.sql': 'CREATE TABLE t (\n  id int\n);\n' };
    const findings = await lintFiles(files);
    const edits = findings.flatMap(({ fixes }) => fixes[0]!.changes.flatMap((change) => (change.kind === 'edit' ? change.edits : [])));
    const both = { title: '', safety: 'safe', changes: [{ kind: 'edit', file: '1.sql', edits }] } as const;
    assert.deepEqual(await lintFiles(fixed(files, both)), []);
  });
});
