import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually, openQuickFixes, runCommand } from './editor.mjs';

export const name = 'a finding is underlined, listed with its rule, and mended by its quick fix';
export const file = 'migrations/000003_create_orders.up.sql';

export async function run({ page, workspace, shot }) {
  const squiggle = page.locator('.squiggly-error').first();
  await squiggle.waitFor();

  await runCommand(page, 'Problems: Focus on Problems View');
  const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'order_items.product_id' });
  await problem.waitFor();
  await problem.locator('a', { hasText: 'fk-missing-index' }).waitFor();
  await shot('problems');

  await problem.dblclick();
  await openQuickFixes(page, 'Create index');
  await shot('quick-fix');
  await page.keyboard.press('Enter');

  await squiggle.waitFor({ state: 'detached' });
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'order_items.product_id' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Control+S');
  const expected = /CREATE INDEX order_items_product_id_idx ON order_items \(product_id\);/;
  await eventually(() => assert.match(readFileSync(path.join(workspace, file), 'utf8'), expected));
  await shot('mended');
}
