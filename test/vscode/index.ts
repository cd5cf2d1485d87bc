// Runs inside VS Code's extension host, which calls `run` and ends with 0 when it resolves.
import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';

export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');

  // What the extension host prints is seen by nobody outside: the runner that started the editor prints this file when all is over.
  const output = process.env.MIGRATION_LENS_TEST_OUTPUT;
  if (output) Mocha.reporters.Base.consoleLog = (...args: unknown[]) => appendFileSync(output, `${format(...args)}\n`);

  // A start of the editor and of the language server is part of the first test.
  const mocha = new Mocha({
    timeout: 60_000,
    reporter: path.join(__dirname, '../../scripts/mochaReporter.mjs'),
    forbidOnly: true,
    forbidPending: true,
  });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith('.test.js')) mocha.addFile(path.join(__dirname, name));
  }
  if (mocha.files.length === 0) throw new Error(`no *.test.js in ${__dirname}`);

  await new Promise<void>((resolve, reject) => {
    mocha.run((failures) => (failures === 0 ? resolve() : reject(new Error(`${failures} failed`))));
  });
}
