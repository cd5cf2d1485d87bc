import { readdirSync } from 'node:fs';
import path from 'node:path';
import { openFile } from './editor.mjs';

export const name = 'opens a migration and the editor shows it';

export async function run({ page, workspace, shot }) {
  const migration = readdirSync(workspace, { recursive: true }).find((file) => file.endsWith('.sql'));
  await openFile(page, path.basename(migration));
  await page.locator('.statusbar-item[id="status.editor.mode"]', { hasText: 'SQL' }).waitFor();
  await shot('migration');
}
