// Opens the extension under development in a VS Code that a person can use.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from '../process.mjs';
import { startServer } from './server.mjs';

/**
 * Opens desktop VS Code if its command is there, else serves one on this machine until Ctrl+C.
 *
 * @param {string} extension the extension's folder
 * @param {string} folder what to open, relative to it
 */
export async function openEditor(extension, folder) {
  const opened = path.resolve(extension, folder);
  const code = desktopCommand();
  if (code) {
    console.log(`\n> Opening VS Code on ${folder} with the extension\n`);
    // On Windows the command is a .cmd file, which only a shell starts.
    const shell = process.platform === 'win32';
    const quote = (argument) => (shell ? `"${argument}"` : argument);
    await run(quote(code), [`--extensionDevelopmentPath=${extension}`, opened].map(quote), { shell });
    return;
  }
  console.log(`\n> Serving a VS Code on ${folder} with the extension, since the command "code" is not on the PATH\n`);
  try {
    await serve(extension, opened);
  } catch (error) {
    console.error(
      `${error.message}\nNo editor was opened. With desktop VS Code: code --extensionDevelopmentPath="${extension}" "${opened}"`,
    );
  }
}

async function serve(extension, folder) {
  const server = await startServer();
  try {
    const interrupted = new Promise((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    console.log(`Open this address in a browser; Ctrl+C here stops it:\n\n  ${server.urlOf({ folder, extension })}\n`);
    await interrupted;
  } finally {
    await server.stop();
  }
}

/** @returns the full name of VS Code's command, undefined when it is not on the PATH */
function desktopCommand() {
  const names = process.platform === 'win32' ? ['code.cmd', 'code.exe'] : ['code'];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find((file) => existsSync(file));
}
