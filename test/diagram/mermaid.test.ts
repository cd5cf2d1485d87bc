import assert from 'node:assert/strict';
import { assert as assertProperty, asyncProperty, property, string } from 'fast-check';
import { autoDetail } from '../../server/src/diagram/detail';
import { type Graph, graphOf } from '../../server/src/diagram/graph';
import { documentSource, mermaidSource } from '../../server/src/diagram/write/mermaid';
import { schemaOf } from '../support/memoryProject';
import { runs } from '../support/runs';
import { graphOfNames, nastyNames } from './nastyNames';

const shop = `
  CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, name text);
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, total numeric(10,2));`;

describe('Mermaid source', () => {
  it('shipped, full', () =>
    check(shop, 'shipped', 'full', [
      'erDiagram',
      '  t1["users"] {',
      '    `bigint` `id` PK',
      '    `text` `email` UK',
      '    `text`? `name`',
      '  }',
      '  t2["orders"] {',
      '    `bigint` `id` PK',
      '    `bigint` `user_id` FK',
      '    `numeric#40;10#44;2#41;`? `total`',
      '  }',
      '  t1 ||..o{ t2 : "user_id"',
    ]));

  it('portable, full', () =>
    check(shop, 'portable', 'full', [
      'erDiagram',
      '  "users" {',
      '    bigint id PK',
      '    text email UK',
      '    text name',
      '  }',
      '  "orders" {',
      '    bigint id PK',
      '    bigint user_id FK',
      '    numeric(10_2) total',
      '  }',
      '  "users" ||..o{ "orders" : "user_id"',
    ]));

  it('portable, keys', () =>
    check(shop, 'portable', 'keys', [
      'erDiagram',
      '  "users" {',
      '    bigint id PK',
      '    text email UK',
      '  }',
      '  "orders" {',
      '    bigint id PK',
      '    bigint user_id FK',
      '  }',
      '  "users" ||..o{ "orders" : "user_id"',
    ]));

  it('portable, names', () => check(shop, 'portable', 'names', ['erDiagram', '  "users"', '  "orders"', '  "users" ||..o{ "orders" : ""']));

  it('a name that the older grammar refuses is respelt, with the true name in a comment', () =>
    check(
      'CREATE TABLE "Größe %" ("pk" int, "__init__" int, "größe" "char"[], "1st" timestamp with time zone, ok_ int, _ok int);',
      'portable',
      'full',
      [
        'erDiagram',
        '  "Größe#160;#37;" {',
        '    integer col_pk "pk"',
        '    integer init "#95;#95;init#95;#95;"',
        '    char[] gr_e "größe"',
        '    timestamptz col_1st "1st"',
        '    integer ok_',
        '    integer _ok',
        '  }',
      ],
    ));

  it('a table that no migration makes is marked', async () => {
    const graph = graphOf(await schemaOf('CREATE TABLE a (b int REFERENCES gone (id));'));
    assert.match(mermaidSource(graph, { flavour: 'shipped', detail: 'names' }), /^ {2}m1\["gone"\]:::missing$/m);
    assert.match(mermaidSource(graph, { flavour: 'portable', detail: 'names' }), /^ {2}"gone"$/m);
  });

  it('nothing for an empty schema', () => {
    const empty: Graph = { entities: [], relations: [] };
    assert.equal(mermaidSource(empty, { flavour: 'shipped', detail: 'full' }), '');
    assert.equal(documentSource(empty), '');
  });

  describe('detail by size', () => {
    for (const [tables, expected] of [
      [1, 'full'],
      [20, 'full'],
      [21, 'keys'],
      [60, 'keys'],
      [61, 'names'],
      [500, 'names'],
    ] as const) {
      it(`${tables} tables: ${expected}`, () =>
        assert.equal(autoDetail(graphOfNames(Array.from({ length: tables }, (_, at) => `t${at}`))), expected));
    }

    it('a document gets less detail before it gets too long', () => {
      const wide = graphOfNames(
        Array.from({ length: 20 }, (_, at) => `table${at}`),
        Array.from({ length: 200 }, (_, at) => `column_of_some_length_${at}`),
      );
      assert.ok(mermaidSource(wide, { flavour: 'portable', detail: 'full' }).length > 40_000);
      const source = documentSource(wide);
      assert.ok(source.length > 0 && source.length <= 40_000);
      assert.doesNotMatch(source, /column_of_some_length_1 /);
    });

    it('nothing when even the names are too long', () =>
      assert.equal(documentSource(graphOfNames(Array.from({ length: 3000 }, (_, at) => `table_of_some_length_${at}`))), ''));
  });

  describe('the grammar of older Mermaids', () => {
    for (const name of nastyNames) it(JSON.stringify(name), () => checkPortable([name]));

    it('any name', () =>
      assertProperty(
        property(string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (name) => checkPortable([name])),
        { numRuns: runs(2000) },
      ));
    it('any characters', () =>
      assertProperty(
        property(string({ unit: 'binary', minLength: 1, maxLength: 20 }), (name) => checkPortable([name])),
        { numRuns: runs(2000) },
      ));
  });

  it('is the same every time', () =>
    assertProperty(
      asyncProperty(string({ unit: 'grapheme-ascii', minLength: 1 }), async (name) => {
        const sql = `CREATE TABLE "${name.replaceAll('"', '""')}" (a int PRIMARY KEY, b int);`;
        const sources = await Promise.all(
          [1, 2].map(async () => mermaidSource(graphOf(await schemaOf(sql)), { flavour: 'shipped', detail: 'full' })),
        );
        assert.equal(sources[0], sources[1]);
      }),
      { numRuns: runs(20) },
    ));
});

async function check(
  sql: string,
  flavour: 'shipped' | 'portable',
  detail: 'full' | 'keys' | 'names',
  expected: readonly string[],
): Promise<void> {
  const source = mermaidSource(graphOf(await schemaOf(sql)), { flavour, detail });
  assert.equal(renumbered(source), `${expected.join('\n')}\n`);
}

/** Renumbers objects as t1, t2 … in the order of their appearance, because their ids do not matter here. */
function renumbered(source: string): string {
  const ids = [...new Set(source.match(/\bt\d+\b/g))];
  return source.replace(/\bt\d+\b/g, (id) => `t${ids.indexOf(id) + 1}`);
}

/** Quoted text: letters, digits, dots and underscores between them, and every other character by number. */
const TEXT = '"(?:[\\p{L}\\p{N}]|(?<=[\\p{L}\\p{N}])[_.](?=[\\p{L}\\p{N}])|#\\d+;|(?<=.), (?=.))+"';
const TYPE = '(?!(?:pk|fk|uk)\\b)[A-Za-z][A-Za-z0-9_()[\\]]*';
const NAME = '(?!(?:pk|fk|uk)\\b)(?!_\\w*_ )[A-Za-z_][A-Za-z0-9_]*';
const LINES = [
  `  ${TEXT}(?: \\{)?`,
  `    ${TYPE} ${NAME}(?: (?:PK|FK|UK)(?:, (?:PK|FK|UK))*)?(?: ${TEXT})?`,
  '  \\}',
  `  ${TEXT} (?:\\|\\||\\|o)(?:--|\\.\\.)(?:o\\||o\\{) ${TEXT} : ${TEXT}`,
].map((line) => new RegExp(`^${line}$`, 'iu'));

/** Checks that every line has a form that Mermaid 11.4 reads as intended. */
function checkPortable(names: readonly string[]): void {
  const [head, ...lines] = mermaidSource(graphOfNames(names), { flavour: 'portable', detail: 'full' }).trimEnd().split('\n');
  assert.equal(head, 'erDiagram');
  for (const line of lines)
    assert.ok(
      LINES.some((form) => form.test(line)),
      line,
    );
  assert.equal(lines.length, names.length * 4);
}
