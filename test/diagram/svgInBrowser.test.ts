import assert from 'node:assert/strict';
import { array, assert as assertProperty, asyncProperty, constantFrom, integer, record, string, uniqueArray } from 'fast-check';
import type { Page } from 'playwright-core';
import type { Detail } from '../../server/src/diagram/detail';
import { type Graph, graphOf } from '../../server/src/diagram/graph';
import { svgSource } from '../../server/src/diagram/write/svg';
import { schemaOf } from '../support/memoryProject';
import { runs } from '../support/runs';
import { openPage, sharedBrowser } from './browser/openPage';
import { graphOfNames, nastyNames } from './nastyNames';

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A drawing as the browser renders it. `error` is '' when it is well-formed XML. */
interface Picture {
  readonly error: string;
  readonly page: Rect;
  readonly tables: readonly { readonly id: string; readonly title: string; readonly box: Rect; readonly texts: readonly Written[] }[];
  readonly lines: readonly {
    readonly parent: string;
    readonly child: string;
    readonly ends: readonly [Spot, Spot];
    readonly way: readonly Spot[];
  }[];
  readonly labels: readonly Written[];
}

interface Written {
  readonly text: string;
  readonly place: Rect;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

const DETAILS: readonly Detail[] = ['full', 'keys', 'names'];

describe('an SVG in a browser', () => {
  let page: Page;

  before(async () => {
    page = await openPage(await sharedBrowser(), '<!doctype html><body></body>', new Map());
  });
  after(() => page.close());

  for (const detail of DETAILS) {
    it(`a schema with every kind of line and box (${detail})`, async () => checkPicture(graphOf(await schemaOf(SCHEMA)), detail));
    it(`every nasty name (${detail})`, () => checkPicture(graphOfNames(nastyNames), detail));
    it(`a table that a hundred others point at (${detail})`, () => checkPicture(hub(100), detail));
    it(`two hundred tables in a chain (${detail})`, () =>
      checkPicture(graphOfNames(Array.from({ length: 200 }, (_, at) => `t${at}`)), detail));
  }

  it('any names', () =>
    assertProperty(
      asyncProperty(uniqueArray(string({ unit: 'binary', maxLength: 20 }), { minLength: 1, maxLength: 6 }), (names) =>
        checkPicture(graphOfNames(names), 'full'),
      ),
      { numRuns: runs(60) },
    ));

  it('any halves of characters', () =>
    assertProperty(
      asyncProperty(array(integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 20 }), (codes) =>
        checkPicture(graphOfNames([String.fromCharCode(...codes)]), 'full'),
      ),
      { numRuns: runs(60) },
    ));

  it('any lines', () => assertProperty(asyncProperty(anyGraph(), constantFrom(...DETAILS), checkPicture), { numRuns: runs(60) }));

  it('follows the colours of the page', async () => {
    const fills: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await draw(svgSource(hub(2), 'full'));
      fills.push(await page.evaluate(() => getComputedStyle(document.querySelector('.erd .page')!).fill));
    }
    assert.deepEqual(fills, ['rgb(255, 255, 255)', 'rgb(13, 17, 23)']);
  });

  async function checkPicture(graph: Graph, detail: Detail): Promise<void> {
    const picture = await draw(svgSource(graph, detail));
    assert.equal(picture.error, '');
    assert.deepEqual(
      byId(picture.tables).map(({ title }) => title),
      byId(graph.entities).map(titleOf),
    );
    assert.deepEqual(
      byId(picture.tables).map(({ texts }) => texts.map(({ text }) => text)),
      byId(graph.entities).map((entity) => textsOf(entity, detail)),
    );
    assert.deepEqual(
      picture.labels.map(({ text }) => text).sort(),
      detail === 'names' ? [] : graph.relations.map(({ columns }) => columns.map(drawn).join(', ')).sort(),
    );
    checkPlaces(picture);
    checkLines(picture, graph);
  }

  async function draw(svg: string): Promise<Picture> {
    return page.evaluate(readPicture, svg);
  }
});

/** Checks that nothing leaves the picture, no box covers another one, and no text leaves its box. */
function checkPlaces({ page, tables, labels }: Picture): void {
  for (const { box, texts, id } of tables) {
    assert.ok(isInside(box, page), `${id} is cut off`);
    for (const { text, place } of texts) assert.ok(isInside(place, box), `${JSON.stringify(text)} leaves its box`);
    for (const row of texts)
      for (const other of texts) assert.ok(row === other || !touches(row.place, other.place), `${row.text} covers ${other.text}`);
  }
  for (const { text, place } of labels) assert.ok(isInside(place, page), `${JSON.stringify(text)} is cut off`);
  for (const [at, one] of tables.entries())
    for (const other of tables.slice(at + 1)) assert.ok(!touches(one.box, other.box), `${one.id} covers ${other.id}`);
}

/** Checks that each foreign key is one line, which ends at the borders of its two boxes. */
function checkLines({ lines, tables }: Picture, graph: Graph): void {
  const pair = ({ parent, child }: { parent: string; child: string }): string => `${parent} ${child}`;
  assert.deepEqual(lines.map(pair).sort(), graph.relations.map(pair).sort());
  const boxes = new Map(tables.map(({ id, box }) => [id, box]));
  for (const { parent, child, ends, way } of lines) {
    assert.ok(isAtBorder(ends[0], boxes.get(parent)!), `the line from ${parent} to ${child} begins beside its box`);
    assert.ok(isAtBorder(ends[1], boxes.get(child)!), `the line from ${parent} to ${child} ends beside its box`);
    const crossed = tables.find(({ box }) => way.some((spot) => isWithin(spot, box)));
    assert.equal(crossed, undefined, `the line from ${parent} to ${child} crosses a box`);
  }
}

/** Runs in the page. */
function readPicture(svg: string): Picture {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const error = parsed.querySelector('parsererror')?.textContent ?? '';
  const root = document.importNode(parsed.documentElement, true) as unknown as SVGSVGElement;
  document.body.replaceChildren(root);
  const rect = (element: Element): Rect => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const written = (element: Element): Written => ({ text: element.textContent ?? '', place: rect(element) });
  const spot = (path: SVGPathElement, length: number): Spot => {
    const { x, y } = path.getPointAtLength(length).matrixTransform(path.getScreenCTM()!);
    return { x, y };
  };
  return {
    error,
    page: rect(root),
    tables: [...root.querySelectorAll<SVGGElement>('.table')].map((table) => ({
      id: table.dataset.table ?? '',
      title: table.querySelector('title')?.textContent ?? '',
      box: rect(table.querySelector('.back')!),
      texts: [...table.querySelectorAll('text')].map(written),
    })),
    lines: [...root.querySelectorAll<SVGGElement>('.relation')].map(({ dataset, firstElementChild }) => {
      const path = firstElementChild as SVGPathElement;
      const length = path.getTotalLength();
      const way = Array.from({ length: Math.floor(length / 12) }, (_, at) => spot(path, at * 12));
      return { parent: dataset.parent ?? '', child: dataset.child ?? '', ends: [spot(path, 0), spot(path, length)] as const, way };
    }),
    labels: [...root.querySelectorAll('.label')].map(written),
  };
}

function byId<T extends { readonly id: string }>(all: readonly T[]): readonly T[] {
  return [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function titleOf({ name, kind }: Graph['entities'][number]): string {
  return drawn(name) + { table: '', missing: ': no migration makes this table', outside: ': not part of this picture' }[kind];
}

function textsOf({ name, attributes }: Graph['entities'][number], detail: Detail): readonly string[] {
  const rows = detail === 'names' ? [] : attributes.filter(({ keys }) => detail === 'full' || keys.length > 0);
  return [
    drawn(name),
    ...rows.flatMap((row) => [
      drawn(row.type) + (row.nullable ? '?' : ''),
      drawn(row.name),
      ...(row.keys.length === 0 ? [] : [row.keys.join(', ')]),
    ]),
  ];
}

/** The expected text of a name. Characters that XML cannot hold and invisible characters are drawn as symbols. */
function drawn(name: string): string {
  return name
    .replace(/\p{Cc}/gu, (character) => {
      const code = character.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
    })
    .replace(/[\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');
}

/** Distance in pixels by which rounding may move an edge. */
const SLACK = 0.5;

function isInside(inner: Rect, outer: Rect): boolean {
  const empty = inner.right === inner.left;
  return (
    empty ||
    (inner.left >= outer.left - SLACK &&
      inner.right <= outer.right + SLACK &&
      inner.top >= outer.top - SLACK &&
      inner.bottom <= outer.bottom + SLACK)
  );
}

function touches(a: Rect, b: Rect): boolean {
  return a.left < b.right - SLACK && b.left < a.right - SLACK && a.top < b.bottom - SLACK && b.top < a.bottom - SLACK;
}

function isWithin({ x, y }: Spot, { left, top, right, bottom }: Rect): boolean {
  return x > left + SLACK && x < right - SLACK && y > top + SLACK && y < bottom - SLACK;
}

function isAtBorder({ x, y }: Spot, { left, top, right, bottom }: Rect): boolean {
  const within = x >= left - SLACK && x <= right + SLACK && y >= top - SLACK && y <= bottom + SLACK;
  return within && [x - left, x - right, y - top, y - bottom].some((distance) => Math.abs(distance) <= SLACK);
}

const SCHEMA = `
  CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, manager bigint REFERENCES users, backup bigint NOT NULL REFERENCES users);
  CREATE TABLE profiles (id bigint PRIMARY KEY REFERENCES users, "größe 日本" numeric(10,2));
  CREATE TABLE posts (id bigint PRIMARY KEY, author bigint REFERENCES users, editor bigint NOT NULL REFERENCES users, topic int REFERENCES gone);
  CREATE TABLE tags (name text PRIMARY KEY);
  CREATE TABLE post_tags (post bigint REFERENCES posts, tag text REFERENCES tags, PRIMARY KEY (post, tag));
  CREATE TABLE a (id int PRIMARY KEY, b int);
  CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a);
  ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;
  CREATE TABLE alone (x text);
  CREATE TABLE empty ();`;

/** One table that all others reference. */
function hub(count: number): Graph {
  const { entities, relations } = graphOfNames(Array.from({ length: count }, (_, at) => `table_${at}`));
  return { entities, relations: relations.slice(1).map((relation, at) => ({ ...relation, parent: 't0', child: `t${at + 1}` })) };
}

function anyGraph() {
  const ends = record({ parent: integer({ min: 0, max: 11 }), child: integer({ min: 0, max: 11 }), optional: constantFrom(true, false) });
  return array(ends, { maxLength: 30 }).map((lines): Graph => {
    const { entities } = graphOfNames(
      Array.from({ length: 12 }, (_, at) => `table_${at}`),
      ['id', 'a_column', 'b'],
    );
    return {
      entities,
      relations: lines.map(({ parent, child, optional }, at) => ({
        ...{ parent: `t${parent}`, child: `t${child}`, optional, oneToOne: at % 3 === 0, identifying: at % 2 === 0 },
        columns: at % 4 === 0 ? ['a_column', 'b'] : ['b'],
      })),
    };
  });
}
