// Opens the extension under development in VS Code, for use by hand.
import path from 'node:path';
import { hasBrowser, openInBrowser } from '../browser.mjs';
import { findCommand, root, run } from '../process.mjs';
import { startServer } from './server.mjs';

/** The path of desktop VS Code's command; undefined when it is not on the PATH. */
export function desktopVscode() {
  return findCommand(process.platform === 'win32' ? ['code.cmd', 'code.exe'] : ['code']);
}

/** Opens a folder of this repository in desktop VS Code, with the extension. */
export async function openDesktop(folder) {
  console.log(`\n> Opening VS Code on ${folder} with the extension\n`);
  // On Windows the command is a .cmd file, which only a shell starts.
  const shell = process.platform === 'win32';
  const quote = (argument) => (shell ? `"${argument}"` : argument);
  await run(quote(desktopVscode()), [`--extensionDevelopmentPath=${root}`, path.join(root, folder)].map(quote), { shell });
}

/**
 * Serves a VS Code on a folder of this repository, with the extension, until Ctrl+C. Shows it in the browser if there is one.
 *
 * @throws when it cannot be installed or started
 */
export async function serveVscode(folder) {
  console.log(`\n> Serving a VS Code on ${folder} with the extension, since the command "code" is not on the PATH (Ctrl+C ends it)\n`);
  const server = await startServer();
  try {
    const interrupted = new Promise((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    const address = server.urlOf({ folder: path.join(root, folder), extension: root });
    console.log(`${hasBrowser() ? 'Your browser opens this address' : 'Open this address in a browser'}; Ctrl+C here stops it:\n\n  ${address}

There, open a file of migrations/, press F1 and run "Migration Lens: Open ER Diagram to the Side".\n`);
    openInBrowser(address);
    await interrupted;
  } finally {
    await server.stop();
  }
}
