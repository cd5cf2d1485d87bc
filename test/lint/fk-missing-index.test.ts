import assert from 'node:assert/strict';
import type { Finding } from '../../server/src/lint/engine/rule';
import { type Files, fixed, lintFiles, mark, marked, only } from './lintFiles';

const settings = only('fk-missing-index');

/** Checks the marked findings of each file; with `after`, also the files that the fix with this index changes or creates. */
async function check(marks: Files, after?: Files, fix = 0): Promise<Finding | undefined> {
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
  if (after !== undefined) assert.deepEqual(fixed(files, findings[0]!.fixes[fix]!), { ...files, ...after });
  return findings[0];
}

const users = 'CREATE TABLE users (id bigint PRIMARY KEY, code text, UNIQUE (id, code));\n';

describe('fk-missing-index', () => {
  describe('looks at the last schema', () => {
    const orders = 'CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users);\n';
    const cases: Readonly<Record<string, string>> = {
      'a later migration adds the index': 'CREATE INDEX CONCURRENTLY ON orders (user_id, id DESC);\n',
      'a later migration drops the table': 'DROP TABLE orders;\n',
      'a later migration drops the foreign key': 'ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;\n',
      'a later migration drops the column': 'ALTER TABLE orders DROP COLUMN user_id;\n',
      'a later migration drops the referenced table': 'DROP TABLE users CASCADE;\n',
      'the index comes after a rename of the table and the column':
        'ALTER TABLE orders RENAME TO sales;\nALTER TABLE sales RENAME COLUMN user_id TO buyer_id;\nCREATE INDEX ON sales (buyer_id);\n',
      'a later migration makes it unique': 'ALTER TABLE orders ADD UNIQUE (user_id);\n',
      'a later block puts the index on a column that only a run would tell':
        "DO $$ BEGIN EXECUTE 'CREATE INDEX ON orders (' || current_user || ')'; END $$;\n",
      'a later block puts indexes on tables that it works out':
        "DO $$ DECLARE t text; BEGIN FOR t IN SELECT 'o' || 'rders' LOOP EXECUTE format('CREATE INDEX ON %I (user_id)', t); END LOOP; END $$;\n",
    };
    for (const [name, later] of Object.entries(cases))
      it(name, async () => void (await check({ '1.sql': users + orders, '2.sql': later })));

    it('a block about other tables changes nothing', async () => {
      const table = `${users}CREATE TABLE orders (id bigint, «user_id» bigint REFERENCES users);\n`;
      await check({ '1.sql': table, '2.sql': "DO $$ BEGIN EXECUTE 'CREATE INDEX ON old_orders2 (' || current_user || ')'; END $$;\n" });
    });

    it('a block before the foreign key changes nothing', async () => {
      const block = "DO $$ BEGIN EXECUTE 'CREATE INDEX ON orders (' || current_user || ')'; END $$;\n";
      await check({ '1.sql': `${block}${users}CREATE TABLE orders (id bigint, «user_id» bigint REFERENCES users);\n` });
    });

    it('an index that is dropped again does not count', async () => {
      const table = `${users}CREATE TABLE orders (id bigint, «user_id» bigint REFERENCES users);\n`;
      await check({ '1.sql': `${table}CREATE INDEX i ON orders (user_id);\n`, '2.sql': 'DROP INDEX i;\n' });
    });
  });

  describe('knows which indexes serve', () => {
    const silent: readonly string[] = [
      'PRIMARY KEY (user_id, code)',
      'PRIMARY KEY (code, user_id)',
      'UNIQUE (user_id, code, id)',
      'EXCLUDE USING btree (user_id WITH =, code WITH =)',
    ];
    for (const key of silent)
      it(key, async () => {
        const composite = 'FOREIGN KEY (user_id, code) REFERENCES users (id, code)';
        await check({ '1.sql': `${users}CREATE TABLE t (id int, user_id bigint, code text, ${composite}, ${key});\n` });
      });

    it('not one that has another column in between', async () => {
      const composite = 'FOREIGN KEY («user_id, code») REFERENCES users (id, code)';
      await check({ '1.sql': `${users}CREATE TABLE t (id int, user_id bigint, code text, ${composite}, UNIQUE (user_id, id, code));\n` });
    });

    it('not one on an expression', async () => {
      await check({ '1.sql': `${users}CREATE TABLE t («user_id» bigint REFERENCES users);\nCREATE INDEX ON t (abs(user_id));\n` });
    });

    it('not one without the rows that have no other value', async () => {
      await check({
        '1.sql': `${users}CREATE TABLE t (a int, «user_id» bigint REFERENCES users);\nCREATE INDEX ON t (user_id, a) WHERE a IS NOT NULL;\n`,
      });
    });

    it('not one of INCLUDE', async () => {
      await check({
        '1.sql': `${users}CREATE TABLE t (a int, «user_id» bigint REFERENCES users);\nCREATE INDEX ON t (a) INCLUDE (user_id);\n`,
      });
    });

    it('the index of the partitioned table', async () => {
      await check({
        '1.sql': `${users}CREATE TABLE t (user_id bigint) PARTITION BY LIST (user_id);\nCREATE INDEX ON t (user_id);\nCREATE TABLE t1 PARTITION OF t (FOREIGN KEY (user_id) REFERENCES users) FOR VALUES IN (1);\n`,
      });
    });
  });

  it('reports two foreign keys over the same column once', async () => {
    await check({
      '1.sql': `${users}CREATE TABLE others (id bigint PRIMARY KEY);\nCREATE TABLE t («a» bigint REFERENCES users REFERENCES others);\nALTER TABLE t ADD FOREIGN KEY (a) REFERENCES users;\n`,
    });
  });

  it('leaves temporary tables alone', async () => {
    await check({ '1.sql': 'CREATE TEMP TABLE u (id int PRIMARY KEY);\nCREATE TEMP TABLE t (a int REFERENCES u);\n' });
  });

  describe('says what it is about', () => {
    const cases: Readonly<Record<string, readonly [sql: string, message: string]>> = {
      'one column': [
        `${users}CREATE TABLE orders (id int, «user_id» bigint REFERENCES users);\n`,
        '`orders.user_id` refers to `users`, but no index of all rows starts with it: deleting a row of `users` may have to read all of `orders`. Add an index on `orders (user_id)`.',
      ],
      'several columns and a schema': [
        'CREATE SCHEMA auth;\nCREATE TABLE auth.keys (a int, b int, PRIMARY KEY (a, b));\nCREATE TABLE t (x int, y int, FOREIGN KEY («x, y») REFERENCES auth.keys);\n',
        '`t (x, y)` refers to `auth.keys`, but no index of all rows starts with these columns: deleting a row of `auth.keys` may have to read all of `t`. Add an index on `t (x, y)`.',
      ],
      'a schema that the search path names': [
        'CREATE SCHEMA auth;\nSET search_path = auth;\nCREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE public.t («a» int REFERENCES users);\n',
        '`t.a` refers to `auth.users`, but no index of all rows starts with it: deleting a row of `auth.users` may have to read all of `t`. Add an index on `t (a)`.',
      ],
      'an unknown table': [
        'CREATE TABLE t («a» int REFERENCES auth.users (id));\n',
        '`t.a` refers to `auth.users`, but no index of all rows starts with it: deleting a row of `auth.users` may have to read all of `t`. Add an index on `t (a)`.',
      ],
    };
    for (const [name, [sql, message]] of Object.entries(cases))
      it(name, async () => assert.equal((await check({ '1.sql': sql }))?.message, message));
  });

  describe('writes the index of a new table', () => {
    it('in lower case where the author does, before the comment of the next statement', () =>
      check(
        { '1.sql': `${users}create table t («a» bigint references users); -- first\n-- second\nselect 1;\n` },
        { '1.sql': `${users}create table t (a bigint references users); -- first\ncreate index t_a_idx on t (a);\n-- second\nselect 1;\n` },
      ));
    it('with its semicolon where the author left it out', () =>
      check(
        { '1.sql': `${users}CREATE TABLE t («a» bigint REFERENCES users)\n` },
        { '1.sql': `${users}CREATE TABLE t (a bigint REFERENCES users);\nCREATE INDEX t_a_idx ON t (a);\n` },
      ));
    it('with quotes, a schema and Windows line ends', () =>
      check(
        {
          '1.sql': `CREATE SCHEMA s;\r\nCREATE TABLE s."User" (id int PRIMARY KEY);\r\nCREATE TABLE s."Order" («"user"» int REFERENCES s."User");\r\n`,
        },
        {
          '1.sql': `CREATE SCHEMA s;\r\nCREATE TABLE s."User" (id int PRIMARY KEY);\r\nCREATE TABLE s."Order" ("user" int REFERENCES s."User");\r\nCREATE INDEX "Order_user_idx" ON s."Order" ("user");\r\n`,
        },
      ));
    it('under a name that is free now and in the end', () =>
      check(
        {
          '1.sql': `${users}CREATE TABLE t («a» bigint REFERENCES users, b int);\nCREATE INDEX t_a_idx ON t (b);\n`,
          '2.sql': 'CREATE TABLE t_a_idx1 ();\n',
        },
        {
          '1.sql': `${users}CREATE TABLE t (a bigint REFERENCES users, b int);\nCREATE INDEX t_a_idx2 ON t (a);\nCREATE INDEX t_a_idx ON t (b);\n`,
        },
      ));
    it('under a name that is free now, although it will be in the end', () =>
      check(
        {
          '1.sql': `${users}CREATE INDEX t_a_idx ON users (code);\nCREATE TABLE t («a» bigint REFERENCES users);\n`,
          '2.sql': 'DROP INDEX t_a_idx;\n',
        },
        {
          '1.sql': `${users}CREATE INDEX t_a_idx ON users (code);\nCREATE TABLE t (a bigint REFERENCES users);\nCREATE INDEX t_a_idx1 ON t (a);\n`,
        },
      ));
    const habits: Readonly<Record<string, readonly [string, string]>> = {
      'idx_ in front': ['CREATE INDEX idx_users_code ON users (code);', 'idx_t_a'],
      'ix_ in front': ['CREATE INDEX ix_users_code ON users (code);', 'ix_t_a'],
      'as Rails does': ['CREATE INDEX index_users_on_code_and_id ON users (code, id);', 'index_t_on_a'],
      'by the majority': [
        'CREATE INDEX ix_users_code ON users (code); CREATE INDEX ON users (code); CREATE INDEX ON users (code, id);',
        't_a_idx',
      ],
    };
    for (const [name, [others, expected]] of Object.entries(habits))
      it(`named as the project names its own: ${name}`, () =>
        check(
          { '1.sql': `${users}${others}\n`, '2.sql': 'CREATE TABLE t («a» bigint REFERENCES users);\n' },
          { '2.sql': `CREATE TABLE t (a bigint REFERENCES users);\nCREATE INDEX ${expected} ON t (a);\n` },
        ));
    it('within 63 bytes', async () => {
      const long = 'a'.repeat(50);
      const finding = await check({ '1.sql': `${users}CREATE TABLE t («${long}» bigint REFERENCES users, ${'b'.repeat(50)} int);\n` });
      assert.match(finding!.fixes[0]!.title, /`t_a{50}_idx`/);
      const longer = await check({ '1.sql': `${users}CREATE TABLE ${long} («${long}» bigint REFERENCES users);\n` });
      assert.match(longer!.fixes[0]!.title, /`a{29}_a{29}_idx`/);
    });
  });

  describe('writes the index of a table that was there before', () => {
    const before =
      '-- +goose Up\nCREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE t (id int);\n-- +goose Down\nDROP TABLE t, users;\n';

    it('plainly within a transaction, or concurrently outside', async () => {
      const up = '-- +goose Up\nALTER TABLE t ADD COLUMN «a» int REFERENCES users;\n-- +goose Down\nALTER TABLE t DROP COLUMN a;\n';
      const files = { '00001_t.sql': before, '00002_a.sql': up };
      const finding = await check(files, {
        '00002_a.sql':
          '-- +goose Up\nALTER TABLE t ADD COLUMN a int REFERENCES users;\nCREATE INDEX t_a_idx ON t (a);\n-- +goose Down\nDROP INDEX t_a_idx;\nALTER TABLE t DROP COLUMN a;\n',
      });
      assert.deepEqual(
        finding?.fixes.map(({ safety }) => safety),
        ['unsafe', 'unsafe'],
      );
      await check(
        files,
        {
          '00002_a.sql':
            '-- +goose NO TRANSACTION\n-- +goose Up\nALTER TABLE t ADD COLUMN a int REFERENCES users;\nCREATE INDEX CONCURRENTLY t_a_idx ON t (a);\n-- +goose Down\nDROP INDEX t_a_idx;\nALTER TABLE t DROP COLUMN a;\n',
        },
        1,
      );
    });

    it('concurrently where there is no transaction', () =>
      check(
        {
          '00001_t.sql': before,
          '00002_a.sql':
            '-- +goose NO TRANSACTION\n-- +goose Up\nALTER TABLE t ADD COLUMN «a» int REFERENCES users;\n-- +goose Down\nALTER TABLE t DROP COLUMN a;\n',
        },
        {
          '00002_a.sql':
            '-- +goose NO TRANSACTION\n-- +goose Up\nALTER TABLE t ADD COLUMN a int REFERENCES users;\nCREATE INDEX CONCURRENTLY t_a_idx ON t (a);\n-- +goose Down\nDROP INDEX CONCURRENTLY t_a_idx;\nALTER TABLE t DROP COLUMN a;\n',
        },
      ));

    it('with its counterpart in a down of its own file', () =>
      check(
        {
          '1_t.up.sql': 'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE t (id int);\n',
          '1_t.down.sql': 'DROP TABLE t, users;\n',
          '2_a.up.sql': 'ALTER TABLE t ADD COLUMN «a» int REFERENCES users;\n',
          '2_a.down.sql': '-- back\nALTER TABLE t DROP COLUMN a;\n',
        },
        {
          '2_a.up.sql': 'ALTER TABLE t ADD COLUMN a int REFERENCES users;\nCREATE INDEX t_a_idx ON t (a);\n',
          '2_a.down.sql': '-- back\nDROP INDEX t_a_idx;\nALTER TABLE t DROP COLUMN a;\n',
        },
      ));

    it('offers to leave the transaction for the last migration alone', async () => {
      const up = '-- +goose Up\nALTER TABLE t ADD COLUMN «a» int REFERENCES users;\n-- +goose Down\nALTER TABLE t DROP COLUMN a;\n';
      const last = '-- +goose Up\nCREATE TABLE z (id int);\n-- +goose Down\nDROP TABLE z;\n';
      const finding = await check({ '00001_t.sql': before, '00002_a.sql': up, '00003_z.sql': last });
      assert.equal(finding?.fixes.length, 1);
    });
  });
});
