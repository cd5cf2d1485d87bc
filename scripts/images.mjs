// `npm run images`: takes the screenshots of README.md, in a real VS Code on examples/shop, into docs/images/. No test takes them, so that
// a test run leaves the checkout as it is.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { openFile, openQuickFixes, runCommand } from '../test/e2e/editor.mjs';
import { runScenario } from '../test/e2e/scenario.mjs';
import { packageExtension } from './package.mjs';
import { root } from './process.mjs';
import { startBrowser } from './vscode/chromium.mjs';
import { startServer } from './vscode/server.mjs';

const pictures = [
  {
    name: 'the diagram',
    file: 'migrations/000003_create_orders.up.sql',
    async run({ page, shot, frame }) {
      await page.keyboard.press('Control+B');
      await runCommand(page, 'Migration Lens: Open ER Diagram to the Side');
      await frame().locator('#diagram[data-state="rendered"]').waitFor();
      await shot('diagram');
    },
  },
  {
    name: 'a quick fix',
    file: 'migrations/000003_create_orders.up.sql',
    async run({ page, shot }) {
      await page.keyboard.press('Control+B');
      await runCommand(page, 'Problems: Focus on Problems View');
      await page.locator('.markers-panel .monaco-list-row', { hasText: 'order_items.product_id' }).dblclick();
      await openQuickFixes(page, 'Create index');
      await shot('quick-fix');
    },
  },
  {
    name: 'DATABASE.md',
    async run({ page, shot, frame }) {
      await page.keyboard.press('Control+B');
      await openFile(page, 'DATABASE.md');
      await runCommand(page, 'Markdown: Open Preview');
      await frame().locator('h3', { hasText: 'order_items' }).scrollIntoViewIfNeeded();
      await shot('database-md');
    },
  },
];

const shots = path.join(root, 'docs', 'images');
mkdirSync(shots, { recursive: true });
const server = await startServer({ vsix: await packageExtension() });
const browser = await startBrowser();
try {
  for (const picture of pictures) {
    console.log(`Taking ${picture.name} ...`);
    await runScenario(picture, { browser, server, repository: root, shots });
  }
} finally {
  await browser.close();
  await server.stop();
}
