// `npm start`: builds, runs the command line on the example, and ends with the next steps to take. In a terminal it also opens the
// extension in an editor, if there is one or a browser that can show one.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasBrowser, openInBrowser } from './browser.mjs';
import { capture, root, runNode } from './process.mjs';
import { desktopVscode, openDesktop, serveVscode } from './vscode/open.mjs';

const example = 'examples/shop';
const picture = 'out/shop.svg';
// Exit code 1 of a linter means "there are findings", and the example has some on purpose.
const misuse = 2;

await step('Building the extension and the command line into dist/', ['esbuild.mjs'], 1);
await step(`Linting the migrations of ${example}, which has findings on purpose`, ['dist/cli.js', 'lint', example], misuse);
await step(`Writing ${example}/DATABASE.md`, ['dist/cli.js', 'docs', example], misuse);
await draw();
tellNext();
if (process.stdout.isTTY && !process.env.CI) await open();

/** Runs one step. Ends this process with the step's exit code when that is `failure` or more. */
async function step(sentence, command, failure) {
  console.log(`\n> ${sentence} (node ${command.join(' ')})\n`);
  const exitCode = await runNode(command);
  if (exitCode >= failure) process.exit(exitCode);
}

async function draw() {
  const command = ['dist/cli.js', 'erd', example, '--format', 'svg'];
  console.log(`\n> Drawing the ER diagram of ${example} (node ${command.join(' ')} > ${picture})\n`);
  const svg = await capture(process.execPath, command, { cwd: root });
  mkdirSync(path.join(root, path.dirname(picture)), { recursive: true });
  writeFileSync(path.join(root, picture), svg);
  console.log(`${picture} written`);
}

function tellNext() {
  console.log(`
> Ready. dist/ holds the VS Code extension and the command line.

What to do next:

  node dist/cli.js lint FOLDER     lint your own migrations (--help says what else there is)
  node dist/cli.js schema FOLDER   the schema that they make
  npm run editor                   VS Code on ${example} with the extension in it, or the address of one for a browser
  npm run package                  the extension as a file, out/*.vsix: code --install-extension FILE
  npm test                         all tests; CONTRIBUTING.md says how to run some

The picture of the example is ${picture}, its document ${example}/DATABASE.md.`);
}

async function open() {
  if (desktopVscode()) return openDesktop(example);
  if (!hasBrowser()) {
    console.log(
      '\nNo editor was opened: neither the command "code" nor a browser was found. `npm run editor` serves one and prints its address.',
    );
    return;
  }
  try {
    await serveVscode(example);
  } catch (error) {
    console.error(`\n${error.message}\n\nNo editor was opened. The browser shows ${picture} instead.`);
    openInBrowser(pathToFileURL(path.join(root, picture)).href);
  }
}
