import assert from 'node:assert/strict';
import { type Editor, startEditor } from './editor';
import { shown } from './shown';

const USERS = 'CREATE TABLE users (id int PRIMARY KEY, created_at date, updated_at date);\n';
const first = 'migrations/001_users.sql';
const second = 'migrations/002_email.sql';
const third = 'migrations/003_name.sql';

describe('files and folders in the editor', () => {
  let editor: Editor;
  afterEach(() => {
    assert.deepEqual(editor.errors, []);
    editor.dispose();
  });

  it('a file deleted while it is open loses its findings, and the others follow', async () => {
    const files = { [first]: USERS, [second]: 'ALTER TABLE usres ADD COLUMN a int;\n', [third]: 'ALTER TABLE users ADD COLUMN b int;\n' };
    editor = await startEditor({ app: files });
    for (const path of Object.keys(files)) await editor.open(path);
    assert.deepEqual(shown(editor, second), ['error unknown-table 1:13 usres']);
    await editor.save({ [second]: undefined });
    assert.deepEqual(editor.diagnostics(second), []);
    assert.equal(editor.statuses.at(-1)!.roots[0]!.migrations, 2);
    await editor.type(second, 'usres', 'nowhere');
    assert.deepEqual(editor.diagnostics(second), []);
    await editor.save({ [first]: undefined });
    assert.deepEqual(shown(editor, third), ['error unknown-table 1:13 users']);
    await editor.save({ [first]: USERS });
    assert.deepEqual(shown(editor, third), []);
  });

  it('a new file counts at once', async () => {
    editor = await startEditor({ app: { [first]: USERS, [third]: 'ALTER TABLE users ADD COLUMN a int;\n' } });
    await editor.open(third);
    assert.deepEqual(shown(editor, third), []);
    await editor.save({ [second]: 'ALTER TABLE users ADD COLUMN a text;\n' });
    assert.deepEqual(shown(editor, third), ['error duplicate-column 1:30 a']);
  });

  it('a change of the file does not win over what is being typed', async () => {
    editor = await startEditor({ app: { [first]: USERS, [second]: 'ALTER TABLE users ADD COLUMN a int;\n' } });
    await editor.open(first, USERS.replace('users', 'people'));
    await editor.open(second);
    await editor.save({ [first]: USERS });
    assert.deepEqual(shown(editor, second), ['error unknown-table 1:13 users']);
  });

  it('are read through the editor when it offers that', async () => {
    editor = await startEditor({ app: { [first]: USERS, [second]: 'ALTER TABLE usres ADD COLUMN a int;\n' } }, { clientFiles: true });
    await editor.open(second);
    assert.deepEqual(shown(editor, second), ['error unknown-table 1:13 usres']);
  });

  it('two roots do not see each other', async () => {
    editor = await startEditor({
      app: {
        'billing/migrations/001_users.sql': USERS,
        'shop/migrations/001_orders.sql': 'ALTER TABLE users ADD COLUMN a int;\n',
        'shop/migrations/002_orders.sql': 'SELECT 1;\n',
      },
    });
    await editor.open('shop/migrations/001_orders.sql');
    assert.deepEqual(shown(editor, 'shop/migrations/001_orders.sql'), ['error unknown-table 1:13 users']);
    assert.deepEqual(
      editor.statuses.at(-1)!.roots.map(({ folder, tables }) => [folder, tables]),
      [
        ['billing/migrations', 1],
        ['shop/migrations', 0],
      ],
    );
  });

  it('a folder that is added is read, one that is removed is forgotten', async () => {
    editor = await startEditor({ app: { [first]: USERS } });
    editor.disk.files.set('memory:/other/migrations/001_pets.sql', 'ALTER TABLE pets ADD COLUMN a int;\n');
    const other = { uri: 'memory:/other', name: 'other' };
    const change = async (added: object[], removed: object[]): Promise<void> => {
      await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added, removed } });
      await editor.settled();
    };
    await editor.open('migrations/001_pets.sql', undefined, 'other');
    await change([other], []);
    assert.deepEqual(shown(editor, 'migrations/001_pets.sql', 'other'), ['error unknown-table 1:13 pets']);
    assert.equal(editor.statuses.at(-1)!.roots.length, 2);
    await change([], [other]);
    assert.equal(editor.statuses.at(-1)!.roots.length, 1);
    assert.deepEqual(editor.diagnostics('migrations/001_pets.sql', 'other'), []);
    await change([other], []);
    assert.deepEqual(shown(editor, 'migrations/001_pets.sql', 'other'), ['error unknown-table 1:13 pets']);
  });

  it('a file that a tool wants to be named in capitals is a migration too', async () => {
    editor = await startEditor({ app: { 'db/V1__users.SQL': USERS, 'db/V2__email.SQL': 'ALTER TABLE usres ADD COLUMN a int;\n' } });
    await editor.open('db/V2__email.SQL');
    assert.deepEqual(
      shown(editor, 'db/V2__email.SQL').filter((finding) => finding.includes('unknown-table')),
      ['error unknown-table 1:13 usres'],
    );
  });

  it('asks to be told of the files that it reads', async () => {
    editor = await startEditor({ app: {} });
    for (const pattern of ['**/*.sql', '**/migration-lens.json']) assert.ok(editor.watched.includes(pattern), pattern);
  });

  it('an editor that can do little, and knows one folder, is served as well', async () => {
    editor = await startEditor(
      { app: { [first]: USERS, [second]: 'ALTER TABLE usres ADD COLUMN a int;\n' } },
      { initialize: { capabilities: {}, workspaceFolders: null, rootUri: 'memory:/app' } },
    );
    await editor.open(second);
    assert.deepEqual(shown(editor, second), ['error unknown-table 1:13 usres']);
    assert.deepEqual(editor.watched, []);
  });

  it('a folder in a folder has its own migrations', async () => {
    editor = await startEditor({
      app: { [first]: USERS },
      'app/packages/shop': { 'migrations/001_orders.sql': 'ALTER TABLE users ADD COLUMN a int;\n' },
    });
    await editor.open('migrations/001_orders.sql', undefined, 'app/packages/shop');
    assert.deepEqual(shown(editor, 'migrations/001_orders.sql', 'app/packages/shop'), ['error unknown-table 1:13 users']);
  });

  it('addresses with spaces, brackets and other letters are understood', async () => {
    const path = 'a b [c]/migrations/001_größe#1.sql';
    editor = await startEditor({ app: {} });
    const uri = `memory:/app/${path.split('/').map(encodeURIComponent).join('/')}`;
    await editor.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'sql', version: 1, text: 'CREATE TABLE a (id int);\nALTER TABLE b ADD COLUMN a int;\n' },
    });
    await editor.settled();
    assert.equal(editor.statuses.at(-1)!.roots[0]?.folder, 'a b [c]/migrations');
    assert.deepEqual(editor.statuses.at(-1)!.roots[0]!.files.map(decodeURIComponent), [`memory:/app/${path}`]);
  });
});
