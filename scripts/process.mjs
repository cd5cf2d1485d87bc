// Starting other programs: the npm that started us, the tools in node_modules, each without a shell.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

/** A new empty folder under the system's temporary folder. The caller removes it. */
export function temporaryFolder(purpose) {
  return mkdtempSync(path.join(tmpdir(), `migration-lens-${purpose}-`));
}

/** The script behind a command of an installed package, to be run with this Node.js: no `.cmd` files, no PATH. */
export function toolScript(packageName, command = packageName) {
  const folder = path.join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/**
 * Runs a program with our output and without input.
 *
 * @returns its exit code; 1 when a signal ended it or it could not be started (which is printed)
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.on('error', (error) => {
      console.error(String(error));
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
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
