import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';

export const root = path.resolve(__dirname, '../../..');

/** Imports a plain script. It has no types, so the caller declares its exports. */
export async function importScript<T>(file: string): Promise<T> {
  return (await import(pathToFileURL(path.join(root, file)).href)) as T;
}

let shared: Promise<Browser> | undefined;

/** The one browser of this process, started by the first suite that asks. */
export function sharedBrowser(): Promise<Browser> {
  shared ??= startBrowser();
  return shared;
}

// A hook of the whole run: the file is loaded once, however many suites ask.
after(async () => (await shared)?.close());

async function startBrowser(): Promise<Browser> {
  const launcher = await importScript<{ startBrowser(): Promise<Browser> }>('scripts/vscode/chromium.mjs');
  return launcher.startBrowser();
}

/** Opens a page that can fetch these files and nothing else. */
export async function openPage(browser: Browser, html: string, files: ReadonlyMap<string, Uint8Array>): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
  // Ends a wait that never ends, on a slow machine as well.
  page.setDefaultTimeout(300_000);
  // The compiler of the tests names functions by calling this, also those that run in the page.
  await page.addInitScript('globalThis.__name = (value) => value');
  await page.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') return route.fulfill({ contentType: 'text/html', body: html });
    const body = files.get(name);
    if (body === undefined) return route.abort();
    return route.fulfill({ contentType: name.endsWith('.css') ? 'text/css' : 'text/javascript', body: Buffer.from(body) });
  });
  await page.goto('http://localhost/');
  return page;
}
