import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import type { DiagramView, FromPage, TableBox } from '../../../client/webview/messages';
import { type Graph, graphOf } from '../../../server/src/diagram/graph';
import { mermaidSource } from '../../../server/src/diagram/write/mermaid';
import { schemaOf } from '../../support/memoryProject';
import { bundlePage, drawing, openDiagram, outcome, posted, send, wholeView } from './diagramPage';
import { sharedBrowser } from './openPage';

export const users = 'CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, "full name" text);';
export const orders = 'CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users);';
export const notes = 'CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);';

export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

/** The diagram page of the test that runs. */
export interface PageUnderTest {
  readonly page: Page;
  /** Draws the schema that some SQL makes; how the drawing came out. */
  draw(sql: string, options?: { readonly view?: DiagramView; readonly incomplete?: boolean }): Promise<string>;
  /** A drawing with the next number, not sent yet. */
  drawingOf(graph: Graph, incomplete?: boolean): ReturnType<typeof drawing>;
  /** The number of the next drawing. */
  next(): number;
  /** How the last drawing came out. */
  outcome(): Promise<string>;
  /** The last message of a type that the page posted. */
  last(type: FromPage['type']): Promise<FromPage>;
  placement(): Promise<Placement>;
  /** The placement, `x` and `y` as distances from an earlier one. */
  moved(start: { readonly x: number; readonly y: number }): Promise<Placement>;
  /** The id of a table's entity. */
  entityOf(name: string): Promise<string>;
  /** Closes the page and opens another one with a saved state. */
  reopen(state: unknown): Promise<void>;
}

/** Opens a new page for each test of the suite that it is called in, and checks that no test breaks the content security policy. */
export function pageForEachTest(): PageUnderTest {
  let browser: Browser;
  let files: ReadonlyMap<string, Uint8Array>;
  let page: Page;
  let sequence = 0;

  before(async () => {
    [browser, files] = await Promise.all([sharedBrowser(), bundlePage()]);
  });
  beforeEach(async () => {
    page = await openDiagram(browser, files);
  });
  afterEach(async () => {
    const violations = await page.evaluate(() => (globalThis as unknown as { violations: readonly string[] }).violations);
    await page.close();
    assert.deepEqual(violations, [], 'the content security policy was broken');
  });

  const drawingOf: PageUnderTest['drawingOf'] = (graph, incomplete = false) => {
    const boxes = graph.entities.map(
      ({ id, name, attributes }): TableBox => ({ entity: id, name, columns: attributes.map((attribute) => attribute.name) }),
    );
    return drawing(++sequence, mermaidSource(graph, { flavour: 'shipped', detail: 'full' }), boxes, incomplete);
  };
  const placement = async (): Promise<Placement> => {
    const style = (await page.locator('#canvas').getAttribute('style')) ?? '';
    const [, x, y, k] = /translate\(([-\d.]+)px, ([-\d.]+)px\) scale\(([-\d.]+)\)/.exec(style) ?? [];
    return { x: Number(x), y: Number(y), k: Number(k) };
  };
  return {
    get page() {
      return page;
    },
    async draw(sql, { view = wholeView, incomplete = false } = {}) {
      await send(page, { type: 'draw', view, drawing: drawingOf(await graphFrom(sql), incomplete) });
      return outcome(page, sequence);
    },
    drawingOf,
    next: () => ++sequence,
    outcome: () => outcome(page, sequence),
    async last(type) {
      const message = (await posted(page)).filter((candidate) => candidate.type === type).at(-1);
      assert.ok(message !== undefined, `nothing of ${type} was posted`);
      return message;
    },
    placement,
    async moved(start) {
      const { x, y, k } = await placement();
      return { x: Math.round(x - start.x), y: Math.round(y - start.y), k };
    },
    async entityOf(name) {
      const id = await page
        .locator('g.node', { has: page.getByText(name, { exact: true }) })
        .first()
        .getAttribute('id');
      return /-entity-(\w+)-\d+$/.exec(id ?? '')![1]!;
    },
    async reopen(state) {
      await page.close();
      page = await openDiagram(browser, files, state);
    },
  };
}

/** Reads until it is so, a thousand times at most. The page answers each time, so the wait is as long as the page is slow. */
export async function becomes<T>(read: () => Promise<T>, expected: T): Promise<void> {
  let found = await read();
  for (let reads = 1; reads < 1000 && !isDeepStrictEqual(found, expected); reads++) found = await read();
  assert.deepEqual(found, expected);
}

export async function graphFrom(sql: string): Promise<Graph> {
  return graphOf(await schemaOf(sql));
}
