import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { bundle } from '../support/bundle';
import { introduce } from './editor';
import { diskOf } from './files';
import { shown } from './shown';

describe('the bundled server', () => {
  let server: ChildProcess;

  afterEach(() => server.kill());

  it('finds over stdio what it finds elsewhere, and ends when it is told to', async () => {
    server = spawn(process.execPath, [bundle('server.js'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createProtocolConnection(new StreamMessageReader(server.stdout!), new StreamMessageWriter(server.stdin!));
    const folders = { app: { 'migrations/001_a.sql': 'ALTER TABLE nowhere ADD COLUMN a int;\n' } };
    const editor = await introduce(connection, diskOf(folders), folders, { clientFiles: true });
    await editor.open('migrations/001_a.sql');
    assert.deepEqual(shown(editor, 'migrations/001_a.sql'), ['error unknown-table 1:13 nowhere']);
    assert.deepEqual(editor.errors, []);
    const ended = new Promise((resolve) => server.once('exit', resolve));
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal(await ended, 0);
    connection.dispose();
  });
});
