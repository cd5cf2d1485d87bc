import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openFile, runCommand, untilShown } from './editor.mjs';

export const name = 'DATABASE.md is written, and what people wrote in it stays';

export async function run({ page, workspace, shot }) {
  const document = path.join(workspace, 'DATABASE.md');
  const expected = readFileSync(document, 'utf8');
  rmSync(document);
  await openFile(page, '000001_create_users.up.sql');
  await runCommand(page, 'Migration Lens: Generate DATABASE.md');
  await untilShown(page, 'DATABASE.md');
  assert.equal(readFileSync(document, 'utf8'), expected);
  await shot('database-md');

  appendFileSync(document, '\n## Backups\n\nEvery night.\n');
  await runCommand(page, 'Migration Lens: Generate DATABASE.md');
  await page.locator('.statusbar', { hasText: 'DATABASE.md is up to date' }).waitFor();
  assert.equal(readFileSync(document, 'utf8'), `${expected}\n## Backups\n\nEvery night.\n`);
}
