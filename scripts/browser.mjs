// The browser of the person at this machine, for pages that are opened once. What tests drive is another one: vscode/chromium.mjs.
import { spawn } from 'node:child_process';
import { findCommand } from './process.mjs';

/** Whether this machine can show a page: a desktop, or a remote session that forwards pages to one (it sets BROWSER). */
export function hasBrowser() {
  return opener() !== undefined;
}

/** Opens an address, and neither waits for the browser nor fails without one. */
export function openInBrowser(address) {
  const found = opener();
  if (!found) return;
  const [command, ...args] = found;
  spawn(command, [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

/** The command that opens an address, with the arguments in front of it. */
function opener() {
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  if (process.platform === 'darwin') return ['open'];
  const wanted = process.env.BROWSER && findCommand([process.env.BROWSER]);
  if (wanted) return [wanted];
  const hasDesktop = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  // wslview belongs to Linux inside Windows, and shows the page there.
  const command = findCommand(hasDesktop ? ['wslview', 'xdg-open'] : ['wslview']);
  return command && [command];
}
