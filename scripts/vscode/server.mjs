// The served VS Code: starts and stops its server, and makes the addresses to open in a browser.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { capture, temporaryFolder } from '../process.mjs';
import { installVscode } from './install.mjs';

// Time limits in milliseconds. They end a process that hangs, and are long enough for a slow machine.
const startTimeout = 600_000;
const stopTimeout = 60_000;

// Settings of a quiet editor: no questions, no updates, no telemetry, nothing that covers a screenshot.
const quiet = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/**
 * Starts a VS Code server on a free port of this machine, with a profile of its own.
 *
 * @param {{ vsix?: string, settings?: object }} options an extension to install first; user settings on top of the quiet ones
 * @returns the running server; the caller stops it
 */
export async function startServer({ vsix, settings = {} } = {}) {
  const { node, serverScript } = await installVscode();
  const profile = temporaryFolder('vscode');
  const common = ['--server-data-dir', profile, '--accept-server-license-terms', '--disable-telemetry', '--telemetry-level', 'off'];
  mkdirSync(path.join(profile, 'data', 'User'), { recursive: true });
  writeFileSync(path.join(profile, 'data', 'User', 'settings.json'), JSON.stringify({ ...quiet, ...settings }));
  if (vsix) await capture(node, [serverScript, ...common, '--install-extension', vsix]);

  const port = await freePort();
  const token = randomBytes(16).toString('hex');
  const child = spawn(node, serverArguments(serverScript, [...common, '--port', String(port), '--connection-token', token]), {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Without this setting the server asks a public gallery. Its sockets are in the profile's folder, and are deleted with it.
    env: { ...process.env, EXTENSIONS_GALLERY: '{}', VSCODE_AGENT_FOLDER: profile, XDG_RUNTIME_DIR: profile },
  });
  const log = await untilReady(child);
  return { log, urlOf: (page) => urlOf({ ...page, port, token }), stop: () => stop(child) };
}

function serverArguments(serverScript, more) {
  return [
    '--require',
    path.join(import.meta.dirname, 'dieWithParent.cjs'),
    serverScript,
    '--host',
    '127.0.0.1',
    // The channel over which a page learns that a test run inside the editor has ended.
    '--enable-smoke-test-driver',
    '--disable-workspace-trust',
    '--disable-update-check',
    ...more,
  ];
}

/** @returns a function that returns the server's output so far */
function untilReady(child) {
  let printed = '';
  return new Promise((resolve, reject) => {
    const fail = (what) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`The VS Code server ${what}.\n${printed}`));
    };
    const timer = setTimeout(() => fail(`was not ready after ${startTimeout / 1000} s`), startTimeout);
    const listen = (data) => {
      printed += data;
      if (!printed.includes('Extension host agent started')) return;
      clearTimeout(timer);
      resolve(() => printed);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => fail(`ended with ${code ?? signal}`));
  });
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), stopTimeout).unref();
  });
}

/**
 * The address of an editor window.
 *
 * @param page `folder` to open; `extension`, the folder of an extension under development; `tests`, the script of a suite to run in its
 *   extension host; `file` to show. All absolute paths; all but `folder` may be missing.
 */
function urlOf({ folder, extension, tests, file, port, token }) {
  // The authority has to be the page's own host and port, as the browser writes them.
  const remote = (fsPath) => `vscode-remote://localhost:${port}${slashes(fsPath)}`;
  const payload = [['skipWelcome', 'true']];
  if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  if (file) payload.push(['openFile', remote(file)]);
  const query = new URLSearchParams({ tkn: token, folder: slashes(folder), payload: JSON.stringify(payload) });
  return `http://localhost:${port}/?${query}`;
}

/** A file system path as the path of a URI: `C:\a` becomes `/C:/a`. */
function slashes(fsPath) {
  const forward = fsPath.replaceAll('\\', '/');
  return forward.startsWith('/') ? forward : `/${forward}`;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
