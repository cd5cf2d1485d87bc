// What scenarios do in the editor again and again.

const attempts = 10;
const patience = 5_000;

/** Waits until a file's text is shown. */
export async function untilShown(page, name) {
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
}

/** Opens a file by its name. */
export async function openFile(page, name) {
  await pick(page, 'Control+P', name);
  await untilShown(page, name);
}

/** Runs a command by the title it has in the command palette. */
export async function runCommand(page, title) {
  await pick(page, 'F1', title);
}

/**
 * Presses a key that opens a list with an input, and picks the row that has a text. Again and again: the window listens to keys only some
 * time after it is drawn, it closes the list when a late editor takes the focus, and an extension's commands come when they come.
 */
async function pick(page, key, text) {
  const widget = page.locator('.quick-input-widget');
  const input = widget.locator('input[type="text"]').first();
  for (let attempt = 1; ; attempt++) {
    try {
      await page.keyboard.press(key);
      await input.waitFor({ timeout: patience });
      // Not typed into the page: it would go into the editor if the list closed. What is there already tells commands from files.
      const [prefix] = (await input.inputValue({ timeout: patience })).match(/^>?/);
      await input.fill(`${prefix}${text}`, { timeout: patience });
      await widget.locator('.monaco-list-row', { hasText: text }).first().waitFor({ timeout: patience });
      await input.press('Enter', { timeout: patience });
      return;
    } catch (error) {
      if (attempt === attempts) throw new Error(`${key} did not lead to "${text}": ${error.message}`);
      await page.keyboard.press('Escape');
    }
  }
}

/**
 * Opens the menu of quick fixes at the cursor. Again and again: a key that comes while the focus moves into the editor is lost, and a menu
 * that opens then is closed with it.
 */
export async function openQuickFixes(page, title) {
  const action = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
  for (let attempt = 1; ; attempt++) {
    await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await page.keyboard.press('Control+.');
    try {
      await action.waitFor({ timeout: patience });
      return;
    } catch (error) {
      if (attempt === attempts) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** Tries again until it does not throw: for what the editor does in its own time, such as writing a file. */
export async function eventually(assertion) {
  for (let attempt = 1; ; attempt++) {
    try {
      return assertion();
    } catch (error) {
      if (attempt === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, patience / 25));
    }
  }
}
