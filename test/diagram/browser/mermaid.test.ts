import assert from 'node:assert/strict';
import { array, assert as assertProperty, asyncProperty, string } from 'fast-check';
import type { Page } from 'playwright-core';
import type { Graph } from '../../../server/src/diagram/graph';
import { type Flavour, mermaidSource } from '../../../server/src/diagram/write/mermaid';
import { runs } from '../../support/runs';
import { graphOfNames, nastyNames } from '../nastyNames';
import { mermaidWithElk } from './diagramPage';
import { openPage, sharedBrowser } from './openPage';

/** The content of a drawing, read from the finished SVG. */
interface Picture {
  readonly tables: readonly string[];
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly keys: readonly string[];
  readonly comments: readonly string[];
  readonly labels: readonly string[];
  readonly lines: number;
}

interface Mermaid {
  initialize(config: object): void;
  render(id: string, source: string): Promise<{ svg: string }>;
}

describe('Mermaid in a browser', () => {
  let page: Page;

  before(async () => {
    page = await openPage(await sharedBrowser(), '<!doctype html><body></body>', new Map());
    await page.addScriptTag({ content: await mermaidWithElk() });
    await page.evaluate(() => {
      const { mermaid } = globalThis as unknown as { mermaid: Mermaid };
      mermaid.initialize({
        startOnLoad: false,
        suppressErrorRendering: true,
        htmlLabels: true,
        layout: 'elk',
        maxTextSize: 1e7,
        maxEdges: 1e5,
      });
    });
  });
  after(() => page.close());

  it('draws every nasty name as it is, as a table, a column, a type and a label', async () => {
    for (const name of nastyNames) await checkShipped([name]);
  });

  it('draws them all in one picture', () => checkShipped(nastyNames));

  it('draws any name as it is', () =>
    assertProperty(
      asyncProperty(array(string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 8 }), checkShipped),
      { numRuns: runs(60) },
    ));

  it('draws the portable source of every nasty name: tables and labels as they are, columns with the true name beside', async () => {
    const picture = await draw(graphOfNames(nastyNames), 'portable');
    assert.deepEqual(
      picture.tables.map((name) => name.replace('\u200b', '') || name),
      nastyNames.map(drawn),
    );
    assert.deepEqual(
      picture.labels,
      nastyNames.map((name) => `${drawn(name)}, ${drawn(name)}`),
    );
    assert.equal(picture.lines, nastyNames.length);
    const columns = picture.names.map((name, at) => picture.comments[at] || name);
    assert.deepEqual(columns, nastyNames.map(drawn));
  });

  async function checkShipped(names: readonly string[]): Promise<void> {
    const unique = [...new Set(names)];
    const graph = graphOfNames(unique);
    const picture = await draw(graph, 'shipped');
    assert.deepEqual(picture.tables, unique.map(drawn));
    const rows = graph.entities.flatMap((entity) => entity.attributes);
    assert.deepEqual(
      picture.names,
      rows.map(({ name }) => drawn(name)),
    );
    assert.deepEqual(
      picture.types,
      rows.map(({ type, nullable }) => drawn(type) + (nullable ? '?' : '')),
    );
    assert.deepEqual(
      picture.keys,
      rows.map(({ keys }) => keys.join()),
    );
    assert.deepEqual(
      picture.labels,
      graph.relations.map(({ columns }) => columns.map(drawn).join(', ')),
    );
    assert.equal(picture.lines, unique.length);
  }

  async function draw(graph: Graph, flavour: Flavour): Promise<Picture> {
    const source = mermaidSource(graph, { flavour, detail: 'full' });
    return page.evaluate(async (text) => {
      const { mermaid } = globalThis as unknown as { mermaid: Mermaid };
      const { svg } = await mermaid.render('picture', text);
      document.body.innerHTML = svg;
      const texts = (selector: string): string[] => [...document.querySelectorAll(selector)].map((element) => element.textContent ?? '');
      return {
        tables: texts('g.node > .label.name, g.node > g.label:not([class*=" "])'),
        names: texts('.attribute-name'),
        types: texts('.attribute-type'),
        keys: texts('.attribute-keys'),
        comments: texts('.attribute-comment'),
        labels: texts('g.edgeLabel > .label'),
        lines: document.querySelectorAll('path.relationshipLine').length,
      };
    }, source);
  }
});

/**
 * The expected text of a name. Invisible characters become symbols, a space becomes a no-break space that keeps its width, and a zero-width
 * non-joiner splits sequences with a meaning to Mermaid.
 */
function drawn(name: string): string {
  return [...name.replace('ﬂ°', 'ﬂ\u200c°').replace('¶ß', '¶\u200cß')].map(drawnCharacter).join('');
}

function drawnCharacter(character: string): string {
  const code = character.codePointAt(0)!;
  if (character === ' ') return '\u00a0';
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return code > 0x7f && code < 0xa0 ? '\ufffd' : character;
}
