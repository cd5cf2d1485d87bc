#!/usr/bin/env node
// Takes the place of desktop VS Code's executable where there is none: understands the command line with which @vscode/test-electron starts
// a test run, and runs it in the served VS Code. Ends with the suite's exit code.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { runInServedVscode } from './testRun.mjs';

const given = process.argv.slice(2);

function option(name) {
  const start = `--${name}=`;
  const found = given.find((argument) => argument.startsWith(start));
  if (!found) throw new Error(`${path.basename(import.meta.filename)} needs ${start}<path>`);
  return path.resolve(found.slice(start.length));
}

try {
  const folder = given.find((argument) => !argument.startsWith('--'));
  if (!folder) throw new Error('No folder to open was given.');
  const { exitCode, log } = await runInServedVscode({
    extension: option('extensionDevelopmentPath'),
    tests: option('extensionTestsPath'),
    folder: path.resolve(folder),
  });
  process.exitCode = exitCode;
  // A suite that has written its first line reports by itself why it failed.
  if (exitCode !== 0 && !existsSync(process.env.MIGRATION_LENS_TEST_OUTPUT ?? '')) console.error(log);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
