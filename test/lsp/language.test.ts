import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  type CompletionItem,
  type DocumentHighlight,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type Location,
  LSPErrorCodes,
  type ResponseError,
  type WorkspaceSymbol,
} from 'vscode-languageserver';
import { type Editor, startEditor } from './editor';

const users = 'migrations/001 [users].sql';
const email = 'migrations/002_email.sql';
const USERS = "-- made first\r\nCREATE TABLE users (\r\n  id int PRIMARY KEY\r\n);\r\nCOMMENT ON TABLE users IS '```';\r\n";
const EMAIL =
  "SELECT '😀'; ALTER TABLE users ADD COLUMN email text;\nALTER TABLE users RENAME email TO mail;\nALTER TABLE users DROP COLUMN ";

describe('language requests', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor({
      app: { [users]: USERS, [email]: EMAIL },
      other: { 'migrations/001_pets.sql': 'CREATE TABLE pets ();\n' },
    });
    await editor.open(email);
  });
  after(() => {
    assert.deepEqual(editor.errors, []);
    editor.dispose();
  });

  const ask = <T>(method: string, line: number, character: number, more: object = {}): Promise<T> =>
    editor.connection.sendRequest<T>(`textDocument/${method}`, {
      textDocument: { uri: 'memory:/app/migrations/002_email.sql' },
      position: { line, character },
      ...more,
    });
  const range = (line: number, start: number, end: number) => ({ start: { line, character: start }, end: { line, character: end } });
  const usersUri = 'memory:/app/migrations/001%20%5Busers%5D.sql';
  const emailUri = 'memory:/app/migrations/002_email.sql';

  it('are announced', () => {
    const { capabilities } = editor.initialized;
    for (const provider of ['hover', 'definition', 'references', 'documentHighlight', 'documentSymbol', 'workspaceSymbol', 'foldingRange'])
      assert.ok((capabilities as Record<string, unknown>)[`${provider}Provider`], provider);
    assert.ok(capabilities.completionProvider !== undefined);
  });

  it('hover: SQL that nothing in it can end, and links to lines', async () => {
    const hover = await ask<Hover>('hover', 0, 27);
    assert.deepEqual(hover.range, range(0, 25, 30));
    assert.equal(
      (hover.contents as { value: string }).value,
      [
        '```sql\nCREATE TABLE users (\n  id integer NOT NULL,\n  email text,\n  CONSTRAINT users_pkey PRIMARY KEY (id)\n);\n```',
        '\\`\\`\\`',
        `Created in [001 \\[users\\].sql:2](<${usersUri}#L2>), last changed in [002\\_email.sql:1](<${emailUri}#L1>).`,
        'After the last migration: `email` is called `mail`.',
      ].join('\n\n'),
    );
  });

  it('definition, in the lines and columns of the other file', async () => {
    assert.deepEqual(await ask<Location>('definition', 0, 30), { uri: usersUri, range: range(1, 13, 18) });
    assert.equal(await ask('definition', 0, 14), null);
  });

  it('references and highlights follow a rename', async () => {
    const places = async (includeDeclaration: boolean) =>
      (await ask<Location[]>('references', 1, 35, { context: { includeDeclaration } })).map((location) => location.range);
    assert.deepEqual(await places(true), [range(0, 42, 47), range(1, 25, 30), range(1, 34, 38)]);
    assert.deepEqual(await places(false), [range(1, 25, 30), range(1, 34, 38)]);
    assert.deepEqual(await ask<DocumentHighlight[]>('documentHighlight', 1, 35), [
      { range: range(0, 42, 47), kind: 3 },
      { range: range(1, 25, 30), kind: 2 },
      { range: range(1, 34, 38), kind: 3 },
    ]);
  });

  it('symbols of the document and of all folders', async () => {
    const symbols = await ask<DocumentSymbol[]>('documentSymbol', 0, 0);
    assert.deepEqual(
      symbols.map(({ name, detail, children }) => [name, detail, children!.map((child) => child.name)]),
      [
        ['users', 'ALTER', ['email']],
        ['users.email', 'RENAME TO mail', []],
      ],
    );
    const found = await editor.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query: 's' });
    assert.deepEqual(
      found.map(({ name, location }) => [name, location.uri]),
      [
        ['users', usersUri],
        ['pets', 'memory:/other/migrations/001_pets.sql'],
      ],
    );
  });

  it('completion, in the order of the table', async () => {
    const items = await ask<CompletionItem[]>('completion', 2, 30);
    assert.deepEqual(
      items.map(({ label, detail, sortText, textEdit }) => [label, detail, sortText, textEdit]),
      [
        ['id', 'integer', '00000', { range: range(2, 30, 30), newText: 'id' }],
        ['mail', 'text', '00001', { range: range(2, 30, 30), newText: 'mail' }],
      ],
    );
  });

  it('folding, by lines', async () => {
    await editor.open(users);
    const ranges = await editor.connection.sendRequest<FoldingRange[]>('textDocument/foldingRange', { textDocument: { uri: usersUri } });
    assert.deepEqual(ranges, [{ startLine: 1, endLine: 2, kind: 'region' }]);
  });

  it('are answered with nothing for files that are no migrations', async () => {
    const position = { line: 0, character: 0 };
    for (const uri of ['memory:/app/notes.txt', 'memory:/nowhere/a.sql', 'untitled:Untitled-1', emailUri]) {
      const of = { textDocument: { uri }, position };
      assert.equal(await editor.connection.sendRequest('textDocument/hover', of), null);
      assert.equal(await editor.connection.sendRequest('textDocument/definition', of), null);
      assert.deepEqual(await editor.connection.sendRequest('textDocument/completion', of), []);
      assert.deepEqual(
        await editor.connection.sendRequest('textDocument/references', { ...of, context: { includeDeclaration: true } }),
        [],
      );
    }
  });

  it('are cancelled when the client says so', async () => {
    for (const method of ['hover', 'completion', 'documentSymbol', 'foldingRange']) {
      const cancellation = new CancellationTokenSource();
      const answer = editor.connection.sendRequest(
        `textDocument/${method}`,
        { textDocument: { uri: emailUri }, position: { line: 0, character: 27 } },
        cancellation.token,
      );
      cancellation.cancel();
      await assert.rejects(answer, ({ code }: ResponseError) => code === LSPErrorCodes.RequestCancelled, method);
    }
  });
});
