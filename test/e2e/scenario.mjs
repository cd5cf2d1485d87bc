import path from 'node:path';
import { openWorkbench } from '../../scripts/vscode/workbench.mjs';
import { copyOfExample } from '../../scripts/workspace.mjs';
import { untilShown } from './editor.mjs';

/** For one thing to appear, in milliseconds. It ends a scenario that hangs, on a slow machine as well. */
const patience = 300_000;

/**
 * Runs one scenario in a window and a workspace of its own.
 *
 * A scenario is a module with a `name`, an `async run({ page, workspace, shot, frame })`, and if it wants an `example` (the folder in
 * examples/ to copy, `shop` if not said) and a `file` in it to open at once.
 * - `page`: the editor's window, a Playwright page;
 * - `workspace`: the absolute path of the copy, which the scenario may write to;
 * - `shot(name)`: takes a screenshot;
 * - `frame()`: the document inside the webview that is shown.
 *
 * @throws the error of the scenario, after a screenshot
 */
export async function runScenario(scenario, { browser, server, repository, shots }) {
  const workspace = copyOfExample(scenario.example ?? 'shop', repository);
  const file = scenario.file && path.join(workspace, scenario.file);
  let page;
  try {
    page = await openWorkbench(browser, server.urlOf({ folder: workspace, file }));
    page.setDefaultTimeout(patience);
    const shot = (name) => page.screenshot({ path: path.join(shots, `${name}.png`) });
    try {
      if (file) await untilShown(page, path.basename(file));
      await scenario.run({ page, workspace, shot, frame: () => webview(page) });
    } catch (error) {
      await shot(`failed-${scenario.name.replaceAll(/\W+/g, '-')}`);
      throw error;
    }
  } finally {
    await page?.context().close();
  }
}

/** VS Code shows an extension's page in a frame within a frame: the outer one is its own. */
function webview(page) {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}
