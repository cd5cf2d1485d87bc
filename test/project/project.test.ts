import assert from 'node:assert/strict';
import { CONFIG_FILE } from '../../server/src/config/file';
import { otherDatabases } from '../../server/src/engines';
import { createProject, type Project } from '../../server/src/project/project';
import { documentRoot, drawDiagram } from '../../server/src/project/views';
import { listTables } from '../../server/src/schema/queries';
import { testEngine } from '../support/memoryProject';

async function projectOf(files: Readonly<Record<string, string>>): Promise<Project> {
  const project = createProject([await testEngine()]);
  project.update(new Map(Object.entries(files)));
  return project;
}

/** Every root as `folder: tool, tables`. */
function outline(project: Project): string[] {
  return project.roots().map(
    ({ folder, tool, history }) =>
      `${folder}: ${tool.id}, ${listTables(history.final)
        .map(({ name }) => name)
        .join(' ')}`,
  );
}

describe('a project', () => {
  it('has a root for each folder of migrations, each with a model of its own', async () => {
    const project = await projectOf({
      'billing/migrations/1_a.up.sql': 'CREATE TABLE a (id int);',
      'billing/migrations/1_a.down.sql': 'DROP TABLE a;',
      'shop/migrations/1_b.sql': '-- +goose Up\nCREATE TABLE b (id int);\n-- +goose Down\nDROP TABLE b;\n',
    });
    assert.deepEqual(outline(project), ['billing/migrations: golang-migrate, a', 'shop/migrations: goose, b']);
    assert.equal(project.rootOf('shop/migrations/1_b.sql')?.tool.id, 'goose');
    assert.equal(project.rootOf('shop/readme.sql'), undefined);
  });

  it('follows files that come, change and go', async () => {
    const project = await projectOf({ 'migrations/1_a.sql': 'CREATE TABLE a (id int);' });
    project.update(new Map([['migrations/2_b.sql', 'CREATE TABLE b (id int);']]));
    assert.deepEqual(outline(project), ['migrations: plain, a b']);
    project.update(new Map([['migrations/2_b.sql', 'CREATE TABLE c (id int);']]));
    assert.deepEqual(outline(project), ['migrations: plain, a c']);
    project.update(new Map([['migrations/1_a.sql', undefined]]));
    assert.deepEqual(outline(project), ['migrations: plain, c']);
  });

  it('notices when an edit makes a file the migration of another tool', async () => {
    const project = await projectOf({ 'migrations/1_a.sql': '' });
    assert.equal(project.roots()[0]?.tool.id, 'plain');
    project.update(new Map([['migrations/1_a.sql', '-- +goose Up\nCREATE TABLE a (id int);\n-- +goose Down\nDROP TABLE a;\n']]));
    assert.deepEqual(outline(project), ['migrations: goose, a']);
  });

  it('obeys roots that the configuration names, wherever they are, and detects the tool that it leaves out', async () => {
    const project = await projectOf({
      [CONFIG_FILE]: '{ "roots": [{ "folder": "fixtures/db", "baseline": "dump.txt" }] }',
      'dump.txt': 'CREATE TABLE users (id int PRIMARY KEY);',
      'fixtures/db/1_a.sql': '-- migrate:up\nCREATE TABLE a (id int REFERENCES users);\n-- migrate:down\nDROP TABLE a;\n',
      'migrations/1_b.sql': 'CREATE TABLE b (id int);',
    });
    assert.deepEqual(outline(project), ['fixtures/db: dbmate, a users']);
    assert.deepEqual(
      project.findings(project.roots()[0]!).filter(({ rule }) => rule.startsWith('unknown')),
      [],
    );
  });

  it('keeps the answers of other folders as they are when a file changes', async () => {
    const project = await projectOf({
      'a/migrations/1_a.sql': 'CREATE TABLE a (id int);',
      'b/migrations/1_b.sql': 'CREATE TABLE b (id int);',
    });
    const [first, second] = project.roots();
    project.update(new Map([['a/migrations/1_a.sql', 'CREATE TABLE a (id bigint);']]));
    const [changed, same] = project.roots();
    assert.notEqual(changed!.history.final, first!.history.final);
    assert.equal(same!.history.final, second!.history.final);
  });
});

describe('views of a root', () => {
  it('name the database, which may be another one than the engine', async () => {
    const project = createProject([await testEngine()], { otherDatabases });
    project.update(
      new Map([
        ['p/migrations/1_a/migration.sql', 'CREATE TABLE a (id int PRIMARY KEY);'],
        ['p/migrations/migration_lock.toml', 'provider = "cockroachdb"'],
      ]),
    );
    const { result } = documentRoot(project, project.roots()[0]!, undefined);
    assert.match(result.kind === 'refused' ? '' : result.text, /\*\*Database\*\*: CockroachDB/);
  });

  const files = {
    'migrations/1_a.sql': 'CREATE TABLE users (id int PRIMARY KEY); CREATE TABLE posts (id int PRIMARY KEY, user_id int REFERENCES users);',
    'migrations/2_b.sql': 'CREATE TABLE alone (id int);',
  };

  it('draw a table with its neighbours', async () => {
    const project = await projectOf(files);
    const names = drawDiagram(project.roots()[0]!, { focus: 'posts', depth: 1 }).graph.entities.map(({ name }) => name);
    assert.deepEqual(names, ['users', 'posts']);
  });

  it('draw around a table of the migration that is read, where all tables would be too many', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [
        `migrations/${100 + i}_t.sql`,
        `CREATE TABLE t${i} (id int PRIMARY KEY, t int REFERENCES t${Math.max(0, i - 1)});`,
      ]),
    );
    const { focus, graph } = drawDiagram((await projectOf(many)).roots()[0]!, { from: 'migrations/110_t.sql' });
    assert.equal(focus, 't10');
    assert.deepEqual(
      graph.entities.map(({ name }) => name),
      ['t9', 't10', 't11'],
    );
    assert.equal(drawDiagram((await projectOf(files)).roots()[0]!, { from: 'migrations/2_b.sql' }).focus, undefined);
  });

  it('put the documents of several roots beside their migrations', async () => {
    const one = await projectOf(files);
    assert.equal(documentRoot(one, one.roots()[0]!, undefined).file, 'DATABASE.md');
    const two = await projectOf({ ...files, 'other/migrations/1_c.sql': 'CREATE TABLE c (id int);' });
    assert.deepEqual(
      two.roots().map((root) => documentRoot(two, root, undefined).file),
      ['migrations/DATABASE.md', 'other/migrations/DATABASE.md'],
    );
  });
});
