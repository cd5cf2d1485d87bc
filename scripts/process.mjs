// Starting other programs: the npm that started us, the tools in node_modules, each without a shell.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

const temporaryFolders = [];
process.on('exit', () => {
  // What is still in use elsewhere, as Windows sees it, is not worth a failure.
  for (const folder of temporaryFolders) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    } catch {}
  }
});

/** A new empty folder under the system's temporary folder; it goes when this process ends. */
export function temporaryFolder(purpose) {
  // The real path: on macOS the temporary folder is behind a link, and an editor reports its files by their real names.
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), `migration-lens-${purpose}-`)));
  temporaryFolders.push(folder);
  return folder;
}

/** The script behind a command of an installed package, to be run with this Node.js: no `.cmd` files, no PATH. */
export function toolScript(packageName, command = packageName) {
  const folder = path.join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** The full name of the first of some commands that is on the PATH (or is a path itself); undefined when none is. */
export function findCommand(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return names
    .flatMap((name) => folders.map((folder) => path.resolve(folder, name)))
    .find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

/**
 * Runs a program with our output and without input.
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

/** Like `run`, for a script of ours or of a tool. */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/**
 * Runs a program to its end.
 *
 * @returns what it wrote to its standard output
 * @throws when it fails, with everything it wrote
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
  // Inside a script npm tells where it is. Outside, on Windows, npm is a .cmd file and those only start through a shell; our arguments hold
  // nothing that a shell would read.
  const started = process.env.npm_execpath;
  const options = { cwd, env: withoutNpmProject() };
  if (started) return capture(process.execPath, [started, ...args], options);
  return capture('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** npm hands the project it runs in to its children; another project's npm must not believe it. */
function withoutNpmProject() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^npm_(package_|lifecycle_|config_(local|global)_prefix$)/i.test(name)) delete env[name];
  }
  return env;
}
