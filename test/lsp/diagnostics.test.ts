import assert from 'node:assert/strict';
import { type Editor, startEditor } from './editor';
import { shown } from './shown';

const USERS = 'CREATE TABLE users (\n  id bigint PRIMARY KEY,\n  created_at date,\n  updated_at date\n);\n';

describe('findings in the editor', () => {
  let editor: Editor;
  afterEach(() => {
    assert.deepEqual(editor.errors, []);
    editor.dispose();
  });

  /** Opens the last file and checks its findings. */
  async function check(files: Readonly<Record<string, string>>, expected: readonly string[]): Promise<void> {
    editor = await startEditor({ app: files });
    const path = Object.keys(files).at(-1)!;
    await editor.open(path);
    assert.deepEqual(shown(editor, path), expected);
  }

  it('stand at the name that is meant, with a page about the rule', async () => {
    await check({ 'migrations/001_users.sql': USERS, 'migrations/002_email.sql': 'ALTER TABLE usres ADD COLUMN email text;\n' }, [
      'error unknown-table 1:13 usres',
    ]);
    const [finding] = editor.diagnostics('migrations/002_email.sql');
    assert.deepEqual(finding!.range, { start: { line: 0, character: 12 }, end: { line: 0, character: 17 } });
    assert.equal(finding!.source, 'Migration Lens');
    assert.match(finding!.codeDescription!.href, /^https:.*\/docs\/rules\/unknown-table\.md$/);
    assert.match(finding!.message, /`users`/);
  });

  it('are counted in UTF-16 columns, as editors do', () =>
    check({ 'migrations/001_users.sql': USERS, 'migrations/002_a.sql': "SELECT '😀'; ALTER TABLE usres ADD COLUMN a int;\n" }, [
      'error unknown-table 1:26 usres',
    ]));

  it('point at the place that explains them', async () => {
    await check({ 'migrations/001_users.sql': USERS, 'migrations/002_again.sql': USERS }, ['error duplicate-table 1:14 users']);
    assert.deepEqual(
      editor.diagnostics('migrations/002_again.sql')[0]!.relatedInformation!.map(({ location }) => location),
      [{ uri: 'memory:/app/migrations/001_users.sql', range: { start: { line: 0, character: 13 }, end: { line: 0, character: 18 } } }],
    );
  });

  it('follow each keystroke', async () => {
    await check({ 'migrations/001_users.sql': USERS, 'migrations/002_email.sql': 'ALTER TABLE usres ADD COLUMN email text;\n' }, [
      'error unknown-table 1:13 usres',
    ]);
    await editor.type('migrations/002_email.sql', 'usres', 'users');
    assert.deepEqual(shown(editor, 'migrations/002_email.sql'), []);
    await editor.type('migrations/002_email.sql', 'email text', 'id text');
    assert.deepEqual(shown(editor, 'migrations/002_email.sql'), ['error duplicate-column 1:30 id']);
  });

  it('follow what is typed in another file', async () => {
    await check({ 'migrations/001_users.sql': USERS, 'migrations/002_email.sql': 'ALTER TABLE users ADD COLUMN email text;\n' }, []);
    await editor.open('migrations/001_users.sql');
    await editor.type('migrations/001_users.sql', 'TABLE users', 'TABLE people');
    assert.deepEqual(shown(editor, 'migrations/002_email.sql'), ['error unknown-table 1:13 users']);
  });

  it('stay while a statement elsewhere is half typed', async () => {
    const text = `${USERS}\nALTER TABLE usres ADD COLUMN a int;\n`;
    await check({ 'migrations/001_users.sql': text }, ['error unknown-table 7:13 usres']);
    await editor.type('migrations/001_users.sql', ');\n\nALTER', ');\nCREATE TABLE pets (\n  id bigint,\n\nALTER');
    const findings = shown(editor, 'migrations/001_users.sql');
    assert.ok(findings.includes('error unknown-table 9:13 usres'), findings.join('\n'));
    assert.deepEqual(findings.filter((finding) => finding.includes('syntax-error')).length, 1);
  });

  it('are not sent again when they are the same', async () => {
    await check({ 'migrations/001_users.sql': USERS }, []);
    const before = editor.timesSent('migrations/001_users.sql');
    await editor.type('migrations/001_users.sql', '  created_at date', '  name text,\n  created_at date');
    assert.equal(editor.timesSent('migrations/001_users.sql'), before);
  });

  it('go with the document that is closed', async () => {
    await check({ 'migrations/001_users.sql': USERS, 'migrations/002_email.sql': 'ALTER TABLE usres ADD COLUMN email text;\n' }, [
      'error unknown-table 1:13 usres',
    ]);
    await editor.close('migrations/002_email.sql');
    assert.deepEqual(editor.diagnostics('migrations/002_email.sql'), []);
  });

  it('count again from the file when edits are thrown away', async () => {
    await check({ 'migrations/001_users.sql': USERS, 'migrations/002_email.sql': 'ALTER TABLE users ADD COLUMN email text;\n' }, []);
    await editor.open('migrations/001_users.sql', USERS.replace('users', 'people'));
    assert.deepEqual(shown(editor, 'migrations/002_email.sql'), ['error unknown-table 1:13 users']);
    await editor.close('migrations/001_users.sql');
    assert.deepEqual(shown(editor, 'migrations/002_email.sql'), []);
  });

  it('are none for SQL that is no migration, and none at all when linting is switched off', async () => {
    await check({ 'migrations/001_users.sql': USERS, 'migrations/002_email.sql': 'ALTER TABLE usres ADD COLUMN email text;\n' }, [
      'error unknown-table 1:13 usres',
    ]);
    await editor.open('notes/idea.txt.sql', 'ALTER TABLE nowhere DROP COLUMN a;\n');
    assert.deepEqual(editor.diagnostics('notes/idea.txt.sql'), []);
    editor.settings.migrationLens = { lint: { enable: false } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.settled();
    assert.deepEqual(editor.diagnostics('migrations/002_email.sql'), []);
  });

  it('are right after a burst of keystrokes, sent for the last of them', async () => {
    const path = 'migrations/002_email.sql';
    await check({ 'migrations/001_users.sql': USERS, [path]: 'ALTER TABLE users ADD COLUMN email text;\n' }, []);
    const before = editor.timesSent(path);
    const typed = 'usersxyz';
    for (const [i, character] of [...typed].slice(5).entries()) {
      const at = { line: 0, character: 17 + i };
      await editor.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: 'memory:/app/migrations/002_email.sql', version: 2 + i },
        contentChanges: [{ range: { start: at, end: at }, text: character }],
      });
    }
    await editor.settled();
    assert.deepEqual(
      editor.diagnostics(path).map(({ range }) => [range.start.character, range.end.character]),
      [[12, 20]],
    );
    assert.equal(editor.version(path), 4);
    assert.ok(editor.timesSent(path) - before <= 3);
  });

  it('are there for a document that was opened and edited before the server had read the others', async () => {
    const textDocument = { uri: 'memory:/app/migrations/002_email.sql', version: 1 };
    editor = await startEditor(
      { app: { 'migrations/001_users.sql': USERS, 'migrations/002_email.sql': 'SELECT 1;\n' } },
      {
        async meanwhile(connection) {
          await connection.sendNotification('textDocument/didOpen', {
            textDocument: { ...textDocument, languageId: 'sql', text: 'ALTER TABLE usres ADD COLUMN a int;\n' },
          });
          const range = { start: { line: 0, character: 17 }, end: { line: 0, character: 17 } };
          await connection.sendNotification('textDocument/didChange', {
            textDocument: { ...textDocument, version: 2 },
            contentChanges: [{ range, text: 's' }],
          });
        },
      },
    );
    assert.deepEqual(
      editor.diagnostics('migrations/002_email.sql').map(({ code, range }) => [code, range.end.character]),
      [['unknown-table', 18]],
    );
    assert.equal(editor.version('migrations/002_email.sql'), 2);
  });
});
