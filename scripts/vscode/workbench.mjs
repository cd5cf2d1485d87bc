import { keepOffline } from './chromium.mjs';

const attempts = 3;
/** Milliseconds that an attempt waits for the window: a minute, then two, then three. */
const patience = (attempt) => attempt * 60_000;

/**
 * Opens an editor window in a context of its own and waits until it is drawn. The first start after unpacking reads hundreds of megabytes
 * from a cold disk, so a window that does not appear is opened again.
 *
 * @param browser from `startBrowser`
 * @param {string} url from the server's `urlOf`
 * @param {(page: import('playwright-core').Page) => Promise<void>} [prepare] called before the page is loaded
 * @returns the page; closing its context closes the window
 */
export async function openWorkbench(browser, url, prepare = async () => {}) {
  for (let attempt = 1; ; attempt++) {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    try {
      await keepOffline(context);
      const page = await context.newPage();
      await prepare(page);
      await page.goto(url, { timeout: patience(attempt) });
      await page.locator('.monaco-workbench').waitFor({ timeout: patience(attempt) });
      return page;
    } catch (error) {
      await context.close();
      if (attempt === attempts) throw new Error(`The editor window did not open in ${attempts} attempts: ${error.message}`);
    }
  }
}
