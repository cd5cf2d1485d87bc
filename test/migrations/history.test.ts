import assert from 'node:assert/strict';
import { replay } from '../../server/src/migrations/replay/history';
import type { History } from '../../server/src/migrations/replay/step';
import type { Migration, Part } from '../../server/src/migrations/unit';
import type { Engine, Schema } from '../../server/src/schema/model/schema';
import { listTables } from '../../server/src/schema/queries';
import type { Reading } from '../../server/src/sql/dialect';
import { testEngine } from '../support/memoryProject';

type Files = Readonly<Record<string, string>>;

let dialect: Engine;

/** A project whose files can be edited. Migrations and parts stay the same objects as long as their spans do. */
function project(): {
  replay(files: Files): History;
  /** Statements that were passed to the reader since the last call. */
  reads(): readonly string[];
} {
  const readings = new Map<string, Reading>();
  const migrations = new Map<string, Migration>();
  const initial = dialect.newDatabase();
  let reads: string[] = [];
  let history: History | undefined;
  const migrationOf = (up: string, files: Files): Migration => {
    const down = up.replace('.up.', '.down.');
    const key = [up, files[up]!.length, files[down]?.length].join();
    const known = migrations.get(key);
    if (known !== undefined) return known;
    const part = (direction: Part['direction'], file: string): Part[] =>
      files[file] === undefined || (direction === 'down' && file === up)
        ? []
        : [{ direction, file, span: { start: 0, end: files[file].length }, transaction: 'on' }];
    const migration: Migration = { id: up, version: up, title: up, role: 'versioned', up: part('up', up), down: part('down', down) };
    migrations.set(key, migration);
    return migration;
  };
  return {
    replay(files) {
      const sources = {
        dialect,
        text: (file: string) => files[file],
        read(text: string): Reading {
          const known = readings.get(text);
          if (known !== undefined) return known;
          reads.push(text);
          const reading = dialect.reader.read(text);
          readings.set(text, reading);
          return reading;
        },
      };
      const ups = Object.keys(files)
        .filter((file) => !file.includes('.down.'))
        .sort();
      history = replay(
        initial,
        ups.map((up) => migrationOf(up, files)),
        sources,
        history,
      );
      return history;
    },
    reads() {
      const result = reads;
      reads = [];
      return result;
    },
  };
}

function tables(schema: Schema): readonly string[] {
  return listTables(schema).map((table) => `${table.name}(${table.columns.map((column) => column.name).join(' ')})`);
}

/** Checks the tables after the last migration. */
function check(name: string, files: Files, ...expected: readonly string[]): void {
  it(name, () => assert.deepEqual(tables(project().replay(files).final), expected));
}

/** About 5,000 lines, five for each table. */
function longFile(): string {
  return Array.from({ length: 1000 }, (_, i) => `create table t${i} (\n  id int primary key,\n  name text\n);\n`).join('\n');
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

  describe('an edit', () => {
    const files: Files = { '1': 'create table a (x int);', '2': longFile(), '3': 'create table z ();' };

    it('a keystroke inside one statement reads that statement alone', () => {
      const at = project();
      at.replay(files);
      assert.equal(at.reads().length, 1002);
      at.replay({ ...files, '2': files['2']!.replace('create table t500 (\n  id int', 'create table t500 (\n  idx int') });
      assert.deepEqual(at.reads(), ['create table t500 (\n  idx int primary key,\n  name text\n)']);
    });

    it('a new line above all reads nothing', () => {
      const at = project();
      at.replay(files);
      at.reads();
      const { final } = at.replay({ ...files, '2': `\n\n${files['2']}` });
      assert.deepEqual(at.reads(), []);
      assert.equal(final.tables.size, 1002);
    });

    it('the same texts are the same history', () => {
      const at = project();
      const before = at.replay(files);
      const after = at.replay({ ...files });
      assert.equal(after.final, before.final);
      after.migrations.forEach((migration, i) => {
        assert.equal(migration, before.migrations[i]);
      });
    });

    it('a statement behind it runs again only if it looked at what has changed', () => {
      const at = project();
      const files = {
        '1': 'create table a ();\ncreate table b ();\nalter table a add x int;\ncreate index on b ((1));\n',
        '2': 'alter table a add y int;\n',
      };
      at.replay(files);
      const first = at.replay({ ...files, '1': files['1'].replace('a ()', 'a (k int)') });
      const second = at.replay({ ...files, '1': files['1'].replace('a ()', 'a (kk int)') });
      const effects = ({ migrations }: History) => migrations.flatMap(({ up }) => up[0]!.runs.map(({ effect }) => effect));
      assert.deepEqual(
        effects(second).map((effect, i) => effect === effects(first)[i]),
        [false, true, false, true, false],
      );
      assert.deepEqual(tables(second.final), ['a(kk x y)', 'b()']);
      assert.deepEqual(tables(second.migrations[0]!.up[0]!.steps[3]!.before), ['a(kk x)', 'b()']);
    });

    it('one that runs again and does the same ends the chain: what follows it is reused', () => {
      const at = project();
      const files = {
        '1': 'create table a (id int primary key);\n',
        '2': 'create table b (id int primary key, a int references a);\n',
        '3': 'create table c (b int references b);\n',
      };
      at.replay(files);
      const first = at.replay({ ...files, '1': 'create table a (id int primary key, x int);\n' });
      const second = at.replay({ ...files, '1': 'create table a (id int primary key, xx int);\n' });
      const effects = ({ migrations }: History) => migrations.flatMap(({ up }) => up[0]!.runs.map(({ effect }) => effect));
      assert.deepEqual(
        effects(second).map((effect, i) => effect === effects(first)[i]),
        [false, false, true],
      );
      assert.deepEqual(tables(second.final), ['a(id xx)', 'b(id a)', 'c(b)']);
    });

    it('migrations before it are the same objects, statements before it too', () => {
      const at = project();
      const before = at.replay(files);
      const after = at.replay({ ...files, '2': files['2']!.replace('table t500 ', 'table t5oo ') });
      assert.equal(after.migrations[0], before.migrations[0]);
      const [old, fresh] = [before.migrations[1]!.up[0]!, after.migrations[1]!.up[0]!];
      const touched = old.runs.findIndex(({ read }) => read.located.statement.text.startsWith('create table t500 '));
      assert.ok(touched > 0);
      old.runs.slice(0, touched).forEach((run, i) => {
        assert.equal(fresh.runs[i], run);
      });
      assert.notEqual(fresh.runs[touched], old.runs[touched]);
      assert.ok(tables(after.final).includes('t5oo(id name)'));
      assert.ok(!tables(after.final).includes('t500(id name)'));
    });

    it('a comment below the last statement leaves the schema as it was', () => {
      const at = project();
      const before = at.replay(files);
      const after = at.replay({ ...files, '2': `${files['2']}-- done\n` });
      assert.equal(after.final, before.final);
      assert.equal(after.migrations[2], before.migrations[2]);
    });

    it('ROLLBACK brings back the schema of now, where the statements before it were reused', () => {
      const at = project();
      const files = { '1': 'create table a ();', '2': 'begin;\ncreate table b ();\n' };
      at.replay(files);
      at.replay({ ...files, '1': 'create table a (x int);' });
      at.replay({ ...files, '1': 'create table a (xx int);' });
      const { final } = at.replay({ '1': 'create table a (xx int);', '2': `${files['2']}rollback;` });
      assert.deepEqual(tables(final), ['a(xx)']);
    });

    it('what SET LOCAL has set ends with its part, where all of its statements were reused', () => {
      const at = project();
      const files = { '1': 'create schema s;', '2': 'set local search_path to s;\n', '3': 'create table t ();' };
      at.replay(files);
      const commented = { ...files, '2': `${files['2']}-- Done.\n` };
      at.replay(commented);
      const { final } = at.replay({ ...commented, '3': 'create table tt ();' });
      assert.deepEqual(final.searchPath, ['public']);
    });

    it('a search path that is set at the end of a migration holds for those that follow', () => {
      const at = project();
      const files = { '1': 'create schema s;\n', '2': 'create table t ();\n' };
      at.replay(files);
      const { final } = at.replay({ ...files, '1': `${files['1']}set search_path to s;\n` });
      const [table] = listTables(final);
      assert.equal(final.namespaces.get(table!.namespace)!.name, 's');
    });

    it('equals a replay from nothing', () => {
      const at = project();
      at.replay(files);
      const edited: Files = {
        ...files,
        '2': `begin;\n${files['2']!.replace('name text', 'name text unique')}rollback;`,
        '4': 'drop table a;',
      };
      assert.deepEqual(tables(at.replay(edited).final), tables(project().replay(edited).final));
      const again: Files = { ...edited, '2': edited['2']!.replace('rollback;', 'commit;') };
      assert.deepEqual(tables(at.replay(again).final), tables(project().replay(again).final));
    });
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
