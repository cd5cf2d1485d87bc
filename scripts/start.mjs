// What `npm start` runs: builds, shows the command line at work on the example, and in a terminal opens the extension on it.
import { root, runNode } from './process.mjs';
import { openEditor } from './vscode/open.mjs';

const example = 'examples/shop';
// A linter's 1 means "there are findings", and the example is there to have some.
const misuse = 2;

await step('Building the extension and the command line into dist/', ['esbuild.mjs'], 1);
await step(`Linting the migrations of ${example}`, ['dist/cli.js', 'lint', example], misuse);
await step(`Writing ${example}/DATABASE.md`, ['dist/cli.js', 'docs', example], misuse);
await step(`Drawing the ER diagram of ${example}`, ['dist/cli.js', 'erd', example], misuse);

if (process.stdout.isTTY && !process.env.CI) await openEditor(root, example);

/** Runs one step and, if it ends with `failure` or more, ends with it. */
async function step(sentence, command, failure) {
  console.log(`\n> ${sentence} (node ${command.join(' ')})\n`);
  const exitCode = await runNode(command);
  if (exitCode >= failure) process.exit(exitCode);
}
