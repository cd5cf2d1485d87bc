import assert from 'node:assert/strict';
import type { DiagramView } from '../../../client/webview/messages';
import { send, wholeView } from './diagramPage';
import { becomes, notes, orders, pageForEachTest, users } from './suite';

describe('the canvas of the diagram page', () => {
  const the = pageForEachTest();

  it('fits at first, never larger than life', async () => {
    await the.draw(users);
    assert.equal((await the.placement()).k, 1);
    await the.draw(manyTables(12), { view: { ...wholeView, root: 'file:///other' } });
    const canvas = await the.page.locator('#canvas').boundingBox();
    assert.ok(canvas !== null && canvas.x >= 0 && canvas.y >= 36 && canvas.x + canvas.width <= 1000 && canvas.y + canvas.height <= 700);
  });

  it('the wheel pans, with Ctrl it zooms, dragging pans', async () => {
    await the.draw(users);
    const start = await the.placement();
    await the.page.mouse.move(500, 600);
    await the.page.mouse.wheel(30, 50);
    // The mouse's events reach the page after the call that makes them has ended.
    await becomes(() => the.moved(start), { x: -30, y: -50, k: 1 });
    await the.page.mouse.down();
    await the.page.mouse.move(560, 580, { steps: 3 });
    await the.page.mouse.up();
    await becomes(() => the.moved(start), { x: 30, y: -70, k: 1 });
    await the.page.keyboard.down('Control');
    await the.page.mouse.wheel(0, -100);
    await the.page.keyboard.up('Control');
    await becomes(async () => (await the.placement()).k > 1.1, true);
  });

  it('keys pan and zoom', async () => {
    await the.draw(users);
    const start = await the.placement();
    await the.page.keyboard.press('ArrowRight');
    await the.page.keyboard.press('ArrowDown');
    assert.deepEqual(await the.moved(start), { x: -60, y: -60, k: 1 });
    await the.page.keyboard.press('+');
    assert.equal((await the.placement()).k, 1.25);
    await the.page.keyboard.press('-');
    assert.equal((await the.placement()).k, 1);
    await the.page.keyboard.press('0');
    assert.deepEqual(await the.moved(start), { x: 0, y: 0, k: 1 });
  });

  it('a new picture leaves the zoom, and the table in the middle, where they are', async () => {
    await the.draw(users + orders + notes);
    await the.page.keyboard.press('+');
    await the.page.keyboard.press('ArrowDown');
    const { k } = await the.placement();
    const table = the.page.locator('.node .name', { hasText: 'orders' });
    const before = await table.boundingBox();
    await the.draw(`${users + orders + notes} CREATE TABLE items (order_id bigint REFERENCES orders, note_id bigint REFERENCES notes);`);
    const after = await table.boundingBox();
    assert.equal((await the.placement()).k, k);
    assert.ok(
      before !== null && after !== null && Math.hypot(after.x - before.x, after.y - before.y) < 1,
      JSON.stringify({ before, after }),
    );
  });

  it('a whole view stays whole after a change and in another window size', async () => {
    await the.draw(users + orders);
    await the.draw(manyTables(8));
    await the.page.setViewportSize({ width: 600, height: 500 });
    await the.page.waitForFunction(() => {
      const { x, y, right, bottom } = document.querySelector('#canvas')!.getBoundingClientRect();
      return x >= 0 && y >= 36 && right <= 600 && bottom <= 500;
    });
  });

  for (const [width, height, expected] of [
    [1000, 500, 'LR'],
    [500, 1000, 'TB'],
  ] as const) {
    it(`in ${width} × ${height} a chain runs ${expected}`, async () => {
      await the.page.setViewportSize({ width, height });
      await the.draw(chain(6));
      const [first, next] = await Promise.all(
        ['t0', 't1'].map((name) => the.page.getByRole('button', { name: `Table ${name},` }).boundingBox()),
      );
      assert.ok(first && next);
      assert.equal(next.x > first.x + first.width ? 'LR' : 'TB', expected);
    });
  }

  it('shows a searched table, large enough to read', async () => {
    await the.draw(manyTables(40));
    await send(the.page, { type: 'reveal', name: 't33' });
    const box = await the.page.getByRole('button', { name: 'Table t33,' }).boundingBox();
    assert.ok(box !== null && Math.abs(box.x + box.width / 2 - 500) < 5 && Math.abs(box.y + box.height / 2 - 368) < 5, JSON.stringify(box));
    assert.ok((await the.placement()).k > 0.9);
  });

  it('is the same after a restart', async () => {
    const view: DiagramView = { ...wholeView, root: 'file:///w/db', focus: 'orders', depth: 2 };
    await the.draw(users + orders, { view });
    await the.page.keyboard.press('+');
    await the.page.keyboard.press('ArrowLeft');
    const state = await the.page.evaluate(() =>
      (globalThis as unknown as { acquireVsCodeApi(): { getState(): unknown } }).acquireVsCodeApi().getState(),
    );
    const here = await the.placement();
    await the.reopen(state);
    await the.draw(users + orders, { view });
    assert.deepEqual(await the.placement(), here);
    assert.deepEqual(state, { view, direction: 'TB', placement: here });
  });
});

function manyTables(count: number): string {
  return Array.from({ length: count }, (_, at) => `CREATE TABLE t${at} (id int PRIMARY KEY, up int REFERENCES t${at >> 1});`).join('\n');
}

function chain(count: number): string {
  return Array.from(
    { length: count },
    (_, at) => `CREATE TABLE t${at} (id int PRIMARY KEY, up int REFERENCES t${Math.max(0, at - 1)});`,
  ).join('\n');
}
