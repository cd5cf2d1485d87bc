// Starts other programs without a shell: the npm that started this process, and the tools in node_modules.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

const temporaryFolders = [];
process.on('exit', () => {
  // On Windows, a file that another process has open cannot be deleted. A folder that is left behind is no failure.
  for (const folder of temporaryFolders) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    } catch {}
  }
});

/** A new empty folder under the system's temporary folder. Deleted when this process ends. */
export function temporaryFolder(purpose) {
  // The real path: on macOS the temporary folder is behind a link, and an editor reports its files by their real names.
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), `migration-lens-${purpose}-`)));
  temporaryFolders.push(folder);
  return folder;
}

/** The script behind a command of an installed package, to be run with this Node.js. Needs neither a `.cmd` file nor the PATH. */
export function toolScript(packageName, command = packageName) {
  const folder = path.join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** The path of the first of these commands that is on the PATH or is a path itself; undefined when there is none. */
export function findCommand(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return names
    .flatMap((name) => folders.map((folder) => path.resolve(folder, name)))
    .find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

/**
 * Runs a program that writes to the output of this process and has no input.
 *
 * @returns its exit code; as in a shell 127 when it could not be started (the reason is printed), 128 when a signal ended it
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.on('error', (error) => {
      console.error(String(error));
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 128));
  });
}

/** Runs a script with this Node.js, as `run` does. */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/**
 * Runs a program to its end.
 *
 * @returns its standard output
 * @throws when it fails; the message holds all of its output
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    let everything = '';
    child.stdout.on('data', (data) => {
      output += data;
      everything += data;
    });
    child.stderr.on('data', (data) => {
      everything += data;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${path.basename(command)} ${args.join(' ')} ended with ${code}:\n${everything.trim()}`));
    });
  });
}

/** Runs npm to its end in a folder. Same result as `capture`. */
export function npm(args, cwd) {
  // An npm script finds npm in npm_execpath. Elsewhere on Windows, npm is a .cmd file, which only a shell can start. The arguments hold no
  // characters that a shell would interpret.
  const started = process.env.npm_execpath;
  const options = { cwd, env: withoutNpmProject() };
  if (started) return capture(process.execPath, [started, ...args], options);
  return capture('npm', args, { ...options, shell: process.platform === 'win32' });
}

/**
 * The environment without the variables in which npm names its current project: an npm in another folder would take that project for its
 * own.
 */
function withoutNpmProject() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^npm_(package_|lifecycle_|config_(local|global)_prefix$)/i.test(name)) delete env[name];
  }
  return env;
}
