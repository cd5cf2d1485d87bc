import assert from 'node:assert/strict';
import type { Location } from 'vscode-languageserver';
import { type Editor, startEditor } from './editor';
import { shown } from './shown';

const USERS = 'CREATE TABLE users (id int PRIMARY KEY, created_at date, updated_at date);\n';
const users = 'migrations/001_users.sql';
const odd = 'migrations/002_odd.sql';
const last = 'migrations/003_last.sql';

describe('odd texts', () => {
  let editor: Editor;
  afterEach(() => {
    assert.deepEqual(editor.errors, []);
    editor.dispose();
  });

  /** Checks the findings of a file with this text, and that the file after it is analysed as usual. */
  async function check(text: string, expected: readonly string[]): Promise<void> {
    editor = await startEditor({ app: { [users]: USERS, [odd]: text, [last]: 'ALTER TABLE users DROP COLUMN nothing;\n' } });
    await editor.open(odd);
    await editor.open(last);
    assert.deepEqual(shown(editor, odd), expected);
    assert.deepEqual(shown(editor, last), ['error unknown-column 1:31 nothing']);
  }

  const wrong = 'ALTER TABLE usres ADD COLUMN a int;';
  it('CRLF', () => check(`-- a\r\n\r\n${wrong}\r\n`, ['error unknown-table 3:13 usres']));
  it('lone CR', () => check(`-- a\r${wrong}\r`, ['error unknown-table 2:13 usres']));
  it('a byte order mark', () => check(`\uFEFF${wrong}\n`, ['error unknown-table 1:14 usres']));
  it('bytes that were no UTF-8', () => check(`-- caf\uFFFD\n${wrong}\n`, ['error unknown-table 2:13 usres']));
  it('half a surrogate pair', () => check(`-- \uD83D\n${wrong}\n`, ['error unknown-table 2:13 usres']));
  it('nothing', () => check('', []));
  it('white space', () => check(' \n\t\r\n', []));
  it('semicolons', () => check(';;;\n;', []));
  it('a comment that does not end', () => check(`${wrong}\n/* to be continued`, ['error unknown-table 1:13 usres']));
  it('another language', () => check('#!/bin/sh\n', ['error syntax-error 1:1 #!/']));

  it('NUL', async () => {
    editor = await startEditor({ app: { [users]: USERS, [odd]: `SELECT '\0';\n${wrong}\n`, [last]: wrong } });
    await editor.open(odd);
    await editor.open(last);
    assert.deepEqual(shown(editor, last), ['error unknown-table 1:13 usres']);
  });

  it('a string that does not end takes nothing away from the files after it', async () => {
    editor = await startEditor({ app: { [users]: USERS, [odd]: `SELECT 'abc;\n\n${wrong}\n`, [last]: wrong } });
    await editor.open(odd);
    await editor.open(last);
    const findings = shown(editor, odd);
    assert.equal(findings.filter((finding) => finding.startsWith('error syntax-error 1:8')).length, 1, findings.join('\n'));
    assert.ok(findings.includes('error unknown-table 3:13 usres'), findings.join('\n'));
    await editor.type(odd, "'abc;", "'abc';");
    assert.deepEqual(shown(editor, odd), ['error unknown-table 3:13 usres']);
  });

  it('20 MB of data', async () => {
    // Rows as long as those of a real dump.
    const row = `INSERT INTO users (id) VALUES ${Array.from({ length: 60 }, (_, i) => `(${i})`).join(', ')};\n`;
    const text = `INSERT INTO usres (id) VALUES (0);\n${row.repeat(Math.ceil((20 * 1024 * 1024) / row.length))}`;
    editor = await startEditor({ app: { [users]: USERS } });
    await editor.open(users);
    await editor.save({ [odd]: text });
    await editor.open(odd);
    assert.deepEqual(shown(editor, odd).slice(0, 1), ['error unknown-table 1:13 usres']);
    await editor.type(users, 'updated_at', 'updated');
    const references = await editor.connection.sendRequest<Location[]>('textDocument/references', {
      textDocument: { uri: 'memory:/app/migrations/001_users.sql' },
      position: { line: 0, character: 15 },
      context: { includeDeclaration: true },
    });
    assert.ok(references.length > 10_000, `${references.length} references`);
  });

  it('20 MB in one string', async () => {
    const text = `${wrong}\nINSERT INTO users (id) VALUES ('${'x'.repeat(20 * 1024 * 1024)}');\n`;
    editor = await startEditor({ app: { [users]: USERS } });
    await editor.save({ [odd]: text });
    await editor.open(odd);
    assert.deepEqual(shown(editor, odd), ['error unknown-table 1:13 usres']);
  });
});
