import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { DiagramView, FromPage, TableBox } from '../../../client/webview/messages';
import { type Graph, graphOf } from '../../../server/src/diagram/graph';
import { mermaidSource } from '../../../server/src/diagram/write/mermaid';
import { schemaOf } from '../../support/memoryProject';
import { bundlePage, drawing, openDiagram, outcome, posted, send, setTheme, wholeView } from './diagramPage';
import { startBrowser } from './openPage';

const users = 'CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, "full name" text);';
const orders = 'CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users);';
const notes = 'CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);';

describe('the diagram page', function () {
  this.timeout(120_000);
  let browser: Browser;
  let files: ReadonlyMap<string, Uint8Array>;
  let page: Page;
  let sequence = 0;

  before(async () => {
    [browser, files] = await Promise.all([startBrowser(), bundlePage()]);
  });
  beforeEach(async () => {
    page = await openDiagram(browser, files);
  });
  afterEach(async () => {
    const violations = await page.evaluate(() => (globalThis as unknown as { violations: readonly string[] }).violations);
    await page.close();
    assert.deepEqual(violations, [], 'the content security policy was broken');
  });
  after(() => browser.close());

  it('draws the tables and says when it is done', async () => {
    await draw(users + orders);
    assert.deepEqual(await page.locator('.node .name').allTextContents(), ['users', 'orders']);
    assert.equal(await page.locator('#title').textContent(), 'db/migrations (goose)');
    assert.equal(await page.locator('#badge').isVisible(), false);
  });

  it('says that there is nothing to draw', async () => {
    assert.equal(await draw(''), 'empty');
    assert.match((await page.locator('#empty').textContent()) ?? '', /^No tables yet/);
  });

  it('goes from empty to a drawing and back', async () => {
    await draw('');
    await draw(users);
    assert.equal(await page.locator('#empty').textContent(), '');
    await draw('');
    assert.equal(await page.locator('.node').count(), 0);
  });

  describe('while something is wrong', () => {
    it('keeps the last picture when the next cannot be drawn', async () => {
      await draw(users);
      await send(page, { type: 'draw', view: wholeView, drawing: drawing(++sequence, 'erDiagram\n  users ||', [boxOf('users')]) });
      assert.equal(await outcome(page, sequence), 'error');
      assert.deepEqual(await page.locator('.node .name').allTextContents(), ['users']);
      assert.match((await page.locator('#badge').textContent()) ?? '', /Parse error/);
    });

    it('keeps it when the server has no answer, and drops the reason with the next drawing', async () => {
      await draw(users);
      await send(page, { type: 'problem', reason: 'the server is gone' });
      await page.getByText('the server is gone').waitFor();
      assert.equal(await page.locator('.node').count(), 1);
      await draw(users + orders);
      assert.equal(await page.locator('#badge').isVisible(), false);
    });

    it('keeps a table that is gone because a statement is half typed, and can draw without it', async () => {
      await draw(users + orders);
      await draw(users, { incomplete: true });
      assert.equal(await page.locator('.node').count(), 2);
      await page.getByRole('button', { name: 'Draw anyway' }).click();
      await page.locator('.node').nth(1).waitFor({ state: 'detached' });
      assert.equal(await page.locator('#badge').isVisible(), true);
    });

    it('draws what an incomplete model has more', async () => {
      await draw(users);
      await draw(users + orders, { incomplete: true });
      assert.equal(await page.locator('.node').count(), 2);
      assert.match((await page.locator('#badge').textContent()) ?? '', /may be missing/);
    });

    it('leaves the picture alone while nothing in it has changed', async () => {
      await draw(users);
      const id = await page.locator('#canvas > svg').getAttribute('id');
      await draw(`${users} CREATE INDEX ON users (email);`);
      assert.equal(await page.locator('#canvas > svg').getAttribute('id'), id);
    });

    it('shows only the last of many drawings', async () => {
      const [first, second, last] = [await graphFrom(users), await graphFrom(users + orders), await graphFrom(users + orders + notes)];
      for (const graph of [first, second, last]) await send(page, { type: 'draw', view: wholeView, drawing: drawingOf(graph) });
      await outcome(page, sequence);
      assert.equal(await page.locator('.node').count(), 3);
    });
  });

  describe('clicks and keys', () => {
    it('a click on the name opens the table', async () => {
      await draw(users + orders);
      await page.locator('.node .name', { hasText: 'orders' }).click();
      assert.deepEqual(await last('open'), { type: 'open', entity: await entityOf('orders') });
    });

    it('a click on a row opens the column, wherever in the row', async () => {
      await draw(users);
      for (const cell of ['full\u00a0name', 'text?']) {
        await page.locator('.node .label', { hasText: cell }).last().click();
        assert.deepEqual(await last('open'), { type: 'open', entity: await entityOf('users'), column: 'full name' });
      }
    });

    it('Tab goes through the tables, Enter opens, f shows the neighbours', async () => {
      await draw(users + orders);
      await page.locator('#lock').focus();
      await page.keyboard.press('Tab');
      const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
      assert.equal(label, 'Table users, 3 columns, 1 relation');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      assert.deepEqual(await last('open'), { type: 'open', entity: await entityOf('orders') });
      await page.keyboard.press('f');
      assert.deepEqual(await last('view'), { type: 'view', view: { ...wholeView, focus: 'orders' } });
    });

    it('hovering lights up the relations of a table', async () => {
      await draw(users + orders + notes);
      await page.locator('.node .name', { hasText: 'notes' }).hover();
      assert.deepEqual(await page.locator('.node.lit .name').allTextContents(), ['orders', 'notes']);
      assert.equal(await page.locator('.relationshipLine.lit').count(), 1);
    });

    it('the toolbar asks for another view', async () => {
      const view: DiagramView = { ...wholeView, root: 'file:///w/db', focus: 'orders', depth: 1 };
      await draw(users + orders, { view });
      const asks: readonly (readonly [() => Promise<unknown>, DiagramView])[] = [
        [() => page.locator('#more').click(), { ...view, depth: 2 }],
        [() => page.locator('#fewer').click(), { ...view, depth: 0 }],
        [() => page.locator('#lock').click(), { ...view, locked: true }],
        [() => page.locator('#detail').selectOption('names'), { ...view, detail: 'names' }],
        [() => page.locator('#all').click(), { ...wholeView, root: 'file:///w/db' }],
      ];
      for (const [act, expected] of asks) {
        await act();
        assert.deepEqual(await last('view'), { type: 'view', view: expected });
      }
    });

    it('hands out the picture as a file of its own', async () => {
      await draw(users);
      await page.locator('#save').click();
      const message = await last('save');
      assert.ok(message.type === 'save');
      assert.match(message.svg, /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      assert.doesNotMatch(message.svg, /var\(--vscode/);
      const problem = await page.evaluate(
        (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent,
        message.svg,
      );
      assert.equal(problem, undefined);
    });
  });

  describe('where one looks', () => {
    it('fits at first, never larger than life', async () => {
      await draw(users);
      assert.equal((await placement()).k, 1);
      await draw(manyTables(12), { view: { ...wholeView, root: 'file:///other' } });
      const canvas = await page.locator('#canvas').boundingBox();
      assert.ok(canvas !== null && canvas.x >= 0 && canvas.y >= 36 && canvas.x + canvas.width <= 1000 && canvas.y + canvas.height <= 700);
    });

    it('the wheel pans, with Ctrl it zooms, dragging pans', async () => {
      await draw(users);
      const start = await placement();
      await page.mouse.move(500, 600);
      await page.mouse.wheel(30, 50);
      assert.deepEqual(await moved(start), { x: -30, y: -50, k: 1 });
      await page.mouse.down();
      await page.mouse.move(560, 580, { steps: 3 });
      await page.mouse.up();
      assert.deepEqual(await moved(start), { x: 30, y: -70, k: 1 });
      await page.keyboard.down('Control');
      await page.mouse.wheel(0, -100);
      await page.keyboard.up('Control');
      assert.ok((await placement()).k > 1.1);
    });

    it('keys pan and zoom', async () => {
      await draw(users);
      const start = await placement();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
      assert.deepEqual(await moved(start), { x: -60, y: -60, k: 1 });
      await page.keyboard.press('+');
      assert.equal((await placement()).k, 1.25);
      await page.keyboard.press('-');
      assert.equal((await placement()).k, 1);
      await page.keyboard.press('0');
      assert.deepEqual(await moved(start), { x: 0, y: 0, k: 1 });
    });

    it('a new picture leaves the zoom, and the table in the middle, where they are', async () => {
      await draw(users + orders + notes);
      await page.keyboard.press('+');
      await page.keyboard.press('ArrowDown');
      const { k } = await placement();
      const table = page.locator('.node .name', { hasText: 'orders' });
      const before = await table.boundingBox();
      await draw(`${users + orders + notes} CREATE TABLE items (order_id bigint REFERENCES orders, note_id bigint REFERENCES notes);`);
      const after = await table.boundingBox();
      assert.equal((await placement()).k, k);
      assert.ok(
        before !== null && after !== null && Math.hypot(after.x - before.x, after.y - before.y) < 1,
        JSON.stringify({ before, after }),
      );
    });

    it('who sees the whole sees it after a change and in another window size', async () => {
      await draw(users + orders);
      await draw(manyTables(8));
      await page.setViewportSize({ width: 600, height: 500 });
      await page.waitForFunction(() => {
        const { x, y, right, bottom } = document.querySelector('#canvas')!.getBoundingClientRect();
        return x >= 0 && y >= 36 && right <= 600 && bottom <= 500;
      });
    });

    for (const [width, height, expected] of [
      [1000, 500, 'LR'],
      [500, 1000, 'TB'],
    ] as const) {
      it(`in ${width} × ${height} a chain runs ${expected}`, async () => {
        await page.setViewportSize({ width, height });
        await draw(chain(6));
        const [first, next] = await Promise.all(
          ['t0', 't1'].map((name) => page.getByRole('button', { name: `Table ${name},` }).boundingBox()),
        );
        assert.ok(first && next);
        assert.equal(next.x > first.x + first.width ? 'LR' : 'TB', expected);
      });
    }

    it('shows a table that was looked for, large enough to read', async () => {
      await draw(manyTables(40));
      await send(page, { type: 'reveal', name: 't33' });
      const box = await page.getByRole('button', { name: 'Table t33,' }).boundingBox();
      assert.ok(
        box !== null && Math.abs(box.x + box.width / 2 - 500) < 5 && Math.abs(box.y + box.height / 2 - 368) < 5,
        JSON.stringify(box),
      );
      assert.ok((await placement()).k > 0.9);
    });

    it('is the same after a restart', async () => {
      const view: DiagramView = { ...wholeView, root: 'file:///w/db', focus: 'orders', depth: 2 };
      await draw(users + orders, { view });
      await page.keyboard.press('+');
      await page.keyboard.press('ArrowLeft');
      const state = await page.evaluate(() =>
        (globalThis as unknown as { acquireVsCodeApi(): { getState(): unknown } }).acquireVsCodeApi().getState(),
      );
      const here = await placement();
      await page.close();
      page = await openDiagram(browser, files, state);
      await draw(users + orders, { view });
      assert.deepEqual(await placement(), here);
      assert.deepEqual(state, { view, direction: 'TB', placement: here });
    });
  });

  describe('themes', () => {
    for (const [theme, background] of [
      ['light', 'rgb(255, 255, 255)'],
      ['contrast', 'rgb(0, 0, 0)'],
      ['dark', 'rgb(31, 31, 31)'],
    ] as const) {
      it(`${theme}, followed live`, async () => {
        await setTheme(page, theme === 'dark' ? 'light' : 'dark');
        await draw(users);
        const old = await page.locator('#canvas > svg').getAttribute('id');
        await setTheme(page, theme);
        await page.locator(`#canvas > svg:not([id="${old}"])`).waitFor();
        const fill = await page
          .locator('.row-rect-odd path')
          .first()
          .evaluate((element) => getComputedStyle(element).fill);
        assert.equal(fill, background);
      });
    }
  });

  it('a change that comes in the middle of a change of theme does not keep the old colours', async () => {
    await draw(users);
    await setTheme(page, 'light');
    await draw(`${users} CREATE INDEX ON users (email);`);
    assert.equal(
      await page
        .locator('.row-rect-odd path')
        .first()
        .evaluate((element) => getComputedStyle(element).fill),
      'rgb(255, 255, 255)',
    );
  });

  async function draw(
    sql: string,
    { view = wholeView, incomplete = false }: { view?: DiagramView; incomplete?: boolean } = {},
  ): Promise<string> {
    await send(page, { type: 'draw', view, drawing: drawingOf(await graphFrom(sql), incomplete) });
    return outcome(page, sequence);
  }

  function drawingOf(graph: Graph, incomplete = false): ReturnType<typeof drawing> {
    const boxes = graph.entities.map(
      ({ id, name, attributes }): TableBox => ({ entity: id, name, columns: attributes.map((attribute) => attribute.name) }),
    );
    return drawing(++sequence, mermaidSource(graph, { flavour: 'shipped', detail: 'full' }), boxes, incomplete);
  }

  async function last(type: FromPage['type']): Promise<FromPage> {
    const message = (await posted(page)).filter((candidate) => candidate.type === type).at(-1);
    assert.ok(message !== undefined, `nothing of ${type} was posted`);
    return message;
  }

  async function placement(): Promise<{ x: number; y: number; k: number }> {
    const style = (await page.locator('#canvas').getAttribute('style')) ?? '';
    const [, x, y, k] = /translate\(([-\d.]+)px, ([-\d.]+)px\) scale\(([-\d.]+)\)/.exec(style) ?? [];
    return { x: Number(x), y: Number(y), k: Number(k) };
  }

  async function moved(start: { x: number; y: number }): Promise<{ x: number; y: number; k: number }> {
    const { x, y, k } = await placement();
    return { x: Math.round(x - start.x), y: Math.round(y - start.y), k };
  }

  async function entityOf(name: string): Promise<string> {
    const id = await page
      .locator('g.node', { has: page.getByText(name, { exact: true }) })
      .first()
      .getAttribute('id');
    return /-entity-(\w+)-\d+$/.exec(id ?? '')![1]!;
  }
});

async function graphFrom(sql: string): Promise<Graph> {
  return graphOf(await schemaOf(sql));
}

function boxOf(name: string): TableBox {
  return { entity: 't1', name, columns: [] };
}

function manyTables(count: number): string {
  return Array.from({ length: count }, (_, at) => `CREATE TABLE t${at} (id int PRIMARY KEY, up int REFERENCES t${at >> 1});`).join('\n');
}

function chain(count: number): string {
  return Array.from(
    { length: count },
    (_, at) => `CREATE TABLE t${at} (id int PRIMARY KEY, up int REFERENCES t${Math.max(0, at - 1)});`,
  ).join('\n');
}
