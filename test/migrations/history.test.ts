import assert from 'node:assert/strict';
import { replay } from '../../server/src/migrations/replay/history';
import type { Migration } from '../../server/src/migrations/unit';
import type { Engine } from '../../server/src/schema/model/schema';
import { listTables } from '../../server/src/schema/queries';
import { testEngine } from '../support/memoryProject';
import { editedProject, type Files, tables } from './editedProject';

let dialect: Engine;

const project = (): ReturnType<typeof editedProject> => editedProject(dialect);

/** Checks the tables after the last migration. */
function check(name: string, files: Files, ...expected: readonly string[]): void {
  it(name, () => assert.deepEqual(tables(project().replay(files).final), expected));
}

describe('history', () => {
  before(async () => {
    dialect = await testEngine();
  });

  describe('order', () => {
    check('migrations follow one another', { '1': 'create table a (x int);', '2': 'alter table a add y int;' }, 'a(x y)');
    check('a file with nothing in it', { '1': '', '2': '-- later\n', '3': 'create table a ();' }, 'a()');
    check(
      'a statement that cannot be read leaves the others',
      { '1': 'create table a (x int); creat; create table b (y int);' },
      'a(x)',
      'b(y)',
    );
    check('a change that cannot be applied leaves the others', { '1': 'alter table nobody add y int; create table b (y int);' }, 'b(y)');
    check(
      'IF NOT EXISTS leaves the keys out as well',
      { '1': 'create table a (x int); create table if not exists a (y int primary key);' },
      'a(x)',
    );
  });

  describe('transactions', () => {
    check(
      'ROLLBACK undoes',
      { '1': 'create table a (); begin; create table b (); alter table a add x int; rollback; create table c ();' },
      'a()',
      'c()',
    );
    check('COMMIT does not', { '1': 'begin; create table b (); commit; rollback;' }, 'b()');
    check(
      'END is COMMIT, ABORT is ROLLBACK',
      { '1': 'begin; create table a (); end; start transaction; create table b (); abort;' },
      'a()',
    );
    check(
      'ROLLBACK TO a savepoint',
      { '1': 'begin; create table a (); savepoint s; create table b (); rollback to s; create table c (); commit;' },
      'a()',
      'c()',
    );
    check('and the transaction after it', { '1': 'begin; create table a (); savepoint s; create table b (); rollback to s; rollback;' });
    check(
      'the savepoint stays, a released one does not',
      { '1': 'begin; savepoint s; create table a (); rollback to s; create table b (); rollback to s; create table c (); commit;' },
      'c()',
    );
    check('savepoints of one name hide each other', {
      '1': 'begin; savepoint s; create table a (); savepoint s; create table b (); rollback to s; release s; rollback to s; commit;',
    });
    check('AND CHAIN begins another one', { '1': 'begin; create table a (); commit and chain; create table b (); rollback;' }, 'a()');
    check(
      'ON COMMIT DROP hides a table until the transaction ends',
      {
        '1': 'create table t (); begin; create temp table t () on commit drop; alter table t add x int; commit; alter table t add a int;',
        '2': 'create temp table t on commit drop as select 1 as x; alter table t add y int;',
        '3': 'alter table t add b int;',
      },
      't(a b)',
    );
    check('BEGIN in a transaction is only a warning', { '1': 'begin; create table a (); begin; create table b (); rollback;' });
    check(
      'a ROLLBACK in the next migration undoes nothing of this one',
      { '1': 'create table a ();', '2': 'rollback; create table b ();' },
      'a()',
      'b()',
    );
  });

  it('search_path set for a transaction ends with it', () => {
    const { final } = project().replay({
      '1': 'create schema s; begin; set local search_path = s; create table a (); commit; create table b ();',
    });
    assert.deepEqual(
      listTables(final).map((table) => `${final.namespaces.get(table.namespace)?.name}.${table.name}`),
      ['public.b', 's.a'],
    );
  });

  it('downs start from the after of their ups', () => {
    const { migrations, final } = project().replay({
      '1.up.sql': 'create table a (x int);',
      '1.down.sql': 'drop table a;',
      '2.up.sql': 'create table b (); alter table a add y int;',
      '2.down.sql': 'alter table a drop y; drop table b;',
    });
    const [first, second] = migrations;
    assert.deepEqual(tables(final), ['a(x y)', 'b()']);
    assert.equal(second!.down[0]!.before, second!.after);
    assert.deepEqual(tables(second!.down[0]!.after), ['a(x)']);
    assert.deepEqual(tables(first!.down[0]!.after), []);
    assert.equal(second!.before, first!.after, 'a down is no part of what comes after');
    assert.deepEqual(
      second!.down[0]!.steps.flatMap((step) => [...step.problems]),
      [],
    );
  });

  it('steps know where they stand and what was there before their migration', () => {
    const text = '-- first\ncreate table b ();\n\nalter table b add x int;';
    const { migrations } = project().replay({ '1': 'create table a ();', '2': text });
    const [part] = migrations[1]!.up;
    assert.deepEqual(
      part!.steps.map((step) => [step.located.file, text.slice(step.located.offset, step.located.offset + 5), tables(step.start)]),
      [
        ['2', 'creat', ['a()']],
        ['2', 'alter', ['a()']],
      ],
    );
    assert.deepEqual(tables(part!.steps[1]!.before), ['a()', 'b()']);
    assert.deepEqual(tables(part!.steps[1]!.after), ['a()', 'b(x)']);
  });

  describe('files that come and go', () => {
    const files: Files = { '1': 'create table a ();', '2': 'create table b ();', '3': 'create table c ();' };

    it('one that vanishes takes its tables along', () => {
      const at = project();
      const before = at.replay(files);
      const { '2': _, ...rest } = files;
      const after = at.replay(rest);
      assert.deepEqual(tables(after.final), ['a()', 'c()']);
      assert.equal(after.migrations[0], before.migrations[0]);
      assert.deepEqual(tables(at.replay(files).final), ['a()', 'b()', 'c()']);
    });

    it('one that comes between two others', () => {
      const at = project();
      at.replay(files);
      assert.deepEqual(tables(at.replay({ ...files, '15': 'alter table a add x int;' }).final), ['a(x)', 'b()', 'c()']);
    });

    it('one whose text is gone although its migration is there has no statements', () => {
      const migration: Migration = {
        id: '1',
        version: '1',
        title: '',
        role: 'versioned',
        up: [{ direction: 'up', file: 'gone', span: { start: 0, end: 10 }, transaction: 'on' }],
        down: [],
      };
      const initial = dialect.newDatabase();
      const sources = { dialect, text: () => undefined, read: (text: string) => dialect.reader.read(text) };
      const { final, migrations } = replay(initial, [migration], sources);
      assert.equal(final, initial);
      assert.deepEqual(migrations[0]!.up[0]!.steps, []);
    });
  });
});
