import assert from 'node:assert/strict';
import type { DiagramView, TableBox } from '../../../client/webview/messages';
import { drawing, send, setTheme, wholeView } from './diagramPage';
import { graphFrom, notes, orders, pageForEachTest, users } from './suite';

describe('the diagram page', () => {
  const the = pageForEachTest();

  it('draws the tables and says when it is done', async () => {
    await the.draw(users + orders);
    assert.deepEqual(await the.page.locator('.node .name').allTextContents(), ['users', 'orders']);
    assert.equal(await the.page.locator('#title').textContent(), 'db/migrations (goose)');
    assert.equal(await the.page.locator('#badge').isVisible(), false);
  });

  it('says that there is nothing to draw', async () => {
    assert.equal(await the.draw(''), 'empty');
    assert.match((await the.page.locator('#empty').textContent()) ?? '', /^No tables yet/);
  });

  it('goes from empty to a drawing and back', async () => {
    await the.draw('');
    await the.draw(users);
    assert.equal(await the.page.locator('#empty').textContent(), '');
    await the.draw('');
    assert.equal(await the.page.locator('.node').count(), 0);
  });

  describe('while something is wrong', () => {
    it('keeps the last picture when the next cannot be drawn', async () => {
      await the.draw(users);
      await send(the.page, { type: 'draw', view: wholeView, drawing: drawing(the.next(), 'erDiagram\n  users ||', [boxOf('users')]) });
      assert.equal(await the.outcome(), 'error');
      assert.deepEqual(await the.page.locator('.node .name').allTextContents(), ['users']);
      assert.match((await the.page.locator('#badge').textContent()) ?? '', /Parse error/);
    });

    it('keeps it when the server has no answer, and drops the reason with the next drawing', async () => {
      await the.draw(users);
      await send(the.page, { type: 'problem', reason: 'the server is gone' });
      await the.page.getByText('the server is gone').waitFor();
      assert.equal(await the.page.locator('.node').count(), 1);
      await the.draw(users + orders);
      assert.equal(await the.page.locator('#badge').isVisible(), false);
    });

    it('keeps a table that is gone because a statement is half typed, and can draw without it', async () => {
      await the.draw(users + orders);
      await the.draw(users, { incomplete: true });
      assert.equal(await the.page.locator('.node').count(), 2);
      await the.page.getByRole('button', { name: 'Draw anyway' }).click();
      await the.page.locator('.node').nth(1).waitFor({ state: 'detached' });
      assert.equal(await the.page.locator('#badge').isVisible(), true);
    });

    it('draws the additional tables of an incomplete model', async () => {
      await the.draw(users);
      await the.draw(users + orders, { incomplete: true });
      assert.equal(await the.page.locator('.node').count(), 2);
      assert.match((await the.page.locator('#badge').textContent()) ?? '', /may be missing/);
    });

    it('leaves the picture alone while nothing in it has changed', async () => {
      await the.draw(users);
      const id = await the.page.locator('#canvas > svg').getAttribute('id');
      await the.draw(`${users} CREATE INDEX ON users (email);`);
      assert.equal(await the.page.locator('#canvas > svg').getAttribute('id'), id);
    });

    it('shows only the last of many drawings', async () => {
      const [first, second, last] = [await graphFrom(users), await graphFrom(users + orders), await graphFrom(users + orders + notes)];
      for (const graph of [first, second, last]) await send(the.page, { type: 'draw', view: wholeView, drawing: the.drawingOf(graph) });
      await the.outcome();
      assert.equal(await the.page.locator('.node').count(), 3);
    });
  });

  describe('clicks and keys', () => {
    it('a click on the name opens the table', async () => {
      await the.draw(users + orders);
      await the.page.locator('.node .name', { hasText: 'orders' }).click();
      assert.deepEqual(await the.last('open'), { type: 'open', entity: await the.entityOf('orders') });
    });

    it('a click anywhere in a row opens the column', async () => {
      await the.draw(users);
      for (const cell of ['full\u00a0name', 'text?']) {
        await the.page.locator('.node .label', { hasText: cell }).last().click();
        assert.deepEqual(await the.last('open'), { type: 'open', entity: await the.entityOf('users'), column: 'full name' });
      }
    });

    it('Tab goes through the tables, Enter opens, f shows the neighbours', async () => {
      await the.draw(users + orders);
      await the.page.locator('#lock').focus();
      await the.page.keyboard.press('Tab');
      const label = await the.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
      assert.equal(label, 'Table users, 3 columns, 1 relation');
      await the.page.keyboard.press('Tab');
      await the.page.keyboard.press('Enter');
      assert.deepEqual(await the.last('open'), { type: 'open', entity: await the.entityOf('orders') });
      await the.page.keyboard.press('f');
      assert.deepEqual(await the.last('view'), { type: 'view', view: { ...wholeView, focus: 'orders' } });
    });

    it('hovering lights up the relations of a table', async () => {
      await the.draw(users + orders + notes);
      await the.page.locator('.node .name', { hasText: 'notes' }).hover();
      assert.deepEqual(await the.page.locator('.node.lit .name').allTextContents(), ['orders', 'notes']);
      assert.equal(await the.page.locator('.relationshipLine.lit').count(), 1);
    });

    it('the toolbar asks for another view', async () => {
      const view: DiagramView = { ...wholeView, root: 'file:///w/db', focus: 'orders', depth: 1 };
      await the.draw(users + orders, { view });
      const asks: readonly (readonly [() => Promise<unknown>, DiagramView])[] = [
        [() => the.page.locator('#more').click(), { ...view, depth: 2 }],
        [() => the.page.locator('#fewer').click(), { ...view, depth: 0 }],
        [() => the.page.locator('#lock').click(), { ...view, locked: true }],
        [() => the.page.locator('#detail').selectOption('names'), { ...view, detail: 'names' }],
        [() => the.page.locator('#all').click(), { ...wholeView, root: 'file:///w/db' }],
      ];
      for (const [act, expected] of asks) {
        await act();
        assert.deepEqual(await the.last('view'), { type: 'view', view: expected });
      }
    });

    it('hands out the picture as a file of its own', async () => {
      await the.draw(users);
      await the.page.locator('#save').click();
      const message = await the.last('save');
      assert.ok(message.type === 'save');
      assert.match(message.svg, /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      assert.doesNotMatch(message.svg, /var\(--vscode/);
      const problem = await the.page.evaluate(
        (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent,
        message.svg,
      );
      assert.equal(problem, undefined);
    });
  });

  describe('themes', () => {
    for (const [theme, background] of [
      ['light', 'rgb(255, 255, 255)'],
      ['contrast', 'rgb(0, 0, 0)'],
      ['dark', 'rgb(31, 31, 31)'],
    ] as const) {
      it(`${theme}, followed live`, async () => {
        await setTheme(the.page, theme === 'dark' ? 'light' : 'dark');
        await the.draw(users);
        const old = await the.page.locator('#canvas > svg').getAttribute('id');
        await setTheme(the.page, theme);
        await the.page.locator(`#canvas > svg:not([id="${old}"])`).waitFor();
        const fill = await the.page
          .locator('.row-rect-odd path')
          .first()
          .evaluate((element) => getComputedStyle(element).fill);
        assert.equal(fill, background);
      });
    }
  });

  it('a change that comes in the middle of a change of theme does not keep the old colours', async () => {
    await the.draw(users);
    await setTheme(the.page, 'light');
    await the.draw(`${users} CREATE INDEX ON users (email);`);
    assert.equal(
      await the.page
        .locator('.row-rect-odd path')
        .first()
        .evaluate((element) => getComputedStyle(element).fill),
      'rgb(255, 255, 255)',
    );
  });
});

function boxOf(name: string): TableBox {
  return { entity: 't1', name, columns: [] };
}
