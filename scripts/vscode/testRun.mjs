import { format } from 'node:util';
import { startBrowser } from './chromium.mjs';
import { startServer } from './server.mjs';
import { openWorkbench } from './workbench.mjs';

// Milliseconds. Ends an editor that hangs, and is long enough for a slow machine.
const timeout = 1_800_000;

/**
 * Runs a test suite in the extension host of the served VS Code.
 *
 * @param {{ extension: string, tests: string, folder: string }} run absolute paths: the extension under development, the script whose `run`
 *   is called, the folder to open
 * @returns the suite's exit code, and the editor's log
 * @throws when the suite does not end; the message holds the editor's log
 */
export async function runInServedVscode(run) {
  const server = await startServer();
  const log = [];
  let browser;
  try {
    browser = await startBrowser();
    let end;
    const ended = new Promise((resolve, reject) => {
      end = resolve;
      setTimeout(() => reject(new Error(`no result after ${timeout / 1000} s`)), timeout).unref();
    });
    ended.catch(() => {});
    await openWorkbench(browser, server.urlOf(run), async (page) => {
      // VS Code calls these two while it runs extension tests in a browser.
      await page.exposeFunction('codeAutomationExit', (code) => end(code));
      await page.exposeFunction('codeAutomationLog', (_type, args) => log.push(format(...args)));
      page.on('crash', () => log.push('The browser page crashed.'));
    });
    return { exitCode: await ended, log: log.join('\n') };
  } catch (error) {
    throw new Error(`${error.message}\n${[...log, server.log()].join('\n')}`);
  } finally {
    await browser?.close();
    await server.stop();
  }
}
