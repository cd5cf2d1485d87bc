import assert from 'node:assert/strict';
import { lint } from '../../server/src/lint/engine/lint';
import { fixed, inputOf, lintFiles, mark, marked, only } from './lintFiles';

type Options = Readonly<Record<string, string | readonly string[]>>;

/** Checks the marked findings of missing-created-at in one file; with `after`, also the file after the first fix. */
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
      'a table that a block has changed': "CREATE TABLE t (id int);\nDO $$ BEGIN EXECUTE 'ALTER TABLE t ADD created_at date'; END $$;\n",
      'a table that a block may have changed':
        "CREATE TABLE t (id int);\nDO $$ BEGIN EXECUTE 'ALTER TABLE t ADD ' || current_user || ' date'; END $$;\n",
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
    describe('as other tables have it', () => {
      const t = 'CREATE TABLE «t» (id int);\n';
      const mended = (added: string): string => `CREATE TABLE t (id int, ${added});\n`;
      const cases: Readonly<Record<string, readonly [others: string, table: string, after: string]>> = {
        'under the name that most use': [
          'CREATE TABLE a (created_on date);\nCREATE TABLE b (created_on time);\nCREATE TABLE c (created_at time);\n',
          t,
          mended(`created_on ${column.slice(11)}`),
        ],
        'but not under the odd name of one': ['CREATE TABLE a (created_on date);\n', t, mended(column)],
        'but not under a name that only half of them use': [
          'CREATE TABLE a (created_on date);\nCREATE TABLE b (created_on date);\nCREATE TABLE c (created int);\nCREATE TABLE d (inserted_at int);\n',
          t,
          mended(column),
        ],
        'whose partitions have no voice': [
          'CREATE TABLE a (created_on date) PARTITION BY LIST (created_on);\nCREATE TABLE b PARTITION OF a DEFAULT;\n',
          t,
          mended(column),
        ],
        'with the type and the default, as they are written': [
          'CREATE TABLE a (created_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP);\nCREATE TABLE b (created_at TIMESTAMP(3) NOT NULL DEFAULT current_timestamp);\n',
          t,
          mended('created_at TIMESTAMP(3) NOT NULL DEFAULT current_timestamp'),
        ],
        'with a type that was given later': [
          'CREATE TABLE a (created_at date);\nCREATE TABLE b (created_at date);\nALTER TABLE a ALTER created_at TYPE timestamp(3);\nALTER TABLE b ALTER created_at TYPE timestamp(3);\n',
          t,
          mended('created_at timestamp(3) without time zone'),
        ],
        'but not with a type that is not that of most': [
          'CREATE TABLE a (created_at date);\nCREATE TABLE b (created_at timestamp);\n',
          t,
          mended(column),
        ],
        'in the letter case of the table': [
          'CREATE TABLE a (inserted_at date);\nCREATE TABLE b (inserted_at date);\n',
          'CREATE TABLE «t» (id int, "displayName" text);\n',
          'CREATE TABLE t (id int, "displayName" text, "insertedAt" date);\n',
        ],
        'in lower case where the table is': [
          'CREATE TABLE a ("createdAt" date);\nCREATE TABLE b ("createdAt" date);\n',
          'CREATE TABLE «t» (id int, display_name text);\n',
          'CREATE TABLE t (id int, display_name text, created_at date);\n',
        ],
      };
      for (const [name, [others, table, after]] of Object.entries(cases)) it(name, () => check(others + table, others + after));

      it('unless the project says what it wants', () => {
        const others = 'CREATE TABLE a (created_at date);\nCREATE TABLE b (created_at date);\n';
        return check(others + t, others + mended('created_at time'), { definition: 'time' });
      });
      it('as they are written in other migrations', async () => {
        const table = (name: string, column: string): string => `CREATE TABLE ${name} (id int${column});\n`;
        const files = {
          '1.sql': table('a', ', created_at TIMESTAMP(3)'),
          '2.sql': table('b', ', created_at TIMESTAMP(3)'),
          '3.sql': table('t', ''),
        };
        const [finding] = await lintFiles(files, only('missing-created-at'));
        assert.equal(fixed(files, finding!.fixes[0]!)['3.sql'], table('t', ', created_at TIMESTAMP(3)'));
      });
      it('never under a name that would not count', () =>
        check('CREATE TABLE «t» (id int, "displayName" text);\n', 'CREATE TABLE t (id int, "displayName" text, born_on date);\n', {
          names: ['born_on'],
          definition: 'date',
        }));
    });
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

  describe('where the column is no habit', () => {
    const without = (...names: readonly string[]): string => names.map((name) => `CREATE TABLE ${name} (id int);\n`).join('');
    const stamped = (name: string): string => `CREATE TABLE ${name} (id int, created_at date);\n`;

    it('reports the newest table alone', () => check(without('a', 'b', 'c', 'd', '«e»')));
    it('reports each of four tables', () => check(without('«a»', '«b»', '«c»', '«d»')));
    it('reports each table where a quarter has the column', () =>
      check(stamped('x') + stamped('y') + without('«a»', '«b»', '«c»', '«d»', '«e»', '«f»')));
    it('reports the newest table alone where fewer than a quarter have it', () =>
      check(stamped('x') + stamped('y') + without('a', 'b', 'c', 'd', 'e', 'f', '«g»')));
    it('does not count tables that need none', () =>
      check(without('«a»', '«b»', '«c»', '«d»') + without('e_log', 'f_log'), undefined, { except: ['*_log'] }));
    it('passes over tables that no CREATE TABLE with columns makes', () =>
      check(`${without('a', 'b', 'c', 'd', '«e»')}CREATE TABLE f AS SELECT id FROM a;\n`));
    it('passes over a newest table that is gone, or may have the column', () =>
      check(
        `${without('a', 'b', 'c', 'd', '«e»')}${without('f', 'g')}DROP TABLE f;\nDO $$ BEGIN EXECUTE 'ALTER TABLE g ADD ' || current_user || ' date'; END $$;\n`,
      ));
    it('does not pass over it for a block before its migration', async () => {
      const files = {
        '1.sql': "DO $$ BEGIN EXECUTE 'ALTER TABLE e ADD ' || current_user || ' date'; END $$;\n",
        '2.sql': without('a', 'b', 'c', 'd', 'e'),
      };
      const findings = await lintFiles(files, only('missing-created-at'));
      assert.equal(mark(files['2.sql'], findings), without('a', 'b', 'c', 'd', '«e»'));
    });
    it('says how many, and has only an unsafe fix', async () => {
      const [finding] = await lintFiles({ '1.sql': stamped('x') + without('a', 'b', 'c', 'd') }, only('missing-created-at'));
      assert.equal(
        finding!.message,
        '4 of 5 tables have no `created_at` column, the newest of them `d`, so nobody can tell when a row was created. Add `created_at timestamptz NOT NULL DEFAULT now()` to new tables, or turn this rule off.',
      );
      assert.equal(finding!.fixes[0]!.safety, 'unsafe');
    });
    it('keeps the suppressions of older tables in use', async () => {
      const old = without('a').replace(';', '; -- migration-lens: ignore missing-created-at: why');
      const files = { '1.sql': old + without('b', 'c', 'd', 'e') };
      const findings = await lintFiles(files, only('missing-created-at', 'unused-suppression'));
      assert.deepEqual(
        findings.map(({ rule }) => rule),
        ['missing-created-at'],
      );
    });
    it('has the same answer for a file alone', async () => {
      const input = await inputOf({ '1.sql': without('a', 'b', 'c'), '2.sql': without('d', 'e') }, only('missing-created-at'));
      assert.deepEqual(lint(input, new Set(['1.sql'])), []);
      assert.deepEqual(lint(input, new Set(['2.sql'])), lint(input));
    });
  });

  it('goes together with missing-updated-at in one round of fixes', async () => {
    const files = { '1.sql': 'CREATE TABLE t (\n  id int\n);\n' };
    const settings = only('missing-created-at', 'missing-updated-at');
    const findings = await lintFiles(files, settings);
    const edits = findings.flatMap(({ fixes }) => fixes[0]!.changes.flatMap((change) => (change.kind === 'edit' ? change.edits : [])));
    const both = { title: '', safety: 'safe', changes: [{ kind: 'edit', file: '1.sql', edits }] } as const;
    assert.deepEqual(await lintFiles(fixed(files, both), settings), []);
  });
});
