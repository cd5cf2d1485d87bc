import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { introduce } from './editor';
import { diskOf } from './files';
import { shown } from './shown';

const root = path.join(import.meta.dirname, '..', '..');
const bundle = path.join(root, 'dist', 'server.js');

describe('the bundled server', () => {
  let server: ChildProcess;

  before(function () {
    this.timeout(120_000);
    if (!existsSync(bundle)) execFileSync(process.execPath, [path.join(root, 'esbuild.mjs')], { stdio: 'pipe' });
  });
  afterEach(() => server.kill());

  it('finds over stdio the same as elsewhere, and exits on request', async () => {
    server = spawn(process.execPath, [bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
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
