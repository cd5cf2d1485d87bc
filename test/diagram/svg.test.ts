import assert from 'node:assert/strict';
import type { Detail } from '../../server/src/diagram/detail';
import { type Graph, graphOf } from '../../server/src/diagram/graph';
import { FONT_SIZE, textWidth } from '../../server/src/diagram/layout/text';
import { svgSource } from '../../server/src/diagram/write/svg';
import { escaped, fitted } from '../../server/src/diagram/write/svg/text';
import { schemaOf } from '../support/memoryProject';
import { graphOfNames } from './nastyNames';

const SHOP = `
  CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, name text);
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, total numeric(10,2));`;

describe('SVG', () => {
  describe('content', () => {
    check('full', SHOP, 'full', [
      'table users: bigint id PK; text email UK; text? name',
      'table orders: bigint id PK; bigint user_id FK; numeric(10,2)? total',
      'users ||..o{ orders: user_id',
    ]);
    check('keys', SHOP, 'keys', [
      'table users: bigint id PK; text email UK',
      'table orders: bigint id PK; bigint user_id FK',
      'users ||..o{ orders: user_id',
    ]);
    check('names', SHOP, 'names', ['table users', 'table orders', 'users ||..o{ orders']);
    check('a column of two keys', 'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY REFERENCES a);', 'full', [
      'table a: integer id PK',
      'table b: integer id PK, FK',
      'a ||--o| b: id',
    ]);
    check(
      'a foreign key of two columns',
      'CREATE TABLE a (x int, y int, PRIMARY KEY (x, y)); CREATE TABLE b (x int, y int, FOREIGN KEY (x, y) REFERENCES a);',
      'names',
      ['table a', 'table b', 'a |o..o{ b'],
    );
    check('one child at most, or no parent', 'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int UNIQUE REFERENCES a);', 'keys', [
      'table a: integer id PK',
      'table b: integer? a FK, UK',
      'a |o..o| b: a',
    ]);
    check(
      'a table that points at itself',
      'CREATE TABLE a (id int PRIMARY KEY, up int REFERENCES a, top int NOT NULL REFERENCES a);',
      'keys',
      ['table a: integer id PK; integer? up FK; integer top FK', 'a |o..o{ a: up', 'a ||..o{ a: top'],
    );
    check('a table that no migration makes', 'CREATE TABLE a (b int REFERENCES gone (id));', 'names', [
      'table a',
      'missing gone',
      'gone |o..o{ a',
    ]);
    check('names that mean something to XML', 'CREATE TABLE "a<&\\""]]>" ("&amp;" int NOT NULL);', 'full', [
      'table a<&\\"]]>: integer &amp;',
    ]);
    check('no tables', '', 'full', []);
  });

  it('a table outside of what was asked for is drawn by name', async () => {
    const schema = await schemaOf(SHOP);
    const orders = [...schema.tables.values()].find(({ name }) => name === 'orders')!;
    assert.deepEqual(described(svgSource(graphOf(schema, { tables: [orders.id] }), 'names')), [
      'outside users',
      'table orders',
      'users ||..o{ orders',
    ]);
  });

  it('says that an empty schema is empty', () => {
    const empty = svgSource({ entities: [], relations: [] }, 'full');
    assert.match(empty, /<desc>0 tables and 0 foreign keys\.<\/desc>/);
    assert.match(empty, />No tables</);
  });

  it('describes itself', () => assert.match(svgSource(graphOfNames(['a', 'b']), 'full'), /<desc>2 tables and 2 foreign keys\.<\/desc>/));

  it('is one picture: no script, nothing from elsewhere, rounded numbers, a line break at the end', () => {
    const text = svgSource(hub(30), 'full');
    assert.doesNotMatch(text, /<script|href=|url\(|@import|NaN|undefined|Infinity/);
    assert.deepEqual(text.replace(/http:\/\/www\.w3\.org\/2000\/svg/, '').match(/https?:/), null);
    assert.doesNotMatch(text.slice(text.indexOf('</style>')), /\d\.\d\d/);
    assert.ok(text.endsWith('</svg>\n'));
  });

  it('does not depend on earlier drawings', () => {
    const first = svgSource(hub(25), 'keys');
    svgSource(hub(3), 'full');
    assert.equal(svgSource(hub(25), 'keys'), first);
  });

  it('sets many children of one table in several columns, and tables without keys in a grid', () => {
    const { width, height } = sizeOf(svgSource(hub(60), 'keys'));
    assert.ok(width / height > 0.6 && width / height < 3, `${width} × ${height}`);
    const alone: Graph = { ...hub(60), relations: [] };
    const grid = sizeOf(svgSource(alone, 'keys'));
    assert.ok(grid.width / grid.height > 0.8 && grid.width / grid.height < 3, `${grid.width} × ${grid.height}`);
  });

  it('lines between the same two tables do not cross', async () => {
    for (const order of ['x y z', 'z y x', 'y z x']) {
      const columns = order.split(' ').map((name) => `${name} int REFERENCES a`);
      const svg = svgSource(
        graphOf(await schemaOf(`CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (${columns.join(', ')});`)),
        'full',
      );
      const labels = [...svg.matchAll(/class="label" x="\d+" y="(\d+)">(\w)</g)].sort((a, b) => Number(a[1]) - Number(b[1]));
      assert.equal(labels.map(([, , name]) => name).join(' '), order);
    }
  });

  it('draws a large schema', () => assert.equal(described(svgSource(hub(200), 'names')).length, 200 + 199));
});

describe('text of an SVG', () => {
  for (const [text, cells] of [
    ['', 0],
    ['order_items', 11],
    ['größe', 5],
    ['e\u0301', 1],
    ['日本語', 6],
    ['한글', 4],
    ['ｆｕｌｌ', 8],
    ['🙂', 2],
    ['a\u200bb', 2],
  ] as const) {
    it(`${JSON.stringify(text)} takes ${cells} cells`, () => assert.ok(Math.abs(textWidth(text) - cells * FONT_SIZE * 0.61) < 1e-9));
  }

  for (const [text, expected] of [
    ['', ''],
    ['order_items', ''],
    ['größe имя', ''],
    ['日本', ' textLength="32" lengthAdjust="spacingAndGlyphs"'],
    ['\ufdfd', ' textLength="8" lengthAdjust="spacingAndGlyphs"'],
    ['\u200b', ''],
  ] as const) {
    it(`${JSON.stringify(text)} is ${expected === '' ? 'drawn as wide as it comes' : 'held to its room'}`, () =>
      assert.equal(fitted(text), expected));
  }

  for (const [text, expected] of [
    ['a < b & "c" > d', 'a &lt; b &amp; &quot;c&quot; &gt; d'],
    ['a\n\tb\0', 'a␊␉b␀'],
    ['\u007f\u0085', '␡\ufffd'],
    ['\ud83d', '\ufffd'],
    ['x\udc00y', 'x\ufffdy'],
    ['\ufffe\uffff', '\ufffd\ufffd'],
    ['🙂', '🙂'],
  ] as const) {
    it(`${JSON.stringify(text)} is written ${expected}`, () => assert.equal(escaped(text), expected));
  }
});

function check(title: string, sql: string, detail: Detail, expected: readonly string[]): void {
  it(`${title} (${detail})`, async () => assert.deepEqual(described(svgSource(graphOf(await schemaOf(sql)), detail)), expected));
}

/** Tables and lines of a drawing in words. Tables are in creation order. */
function described(svg: string): readonly string[] {
  const tables = [...svg.matchAll(/<g class="table (\w+)" data-table="(\w+)"[\s\S]*?<\/g>/g)].map(([xml, kind, id]) => {
    const [name = '', ...texts] = [...xml.matchAll(/<text class="(\w+)"[^>]*>([^<]*)<\/text>/g)];
    const rows = texts.map(([, part, text]) => `${part === 'type' ? '; ' : ' '}${unescaped(text!)}`).join('');
    return { id: id!, name: unescaped(name[2]!), kind, rows: rows === '' ? '' : `: ${rows.slice(2)}` };
  });
  const names = new Map(tables.map(({ id, name }) => [id, name]));
  const lines = [...svg.matchAll(/<g class="relation" data-parent="(\w+)" data-child="(\w+)">(.*?)<\/g>/g)].map(
    ([, parent, child, xml]) => {
      const label = /<text class="label"[^>]*>([^<]*)</.exec(xml!)?.[1];
      return `${names.get(parent!)} ${signs(xml!)} ${names.get(child!)}${label === undefined ? '' : `: ${unescaped(label)}`}`;
    },
  );
  const order = ({ id }: { id: string }) => Number(id.slice(1)) + (id.startsWith('m') ? 1e6 : 0);
  return [...tables.sort((a, b) => order(a) - order(b)).map(({ kind, name, rows }) => `${kind} ${name}${rows}`), ...lines];
}

/** Ends of a line in Mermaid's notation, read from its marks. The marks of the parent come first. */
function signs(xml: string): string {
  const marks = [...xml.matchAll(/<(path|circle) class="mark"(?: d="([^"]*)")?/g)].map(([, shape, d]) =>
    shape === 'circle' ? 'o' : d!.split('L').length === 3 ? '{' : '|',
  );
  const ends: Readonly<Record<string, string>> = { '||': '||', '|o': '|o', '{o': 'o{' };
  const child = marks.slice(2).join('');
  return `${ends[marks.slice(0, 2).join('')]}${xml.includes('weak') ? '..' : '--'}${child === '|o' ? 'o|' : ends[child]}`;
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

function sizeOf(svg: string): { width: number; height: number } {
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!;
  return { width: Number(width), height: Number(height) };
}

/** One table that all others reference. */
function hub(count: number): Graph {
  const { entities, relations } = graphOfNames(Array.from({ length: count }, (_, at) => `table_${at}`));
  return { entities, relations: relations.slice(1).map((relation, at) => ({ ...relation, parent: 't0', child: `t${at + 1}` })) };
}
