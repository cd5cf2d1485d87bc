import assert from 'node:assert/strict';
import type { History } from '../../server/src/migrations/replay/step';
import type { Engine } from '../../server/src/schema/model/schema';
import { listTables } from '../../server/src/schema/queries';
import { testEngine } from '../support/memoryProject';
import { editedProject, type Files, tables } from './editedProject';

let dialect: Engine;

const project = (): ReturnType<typeof editedProject> => editedProject(dialect);

/** About 5,000 lines, five for each table. */
function longFile(): string {
  return Array.from({ length: 1000 }, (_, i) => `create table t${i} (\n  id int primary key,\n  name text\n);\n`).join('\n');
}

describe('history', () => {
  before(async () => {
    dialect = await testEngine();
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

    it('a keystroke asks of no other statement whether data follows it', () => {
      const asked: string[] = [];
      const precedesData = (text: string): boolean => {
        asked.push(text);
        return dialect.precedesData(text);
      };
      const at = editedProject({ ...dialect, precedesData });
      at.replay(files);
      asked.length = 0;
      at.replay({ ...files, '2': files['2']!.replace('create table t990 (\n  id int', 'create table t990 (\n  idx int') });
      assert.deepEqual(
        asked.map((text) => text.split(' (')[0]),
        ['create table t990', 'create table t991'],
      );
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

    it('that is taken back applies nothing, in the files behind it either', () => {
      const at = project();
      const files = {
        '1': 'create table a (id int primary key);\ncreate table b (a int references a);\n',
        '2': 'alter table a add x int;\nalter table b add y int references a;\n',
        '3': 'create index on a (x);\n',
      };
      const broken = { ...files, '1': `x${files['1']}` };
      const effects = ({ migrations }: History) => migrations.flatMap(({ up }) => up[0]!.runs.map(({ effect }) => effect));
      at.replay(files);
      const first = at.replay(broken);
      const second = at.replay(files);
      const third = at.replay(broken);
      const fourth = at.replay(files);
      assert.equal(
        effects(first).some((effect, i) => effect === effects(second)[i]),
        false,
      );
      assert.deepEqual(tables(fourth.final), ['a(id x)', 'b(a y)']);
      const isSame = (a: History, b: History) => effects(a).every((effect, i) => effect === effects(b)[i]);
      assert.equal(isSame(first, third), true);
      assert.equal(isSame(second, fourth), true);
      const [origin] = [...fourth.final.tables.values()].map(({ created }) => created.span);
      assert.deepEqual(origin, { start: 13, end: 14 });
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

    it('a line `\\.` that comes or goes says how far the data of a COPY reaches', () => {
      const at = project();
      const open = 'copy t from stdin;\ndrop table a;\n\ndrop table b;\ncopy t from stdin;\n1\n\\.\ndrop table c;\n';
      const closed = open.replace('a;\n', 'a;\n\\.\n');
      const kinds = (history: History) =>
        history.migrations[0]!.up[0]!.statements.map(({ located }) => [located.offset, located.statement.kind]);
      for (const text of [open, closed, open, open.replace('1\n\\.\n', ''), open])
        assert.deepEqual(kinds(at.replay({ '1': text })), kinds(project().replay({ '1': text })));
    });

    it('a statement that has lost its semicolon takes up what follows as soon as that begins no statement', () => {
      const at = project();
      for (const end of [';\n', '--\n', '--\nx']) {
        const edited = { '1': `begin;\nalter table a rename x to y${end}create table b ();\ncommit;\n` };
        assert.deepEqual(statements(at.replay(edited)), statements(project().replay(edited)));
      }
    });

    it('a quote that is opened reaches to the one that closes it, behind statements that it swallows', () => {
      const at = project();
      const text = "insert into a values (1, x\ncreate table b ();\nit''s');\ncreate table c ();\n";
      for (const now of [text, text.replace('x\n', "'x\n"), text])
        assert.deepEqual(statements(at.replay({ '1': now })), statements(project().replay({ '1': now })));
    });

    describe('a comment that is opened behind a broken statement', () => {
      const check = (before: string, after: string, expected: readonly string[]): void => {
        const at = project();
        at.replay({ '1': before });
        for (const replayed of [at.replay({ '1': after }), project().replay({ '1': after })])
          assert.deepEqual(statements(replayed), expected);
      };

      it('hides what looks like a statement', () => {
        const before = 'creat b;\nx y;\ncreate table q (id int);\n*/create table r ();\n';
        check(before, before.replace('x', '/*'), ['creat b', 'create table r ()']);
      });

      it('hides it when the broken one has a quote in which a statement begins', () => {
        const before = "x 'a\ncreate table b () -- '; y\n;\ncreate table q (id int);\n*/create table r ();\n";
        check(before, before.replace('y', '/*'), ["x 'a\ncreate table b () -- '", 'create table r ()']);
      });

      it('hides it at the end of the text', () => {
        check('creat b;\n', 'creat b;\n/*\ncreate table q (id int);\n*/\n', ['creat b']);
      });
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
});

/** Texts of the statements of the first migration. */
function statements({ migrations }: History): readonly string[] {
  return migrations[0]!.up[0]!.statements.map(({ located }) => located.statement.text);
}
