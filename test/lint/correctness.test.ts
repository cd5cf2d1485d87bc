import assert from 'node:assert/strict';
import { lint } from '../../server/src/lint/engine/lint';
import type { Finding } from '../../server/src/lint/engine/rule';
import { type Files, fixed, inputOf, lintFiles, mark, marked, only } from './lintFiles';

const settings = only(
  'syntax-error',
  'unknown-table',
  'unknown-column',
  'unknown-object',
  'duplicate-table',
  'duplicate-column',
  'duplicate-object',
  'refused-statement',
);

/** Checks the marked findings of each file and the messages in order; with `after`, also the first file after the first fix of all. */
async function check(marks: Files, messages: readonly string[], after?: string): Promise<readonly Finding[]> {
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
  assert.deepEqual(
    findings.map(({ message }) => message),
    messages,
  );
  const first = Object.keys(files).at(-1)!;
  if (after !== undefined) assert.equal(fixed(files, findings[0]!.fixes[0]!)[first], after);
  return findings;
}

/** Related places of a finding, as `file: text: message`. */
function related(finding: Finding | undefined, files: Files): readonly string[] {
  return (finding?.related ?? []).map(({ file, span, message }) => `${file}: ${files[file]!.slice(span.start, span.end)}: ${message}`);
}

describe('syntax-error', () => {
  it('takes the comma before a parenthesis away', () =>
    check(
      { '1.sql': 'CREATE TABLE t (a int, -- note\n«)»;\n' },
      ['PostgreSQL cannot read this: syntax error at or near ")". Remove the comma before `)`.'],
      'CREATE TABLE t (a int -- note\n);\n',
    ));
  it('puts a comma in', () =>
    check(
      { '1.sql': 'CREATE TABLE t (\n  a int -- note\n  «b» int\n);\n' },
      ['PostgreSQL cannot read this: syntax error at or near "b". A comma is missing at the end of the line before.'],
      'CREATE TABLE t (\n  a int, -- note\n  b int\n);\n',
    ));
  it('corrects a keyword', () =>
    check(
      { '1.sql': 'select 1;\n«craete» table t (a int);\n' },
      ['PostgreSQL cannot read this: syntax error at or near "craete". Did you mean `create`?'],
      'select 1;\ncreate table t (a int);\n',
    ));
  it('has no advice where none would help', () =>
    check({ '1.sql': 'CREATE TABLE t (a int «+» 1);\n' }, ['PostgreSQL cannot read this: syntax error at or near "+".']));
  it('is not reported by a reader that knows only a part of the language', async () => {
    const input = await inputOf({ '1.sql': 'CREATE TABEL t (a int);\n' }, settings);
    const reader = { ...input.engine.reader, completeness: 'reduced' } as const;
    assert.deepEqual(lint({ ...input, engine: { ...input.engine, reader } }), []);
  });
  it('looks at downs as well', () =>
    check({ '1_t.up.sql': 'SELECT 1;\n', '1_t.down.sql': 'DROP «TABEL» t;\n' }, [
      'PostgreSQL cannot read this: syntax error at or near "TABEL". Did you mean `TABLE`?',
    ]));
});

describe('unknown-table', () => {
  it('asks for the nearest name, shows where it is made, and writes it', async () => {
    const files = { '1.sql': 'CREATE TABLE "Users" (id int);\nCREATE TABLE orders (id int);\n', '2.sql': 'DROP TABLE «usres»;\n' };
    const findings = await check(files, ['There is no table `usres` at this point. Did you mean `Users`?'], 'DROP TABLE "Users";\n');
    assert.deepEqual(related(findings[0], files), ['1.sql: "Users": `Users` is created here']);
    assert.equal(findings[0]?.fixes[0]?.safety, 'unsafe');
  });
  it('knows that the table comes later', async () => {
    const files = { '1.sql': 'ALTER TABLE «users» ADD a int;\n', '2.sql': 'CREATE TABLE users (id int);\n' };
    const findings = await check(files, ['There is no table `users` yet: `2.sql` creates it later. Move this statement behind it.']);
    assert.deepEqual(related(findings[0], files), ['2.sql: users: Created here']);
  });
  it('looks at downs as well', () =>
    check({ '1_t.up.sql': 'CREATE TABLE tags (id int);\n', '1_t.down.sql': 'DROP TABLE «tag»;\n' }, [
      'There is no table `tag` at this point. Did you mean `tags`?',
    ]));
  it('says nothing of what an unreadable statement may have made', () =>
    check({ '1.sql': 'CREATE TABLE «+» tags (id int);\nALTER TABLE tags ADD a int;\n' }, [
      'PostgreSQL cannot read this: syntax error at or near "+".',
    ]));
});

describe('unknown-column', () => {
  it('asks for the nearest name, shows where it is made, and writes it', async () => {
    const files = { '1.sql': 'CREATE TABLE t (id int, "eMail" text);\n', '2.sql': 'ALTER TABLE t DROP COLUMN «emial»;\n' };
    const findings = await check(
      files,
      ['`t` has no column `emial` at this point. Did you mean `eMail`?'],
      'ALTER TABLE t DROP COLUMN "eMail";\n',
    );
    assert.deepEqual(related(findings[0], files), ['1.sql: "eMail": `eMail` is created here']);
  });
  it('shows the table where no name is near', async () => {
    const files = { '1.sql': 'CREATE TABLE t (id int);\nCREATE INDEX ON t («whatever»);\n' };
    const findings = await check(files, ['`t` has no column `whatever` at this point.']);
    assert.deepEqual(related(findings[0], { '1.sql': marked(files['1.sql']).text }), ['1.sql: t: `t` is created here']);
  });
});

describe('duplicate-table and duplicate-column', () => {
  it('show the first table', async () => {
    const files = { '1.sql': 'CREATE TABLE t (id int);\n', '2.sql': 'CREATE TABLE «t» (id int);\n' };
    const findings = await check(
      files,
      ['There is already a table `t`, created in `1.sql`. Choose another name, or drop the first one before.'],
      'CREATE TABLE IF NOT EXISTS t (id int);\n',
    );
    assert.deepEqual(related(findings[0], files), ['1.sql: t: `t` is created here']);
  });
  it('show the first column', async () => {
    const files = { '1.sql': 'CREATE TABLE t (id int);\nALTER TABLE t ADD «id» int;\n' };
    const findings = await check(
      files,
      ['`t` already has a column `id`, created above. Leave this one out, or choose another name.'],
      'CREATE TABLE t (id int);\nALTER TABLE t ADD IF NOT EXISTS id int;\n',
    );
    assert.deepEqual(related(findings[0], { '1.sql': marked(files['1.sql']).text }), ['1.sql: id: `id` is created here']);
  });
});

describe('unknown-object', () => {
  const named = 'CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a > 0) NOT NULL);\n';
  const says = (title: string, sql: string, message: string, after?: string): void => {
    it(title, () => check({ '1.sql': named, '2.sql': sql }, [message], after));
  };
  says(
    'asks for the nearest name of the kind, and writes it',
    'CREATE INDEX ON t (a);\nDROP INDEX «t_a_index»;\n',
    'There is no index `t_a_index` at this point. Did you mean `t_a_idx`?',
    'CREATE INDEX ON t (a);\nDROP INDEX t_a_idx;\n',
  );
  says(
    'knows the constraints of the table that is altered',
    'ALTER TABLE t DROP CONSTRAINT «t_a_chek»;\n',
    'There is no constraint `t_a_chek` at this point. Did you mean `t_a_check`?',
    'ALTER TABLE t DROP CONSTRAINT t_a_check;\n',
  );
  says(
    'offers IF EXISTS where nothing is near',
    'DROP VIEW public.«summary»;\n',
    'There is no view `summary` at this point.',
    'DROP VIEW IF EXISTS public.summary;\n',
  );
  says(
    'the same for constraints',
    'ALTER TABLE t DROP CONSTRAINT «whatever», ADD COLUMN b int;\n',
    'There is no constraint `whatever` at this point.',
    'ALTER TABLE t DROP CONSTRAINT IF EXISTS whatever, ADD COLUMN b int;\n',
  );
  says('looks at types', "ALTER TYPE «mood» ADD VALUE 'x';\n", 'There is no type `mood` at this point.');
  says('looks at functions', 'DROP FUNCTION «f»(int);\n', 'There is no function `f` at this point.');
  says('looks at triggers and policies', 'DROP TRIGGER «g» ON t;\n', 'There is no trigger `g` at this point.');

  it('says nothing of what may be there: in schemas that no migration made, behind a gap, or with the server', () =>
    check(
      {
        '1.sql': named,
        '2.sql': `DROP INDEX auth.i; DROP TRIGGER g ON auth.users; DROP EXTENSION pg_net; DROP VIEW IF EXISTS v;
DO $$ BEGIN EXECUTE (SELECT sql FROM scripts); END $$;
DROP INDEX i;
`,
      },
      [],
    ));
});

describe('duplicate-object', () => {
  it('shows where the name is from, and offers IF NOT EXISTS', async () => {
    const files = { '1.sql': 'CREATE TABLE t (a int);\nCREATE INDEX i ON t (a);\n', '2.sql': 'CREATE INDEX «i» ON t (a);\n' };
    const findings = await check(
      files,
      ['There is already an index `i`, created in `1.sql`. Choose another name, or drop the first one before.'],
      'CREATE INDEX IF NOT EXISTS i ON t (a);\n',
    );
    assert.deepEqual(related(findings[0], files), ['1.sql: i: `i` is created here']);
  });
  it('offers no fix where the kind of object has no IF NOT EXISTS', async () => {
    const [finding] = await check({ '1.sql': "CREATE TYPE e AS ENUM ('a');\nCREATE TYPE «e» AS ENUM ('b');\n" }, [
      'There is already a type `e`, created above. Choose another name, or drop the first one before.',
    ]);
    assert.deepEqual(finding!.fixes, []);
  });
});

describe('refused-statement', () => {
  const made =
    'CREATE TABLE t (id int PRIMARY KEY, a text);\nCREATE TABLE u (t_id int REFERENCES t);\nCREATE VIEW v AS SELECT a FROM t;\nCREATE FUNCTION f(t) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;\n';
  const says = (title: string, sql: string, message: string, after?: string): void => {
    it(title, () => check({ '1.sql': made, '2.sql': sql }, [message], after));
  };
  says(
    'names what needs a table, and offers CASCADE',
    'DROP TABLE «t»;\n',
    '`t` is needed by `f`, `u` and `v`: PostgreSQL drops it only with CASCADE.',
    'DROP TABLE t CASCADE;\n',
  );
  says(
    'counts what it does not name',
    'CREATE TABLE w (LIKE t); CREATE VIEW x AS TABLE t; CREATE VIEW y AS TABLE t;\nDROP TABLE IF EXISTS «"t"»;\n',
    '`t` is needed by `f`, `u`, `v` and 2 more: PostgreSQL drops it only with CASCADE.',
  );
  says(
    'names the views that read a column',
    'ALTER TABLE t DROP COLUMN «a»;\n',
    '`a` is needed by `v`: PostgreSQL drops it only with CASCADE.',
    'ALTER TABLE t DROP COLUMN a CASCADE;\n',
  );
  says(
    'names what is in a schema',
    'CREATE SCHEMA s; CREATE TABLE s.t (); DROP SCHEMA «s»;\n',
    '`s` is needed by `s.t`: PostgreSQL drops it only with CASCADE.',
  );
  says(
    'knows what CREATE OR REPLACE VIEW may do',
    'CREATE OR REPLACE VIEW «v» AS SELECT id FROM t;\n',
    'CREATE OR REPLACE VIEW only adds columns at the end: those that are there keep their names and their order.',
  );
  says(
    'knows what keeps a type',
    'ALTER TABLE t ALTER COLUMN «a» TYPE int;\n',
    'The type of `a` cannot change: a view, a policy, a trigger, a generated column, a parent or the split into partitions asks for it as it is.',
  );
  says(
    'knows what keeps NOT NULL',
    'ALTER TABLE t ALTER COLUMN «id» DROP NOT NULL;\n',
    '`id` cannot become nullable: a primary key, an identity or a parent asks for its NOT NULL.',
  );
  it('looks at downs, where the order is backwards', () =>
    check({ '1_a.up.sql': made, '1_a.down.sql': 'DROP TABLE «t»;\nDROP TABLE u;\n' }, [
      '`t` is needed by `f`, `u` and `v`: PostgreSQL drops it only with CASCADE.',
    ]));
  it('has no CASCADE for a statement that says RESTRICT', async () => {
    const [finding] = await check({ '1.sql': made, '2.sql': 'DROP VIEW IF EXISTS w;\nDROP TABLE «t» RESTRICT;\n' }, [
      '`t` is needed by `f`, `u` and `v`: PostgreSQL drops it only with CASCADE.',
    ]);
    assert.deepEqual(finding!.fixes, []);
  });
  it('says nothing of code that says itself that it cannot go on', () =>
    check({ '1_a.up.sql': made, '1_a.down.sql': "DO $$ BEGIN RAISE EXCEPTION 'irreversible'; END $$;\n" }, []));
});
