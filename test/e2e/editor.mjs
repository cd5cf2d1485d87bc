// Actions that several scenarios need.

const attempts = 10;

/** How long an attempt waits, in milliseconds: longer each time, for a key that was lost is pressed again soon, and a slow machine gets its time. */
const patience = (attempt) => attempt * 5_000;

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

/** Runs a command by its title in the command palette. */
export async function runCommand(page, title) {
  await pick(page, 'F1', title);
}

/**
 * Presses a key that opens a list with an input, and picks the row with this text. Retries, because the window listens to keys only some
 * time after it is drawn, closes the list when a late editor takes the focus, and lists an extension's commands late.
 */
async function pick(page, key, text) {
  const widget = page.locator('.quick-input-widget');
  const input = widget.locator('input[type="text"]').first();
  for (let attempt = 1; ; attempt++) {
    const timeout = patience(attempt);
    try {
      await page.keyboard.press(key);
      await input.waitFor({ timeout });
      // Not typed into the page: it would go into the editor if the list closed. What is there already tells commands from files.
      const [prefix] = (await input.inputValue({ timeout })).match(/^>?/);
      await input.fill(`${prefix}${text}`, { timeout });
      await widget.locator('.monaco-list-row', { hasText: text }).first().waitFor({ timeout });
      await input.press('Enter', { timeout });
      return;
    } catch (error) {
      if (attempt === attempts) throw new Error(`${key} did not lead to "${text}": ${error.message}`);
      await page.keyboard.press('Escape');
    }
  }
}

/**
 * Opens the menu of quick fixes at the cursor. Retries, because a key that comes while the focus moves into the editor is lost, and a menu
 * that opens then is closed with it.
 */
export async function openQuickFixes(page, title) {
  const action = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
  for (let attempt = 1; ; attempt++) {
    await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await page.keyboard.press('Control+.');
    try {
      await action.waitFor({ timeout: patience(attempt) });
      return;
    } catch (error) {
      if (attempt === attempts) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** Tries again, a thousand times, until it does not throw: for what the editor does in its own time, such as writing a file. */
export async function eventually(assertion) {
  for (let attempt = 1; ; attempt++) {
    try {
      return assertion();
    } catch (error) {
      if (attempt === 1000) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
