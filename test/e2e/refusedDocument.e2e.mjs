import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './editor.mjs';

export const name = 'a DATABASE.md that cannot be written says why, and stays as it is';
export const file = 'migrations/000001_create_users.up.sql';

export async function run({ page, workspace, shot }) {
  const document = path.join(workspace, 'DATABASE.md');
  // Found in the list of all notifications, because a toast hides by itself, sooner than a slow machine may look.
  const untilNotified = async (text) => {
    await runCommand(page, 'Notifications: Show Notifications');
    await page.locator('.notifications-center', { hasText: text }).waitFor();
  };

  const broken = '<!-- migration-lens:begin overview -->\nWithout an end.\n';
  writeFileSync(document, broken);
  await runCommand(page, 'Migration Lens: Generate DATABASE.md');
  await untilNotified('DATABASE.md was left as it is');
  assert.equal(readFileSync(document, 'utf8'), broken);
  await shot('document-refused');

  rmSync(document);
  mkdirSync(document);
  writeFileSync(path.join(document, 'note.txt'), 'mine');
  await runCommand(page, 'Migration Lens: Generate DATABASE.md');
  await untilNotified('DATABASE.md could not be written');
  assert.deepEqual(readdirSync(document), ['note.txt']);
}
