// Opens pages in the user's own browser. Tests drive another one: vscode/chromium.mjs.
import { spawn } from 'node:child_process';
import { findCommand } from './process.mjs';

/** True when this machine can show a page: it has a desktop, or is a remote session that forwards pages to one and sets BROWSER. */
export function hasBrowser() {
  return opener() !== undefined;
}

/** Opens an address. Does not wait for the browser, and does not fail without one. */
export function openInBrowser(address) {
  const found = opener();
  if (!found) return;
  const [command, ...args] = found;
  spawn(command, [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

/** The command that opens an address, with its first arguments. */
function opener() {
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  if (process.platform === 'darwin') return ['open'];
  const wanted = process.env.BROWSER && findCommand([process.env.BROWSER]);
  if (wanted) return [wanted];
  const hasDesktop = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  // wslview is the command of Linux inside Windows (WSL). It shows the page in Windows.
  const command = findCommand(hasDesktop ? ['wslview', 'xdg-open'] : ['wslview']);
  return command && [command];
}
