import assert from 'node:assert/strict';
import { DATABASE_MD, DIAGRAM, type Diagram, type Status } from '../../server/src/protocol';
import { run, within } from '../cli/run';
import { READS } from '../support/databases';
import { type Editor, startEditor } from './editor';

// A database for which there is no engine.
const ORACLE = 'CREATE TABLE users (\n  id number(10) PRIMARY KEY\n);\n';
const POSTGRES = 'CREATE TABLE users (\n  id serial PRIMARY KEY\n);\n';
const SENTENCE =
  `db/migrations: Oracle (the statements say so). ${READS} ` +
  'If that is the wrong database, set the root\'s "dialect" in migration-lens.json.';

describe('migrations for a database that cannot be read', () => {
  let editor: Editor;
  afterEach(() => {
    assert.deepEqual(editor.errors, []);
    editor.dispose();
  });

  const status = (): Status => editor.statuses.at(-1)!;

  it('are named by the status, the diagram and DATABASE.md in the words of the command line', async () => {
    const files = { 'db/migrations/001_users.sql': ORACLE };
    editor = await startEditor({ app: files });
    assert.deepEqual(status().roots, []);
    assert.deepEqual(status().otherRoots, { folders: [{ uri: 'memory:/app/db/migrations', database: 'Oracle' }], text: SENTENCE });
    assert.deepEqual(await editor.connection.sendRequest(DIAGRAM, {}), { nothing: SENTENCE });
    assert.deepEqual(await editor.connection.sendRequest(DATABASE_MD, {}), { kind: 'no-migrations', reason: SENTENCE });
    await within(files, async (folder) => {
      const { code, stderr } = await run(['lint'], folder);
      assert.deepEqual({ code, stderr }, { code: 2, stderr: `migration-lens: ${SENTENCE}\n` });
    });
  });

  it('are mentioned beside those that are read', async () => {
    editor = await startEditor({ app: { 'db/migrations/001_users.sql': ORACLE, 'pg/migrations/001_users.sql': POSTGRES } });
    assert.deepEqual(
      status().roots.map(({ folder, tables }) => [folder, tables]),
      [['pg/migrations', 1]],
    );
    assert.equal(status().otherRoots?.text, SENTENCE);
    const diagram = await editor.connection.sendRequest<Diagram>(DIAGRAM, { uri: 'memory:/app/db/migrations/001_users.sql' });
    assert.deepEqual(diagram, { nothing: SENTENCE });
    const whole = await editor.connection.sendRequest<Diagram>(DIAGRAM, {});
    assert.deepEqual(
      whole.tables.map(({ name }) => name),
      ['users'],
    );
  });

  it('are read as soon as the SQL is', async () => {
    const path = 'db/migrations/001_users.sql';
    editor = await startEditor({ app: { [path]: ORACLE } });
    await editor.open(path);
    await editor.type(path, 'number(10)', 'serial');
    assert.equal(status().otherRoots, undefined);
    assert.equal(status().roots.length, 1);
    await editor.type(path, 'serial', 'number(10)');
    assert.equal(status().roots.length, 1, 'a slip takes no folder away');
  });

  it('are no word in a workspace without any', async () => {
    editor = await startEditor({ app: { 'readme.sql': 'SELECT 1;' } });
    assert.equal(status().otherRoots, undefined);
    assert.equal(await editor.connection.sendRequest(DIAGRAM, {}), null);
  });
});
