import assert from 'node:assert/strict';
import { replay } from '../../server/src/migrations/replay/history';
import type { Step } from '../../server/src/migrations/replay/step';
import { applier, applyOpaque, applyTransaction } from '../../server/src/schema/apply/apply';
import { applyAddColumn, applyDropColumn, applySetDefault } from '../../server/src/schema/apply/columns';
import { applySetComment } from '../../server/src/schema/apply/comments';
import { applyAddCheck, applyAddForeignKey, applyAddKey, applyDropConstraint } from '../../server/src/schema/apply/constraints';
import { applyDrop } from '../../server/src/schema/apply/drop';
import { applyCreateIndex } from '../../server/src/schema/apply/indexes';
import { applyRename } from '../../server/src/schema/apply/rename';
import { applyCreateTable } from '../../server/src/schema/apply/tables';
import { applyCreateTrigger } from '../../server/src/schema/apply/triggers';
import { applyCreateView } from '../../server/src/schema/apply/views';
import type { Engine } from '../../server/src/schema/model/schema';
import { newDatabase } from '../../server/src/schema/newDatabase';
import { outlineOf } from '../../server/src/schema/outline';
import type { Reading } from '../../server/src/sql/dialect';
import { plainMigrations, testEngine } from '../support/memoryProject';

/*
 * A made-up engine that has nothing but the shared families: no inheritance, no named NOT NULL, index names of a table, DDL that
 * commits. It borrows PostgreSQL's reader. What the schema looks like then is what a new engine starts with.
 */

async function madeUp(): Promise<Engine> {
  const engine: Engine = {
    ...(await testEngine()),
    id: 'made-up',
    name: 'Made up',
    newDatabase: () => newDatabase(engine),
    tables: {},
    indexNames: 'table',
    commitsByItself: ({ kind }) => kind !== 'transaction' && kind !== 'modifyRows',
    chooseName: (_, owner, kind, columns) => (kind === 'primary key' ? 'PRIMARY' : `${owner.name}:${kind}:${columns.join('+')}`),
    apply: applier(
      {
        createTable: applyCreateTable,
        addColumn: applyAddColumn,
        dropColumn: applyDropColumn,
        setDefault: applySetDefault,
        addKey: applyAddKey,
        addCheck: applyAddCheck,
        addForeignKey: applyAddForeignKey,
        dropConstraint: applyDropConstraint,
        createIndex: applyCreateIndex,
        createView: applyCreateView,
        createTrigger: applyCreateTrigger,
        rename: applyRename,
        drop: applyDrop,
        setComment: applySetComment,
        transaction: applyTransaction,
        opaque: applyOpaque,
      },
      (_, change) =>
        change.kind === 'dropColumn' && change.column.text === 'kept'
          ? { span: change.column.span, condition: 'feature_not_supported' }
          : undefined,
    ),
  };
  return engine;
}

/** Reads `DROP INDEX name ON table` and `ALTER INDEX name ON table RENAME TO name` besides what PostgreSQL reads. */
function readOn({ reader }: Engine, text: string): Reading {
  const table = /^(?:DROP|ALTER) INDEX \w+( ON (\w+))/.exec(text);
  if (table === null) return reader.read(text);
  const on = { name: { text: table[2]!, span: { start: 0, end: 0 } } };
  const { changes } = reader.read(text.replace(table[1]!, ''));
  return {
    changes: changes.map((change) =>
      change.kind === 'drop'
        ? { ...change, objects: change.objects.map((object) => ({ ...object, on })) }
        : change.kind === 'rename'
          ? { ...change, object: { ...change.object, on } }
          : change,
    ),
  };
}

async function run(sql: string): Promise<{ readonly outline: string; readonly problems: readonly string[] }> {
  const engine = await madeUp();
  const files = { '1_test.sql': sql };
  const sources = { dialect: engine, read: (text: string) => readOn(engine, text), text: (): string => sql };
  const { final, migrations } = replay(engine.newDatabase(), plainMigrations(files), sources);
  const steps: readonly Step[] = migrations.flatMap(({ up }) => up.flatMap((part) => part.steps));
  return { outline: outlineOf(final), problems: steps.flatMap(({ problems }) => problems.map(({ kind }) => kind)) };
}

function check(title: string, sql: string, expected: string, ...problems: readonly string[]): void {
  it(title, async () => {
    const result = await run(sql);
    assert.deepEqual(
      { outline: result.outline.trim().split(/\n */), problems: result.problems },
      { outline: expected.split('\n'), problems },
    );
  });
}

describe('an engine of shared families', () => {
  check(
    'chooses its own names, and gives two tables indexes of one name',
    `CREATE TABLE a (id int PRIMARY KEY, x int NOT NULL UNIQUE CHECK (x > 0));
     CREATE TABLE b (id int DEFAULT NULL REFERENCES a);
     CREATE INDEX i ON a (x);
     CREATE INDEX i ON b (id);`,
    `a
id  integer  not null
x   integer  not null
primary key (id)
unique a:unique:x (x)
check a:check:x: x > 0
index i (x)

b
id  integer  default NULL, → a (id)
index i (id)`,
  );
  check(
    'refuses a second index of a table under one name',
    'CREATE TABLE a (x int); CREATE INDEX i ON a (x); CREATE INDEX i ON a (x); ALTER TABLE a ADD CONSTRAINT i UNIQUE (x)',
    'a\nx  integer\nindex i (x)',
    'duplicate-object',
    'duplicate-object',
  );
  check(
    'finds an index by its table',
    `CREATE TABLE a (x int); CREATE TABLE b (x int); CREATE INDEX i ON a (x); CREATE INDEX i ON b (x);
     DROP INDEX i ON a; ALTER INDEX i ON b RENAME TO j; DROP INDEX j ON a`,
    'a\nx  integer\n\nb\nx  integer\nindex j (x)',
    'unknown-object',
  );
  check(
    'refuses what the engine refuses, and leaves it out',
    'CREATE TABLE a (kept int, x int); ALTER TABLE a DROP COLUMN kept; ALTER TABLE a DROP COLUMN x',
    'a\nkept  integer',
    'refused',
  );
  check(
    'follows renames and drops',
    `CREATE TABLE a (x int, y int);
     ALTER TABLE a RENAME TO b;
     ALTER TABLE b RENAME COLUMN x TO z;
     ALTER TABLE b ALTER z SET DEFAULT 1, DROP COLUMN y;
     COMMENT ON COLUMN b.z IS 'said';
     CREATE VIEW v AS SELECT z FROM b;
     CREATE TABLE gone (id int); DROP TABLE gone;`,
    'b\nz  integer  default 1  -- said\n\nv (view)\nz  integer',
  );
  check('commits by itself', 'BEGIN; CREATE TABLE a (x int); ROLLBACK; BEGIN; INSERT INTO a VALUES (1); ROLLBACK', 'a\nx  integer');
});
