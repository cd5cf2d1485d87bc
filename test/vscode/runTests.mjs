// Runs the suite of this folder inside VS Code's extension host.
//
//   node test/vscode/runTests.mjs                  this repository's extension (built before with `node esbuild.mjs --editor-tests`)
//   node test/vscode/runTests.mjs <extension>      another extension's folder, laid out the same way
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root, temporaryFolder } from '../../scripts/process.mjs';
import { withSourceLines } from '../../scripts/sourceLines.mjs';
import { chooseVscode } from '../../scripts/vscode/choose.mjs';
import { copyOfExample } from '../../scripts/workspace.mjs';

const extension = path.resolve(process.argv[2] ?? root);
const tests = path.join(extension, 'out', 'test-vscode', 'index.js');
if (!existsSync(tests)) throw new Error(`There is no ${tests}: run \`node esbuild.mjs --editor-tests\` first.`);

const output = path.join(temporaryFolder('test-output'), 'mocha.txt');
try {
  await runTests({
    ...chooseVscode(),
    // For a download that stands still.
    timeout: 300_000,
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    extensionTestsEnv: { MIGRATION_LENS_TEST_OUTPUT: output },
    launchArgs: [copyOfExample('shop', extension)],
  });
} catch (error) {
  console.error(`The tests in VS Code failed: ${error.message}`);
  process.exitCode = 1;
} finally {
  if (existsSync(output)) process.stdout.write(withSourceLines(readFileSync(output, 'utf8'), path.dirname(tests)));
  else console.error('The suite did not begin: the editor started no test.');
}
