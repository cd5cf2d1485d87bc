import assert from 'node:assert/strict';

export const name = 'the diagram is redrawn while typing, keeps its zoom and its last good picture, and leads back to the source';
export const file = 'migrations/000006_create_tags.up.sql';

export async function run({ page, shot, frame }) {
  // The icon appears once the server has reported that the file is a migration.
  await page.locator('.editor-actions a[aria-label*="Open ER Diagram"]').click();
  const diagram = frame().locator('#diagram[data-state="rendered"]');
  await diagram.waitFor();
  await frame().locator('#canvas svg', { hasText: 'post_tags' }).waitFor();
  await shot('diagram');

  await frame().locator('button[aria-label^="Zoom in"]').click();
  const zoom = await frame().locator('#zoom').textContent();

  await type(page, '\nCREATE TABLE wishes (\n  id bigint PRIMARY KEY,\n  tag_id bigint REFERENCES tags (id)\n);\n');
  await frame().locator('#canvas svg', { hasText: 'wishes' }).waitFor();
  assert.equal(await frame().locator('#zoom').textContent(), zoom, 'the zoom stays as it was');
  await shot('diagram-while-typing');

  await type(page, '\nCREATE TABLE half (\n  id bigint PRIMARY KEY,\n  name');
  await page.locator('.squiggly-error').first().waitFor();
  await frame().locator('#canvas svg', { hasText: 'wishes' }).waitFor();
  await shot('diagram-half-typed');

  await frame().locator('[aria-label^="Table users,"]').first().press('Enter');
  await page.locator('.tab.active', { hasText: '000001_create_users.up.sql' }).waitFor();
  await shot('diagram-to-source');
}

/** Types at the end of the migration. */
async function type(page, text) {
  await page.locator('.editor-group-container', { hasText: '000006' }).locator('.monaco-editor .view-line').last().click();
  await page.keyboard.press('Control+End');
  // Inserted as a whole, because the editor closes brackets that are typed.
  await page.keyboard.insertText(text);
}
