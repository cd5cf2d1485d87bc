// Finds a Chromium, starts it, and keeps it on this machine.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { capture, root } from '../process.mjs';

const installed = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
    .filter((name) => process.env[name])
    .map((name) => path.join(process.env[name], 'Google', 'Chrome', 'Application', 'chrome.exe')),
};

// No sandbox: the tests often run as root, where Chromium has none. The other options keep the browser from looking for updates and
// accounts.
const options = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Starts a headless Chromium: $CHROMIUM, the system's, or the one from npm. The caller closes it. */
export async function startBrowser() {
  const { executablePath, env } = await findChromium();
  return chromium.launch({ executablePath, headless: true, args: options, env: { ...process.env, ...env }, timeout: 600_000 });
}

/** Aborts every request of the context that would leave this machine. */
export async function keepOffline(context) {
  const local = ['localhost', '127.0.0.1'];
  await context.route(
    (url) => url.protocol.startsWith('http') && !local.includes(url.hostname),
    (route) => route.abort(),
  );
}

async function findChromium() {
  const wanted = process.env.CHROMIUM;
  if (wanted) {
    if (existsSync(wanted)) return { executablePath: wanted, env: {} };
    throw new Error(`CHROMIUM names ${wanted}, and there is no such file.`);
  }
  const found = installed[process.platform]?.find((file) => existsSync(file));
  if (found) return { executablePath: found, env: {} };
  if (process.platform === 'linux') return chromiumFromNpm();
  throw new Error('No browser: install Chrome or Chromium, or set CHROMIUM to its executable.');
}

/** The browser that @sparticuz/chromium carries, unpacked once (210 MB) into .vscode-test/. */
async function chromiumFromNpm() {
  const manifest = path.join(root, 'node_modules', '@sparticuz', 'chromium', 'package.json');
  if (!existsSync(manifest)) throw new Error('No browser: install Chromium, or run `npm ci` for the one that comes with the tests.');
  const folder = path.join(root, '.vscode-test', `chromium-${JSON.parse(readFileSync(manifest, 'utf8')).version}`);
  if (!existsSync(folder)) await unpackInto(folder);
  return {
    executablePath: path.join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: path.join(folder, 'fonts.conf') },
  };
}

async function unpackInto(folder) {
  console.log(`Unpacking Chromium into .vscode-test/ (once; 210 MB) ...`);
  const unpacking = `${folder}-unfinished-${process.pid}`;
  mkdirSync(unpacking, { recursive: true });
  try {
    await capture(process.execPath, [path.join(import.meta.dirname, 'unpackChromium.mjs')], { env: { ...process.env, TMPDIR: unpacking } });
    writeFileSync(path.join(unpacking, 'fonts.conf'), fontConfiguration(folder));
    if (!existsSync(folder)) renameSync(unpacking, folder);
  } finally {
    rmSync(unpacking, { recursive: true, force: true });
  }
}

/** This Chromium aborts without any font, so the font that it brings is always there. The system's fonts come first: they suit code. */
function fontConfiguration(folder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>/usr/share/fonts</dir>
  <dir>${path.join(folder, 'fonts')}</dir>
  <cachedir>${path.join(folder, 'font-cache')}</cachedir>
</fontconfig>
`;
}
