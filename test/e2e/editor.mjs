// What scenarios do in the editor again and again.

/** Opens a file by its name and waits until its text is there. */
export async function openFile(page, name) {
  await pick(page, 'Control+P', name);
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
}

/** Runs a command by the title it has in the command palette. */
export async function runCommand(page, title) {
  await pick(page, 'F1', title);
}

async function pick(page, key, text) {
  // The window listens to keys only some time after it is drawn.
  const input = page.locator('.quick-input-widget input').first();
  for (let attempt = 1; !(await input.isVisible()); attempt++) {
    if (attempt > 20) throw new Error(`${key} opened nothing`);
    await page.keyboard.press(key);
    await input.waitFor({ timeout: 2_000 }).catch(() => {});
  }
  // Typing goes after the prefix that tells the command palette from the list of files.
  await page.keyboard.type(text);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().waitFor();
  await page.keyboard.press('Enter');
}
