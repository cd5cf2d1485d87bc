import assert from 'node:assert/strict';
import { CancellationTokenSource, LSPErrorCodes, type ResponseError } from 'vscode-languageserver';
import type { FileAccess } from '../../server/src/lsp/environment';
import { DATABASE_MD, type DatabaseMd, DIAGRAM, type Diagram } from '../../server/src/protocol';
import { type Editor, startEditor } from './editor';
import { diskOf } from './files';

const USERS = 'CREATE TABLE users (\n  id int PRIMARY KEY,\n  created_at date,\n  updated_at date\n);\n';
const users = 'migrations/001_users.sql';
const orders = 'migrations/002_orders.sql';
const ORDERS = 'CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users);\n';

describe('our own messages', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor({ app: { [users]: USERS, [orders]: ORDERS }, empty: {} });
  });
  afterEach(() => {
    assert.deepEqual(editor.errors, []);
    editor.dispose();
  });

  it('the status says that the server is busy, then what it has found', () => {
    assert.deepEqual(editor.statuses, [
      { busy: true, parser: 'full', roots: [], problems: [] },
      {
        busy: false,
        parser: 'full',
        problems: [],
        roots: [
          {
            uri: 'memory:/app/migrations',
            folder: 'migrations',
            tool: editor.statuses[1]!.roots[0]!.tool,
            migrations: 2,
            tables: 2,
            incomplete: false,
            files: ['memory:/app/migrations/001_users.sql', 'memory:/app/migrations/002_orders.sql'],
          },
        ],
      },
    ]);
  });

  it('the status says when the model lacks something', async () => {
    await editor.open(orders);
    await editor.type(orders, 'CREATE', 'CREAT');
    assert.equal(editor.statuses.at(-1)!.roots[0]!.incomplete, true);
    await editor.type(orders, 'CREAT', 'CREATE');
    assert.equal(editor.statuses.at(-1)!.roots[0]!.incomplete, false);
  });

  it('the status counts the permanent tables after each edit', async () => {
    await editor.open(orders);
    const countAfter = async (from: string, to: string): Promise<number> => {
      await editor.type(orders, from, to);
      return editor.statuses.at(-1)!.roots[0]!.tables;
    };
    assert.equal(await countAfter('CREATE', 'DROP TABLE users; CREATE'), 1);
    assert.equal(await countAfter('DROP TABLE users; CREATE', 'CREATE TABLE a (x int); CREATE'), 3);
    assert.equal(await countAfter('CREATE TABLE a', 'CREATE TEMP TABLE a'), 2);
    assert.equal(await countAfter('CREATE TEMP TABLE a (x int); CREATE', 'CREATE'), 2);
    assert.equal(await countAfter('CREATE', 'CREAT'), 1);
  });

  it('a changed model is announced once, an unchanged one never', async () => {
    assert.deepEqual(editor.modelChanges, [{ roots: ['memory:/app/migrations'] }]);
    await editor.open(orders);
    assert.equal(editor.modelChanges.length, 1);
    await editor.type(orders, 'user_id', 'buyer_id');
    assert.deepEqual(editor.modelChanges.slice(1), [{ roots: ['memory:/app/migrations'] }]);
  });

  it('a diagram knows where each table and column is made', async () => {
    const diagram = await editor.connection.sendRequest<Diagram>(DIAGRAM, { uri: 'memory:/app/migrations' });
    assert.match(diagram.source, /^erDiagram/m);
    assert.equal(diagram.root.tables, 2);
    assert.equal(diagram.incomplete, false);
    const table = diagram.tables.find(({ name }) => name === 'users')!;
    assert.ok(diagram.source.includes(table.entity));
    assert.deepEqual(table.place, {
      uri: 'memory:/app/migrations/001_users.sql',
      range: { start: { line: 0, character: 13 }, end: { line: 0, character: 18 } },
    });
    assert.deepEqual(table.columns[1], {
      name: 'created_at',
      place: {
        uri: 'memory:/app/migrations/001_users.sql',
        range: { start: { line: 2, character: 2 }, end: { line: 2, character: 12 } },
      },
    });
  });

  it('a diagram shows what is being typed, and can be asked for by any file of a root', async () => {
    await editor.open(orders);
    await editor.type(orders, 'CREATE TABLE orders', 'CREATE TABLE purchases');
    for (const params of [{}, { uri: 'memory:/app/migrations/001_users.sql' }]) {
      const { tables } = await editor.connection.sendRequest<Diagram>(DIAGRAM, params);
      assert.deepEqual(tables.map(({ name }) => name).sort(), ['purchases', 'users']);
    }
    const focused = await editor.connection.sendRequest<Diagram>(DIAGRAM, { focus: 'users', depth: 0 });
    assert.deepEqual(
      focused.tables.map(({ name }) => name),
      ['users'],
    );
  });

  it('a folder without migrations has no diagram', async () => {
    assert.equal(await editor.connection.sendRequest(DIAGRAM, { uri: 'memory:/empty/a.sql' }), null);
    assert.equal(await editor.connection.sendRequest(DIAGRAM, { uri: 'other:/app/a.sql' }), null);
  });

  it('DATABASE.md is written, and found unchanged once it is there', async () => {
    const ask = (): Promise<DatabaseMd> => editor.connection.sendRequest(DATABASE_MD, {});
    const document = await ask();
    assert.ok(document.kind === 'document');
    assert.equal(document.uri, 'memory:/app/DATABASE.md');
    assert.deepEqual([document.exists, document.changed], [false, true]);
    assert.match(document.text, /users/);
    editor.disk.files.set(document.uri, document.text);
    assert.deepEqual(await ask(), { ...document, exists: true, changed: false });
  });

  it('a cancelled request is answered as cancelled', async () => {
    const cancellation = new CancellationTokenSource();
    const answer = editor.connection.sendRequest(DIAGRAM, {}, cancellation.token);
    cancellation.cancel();
    await assert.rejects(answer, ({ code }: ResponseError) => code === LSPErrorCodes.RequestCancelled);
    assert.notEqual(await editor.connection.sendRequest(DIAGRAM, {}), null);
  });

  it('an unknown request is refused, and the next one is answered', async () => {
    await assert.rejects(editor.connection.sendRequest('migrationLens/nonsense', {}));
    assert.notEqual(await editor.connection.sendRequest(DIAGRAM, {}), null);
  });
});

describe('errors in the server', () => {
  it('are logged, and the server lives on', async () => {
    const read = async (uris: readonly string[]): Promise<readonly null[]> => {
      if (uris.length > 0) throw new Error('The disk is on fire.');
      return [];
    };
    const editor = await startEditor({ app: {} }, { environment: { disk: { list: async () => [], read } } });
    await editor.save({ 'migrations/001_users.sql': USERS });
    assert.equal(editor.errors.length, 1);
    assert.match(editor.errors[0]!, /The disk is on fire\./);
    await editor.open('migrations/001_users.sql', 'ALTER TABLE nowhere ADD COLUMN a int;\n');
    assert.equal(editor.diagnostics('migrations/001_users.sql').length, 1);
    editor.dispose();
  });

  it('while a folder is read leave the other folders alone', async () => {
    const disk = diskOf({ app: { 'migrations/001_users.sql': USERS } });
    const list: FileAccess['list'] = async (folder, ...patterns) => {
      if (folder === 'memory:/broken') throw new Error('The disk is on fire.');
      return disk.list(folder, ...patterns);
    };
    const editor = await startEditor({ broken: {}, app: {} }, { environment: { disk: { ...disk, list } } });
    assert.equal(editor.errors.length, 1);
    assert.equal(editor.statuses.at(-1)!.roots[0]!.tables, 1);
    editor.dispose();
  });
});
