// Runs inside VS Code's extension host, which calls `run` and ends with 0 when it resolves.
import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';

export async function run(): Promise<void> {
  let failed: number;
  try {
    failed = await runMocha();
  } catch (error) {
    print(error);
    throw error;
  }
  if (failed > 0) throw new Error(`${failed} failed`);
}

async function runMocha(): Promise<number> {
  const { default: Mocha } = await import('mocha');
  Mocha.reporters.Base.consoleLog = print;
  const mocha = new Mocha({
    // As in .mocharc.cjs: it ends a test that hangs.
    timeout: 15 * 60_000,
    reporter: path.join(__dirname, '../../scripts/mochaReporter.mjs'),
    forbidOnly: true,
    forbidPending: true,
  });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith('.test.js')) mocha.addFile(path.join(__dirname, name));
  }
  if (mocha.files.length === 0) throw new Error(`There is no *.test.js in ${__dirname}.`);
  return new Promise((resolve) => {
    mocha.run(resolve);
  });
}

/** Output of the extension host is invisible outside. The runner that started the editor prints this file at the end. */
function print(...args: unknown[]): void {
  const output = process.env.MIGRATION_LENS_TEST_OUTPUT;
  if (output) appendFileSync(output, `${format(...args)}\n`);
  else console.log(...args);
}
