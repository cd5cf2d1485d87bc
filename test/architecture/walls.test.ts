import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { circles } from './circles';
import { type Import, importedBy, importsOf, place, readLayers, sourceFiles } from './layers';

/*
 * Every import of every source file, type imports included, against the table "Who may import whom" of ARCHITECTURE.md.
 */

const root = path.resolve(__dirname, '../..');
const layers = readLayers();
const files = sourceFiles();
const imports = files.flatMap(importsOf);

/** Layers that know in which environment they run; all others are the core. */
const SURROUNDINGS = ['disk', 'lsp', 'cli', 'entries', 'client', 'messages', 'webview'];

/** Why the table forbids an import; undefined when it allows it. */
function objection({ file, specifier, target }: Import): string | undefined {
  const from = place(layers, file);
  if (from === undefined) return `${file} is in no layer`;
  if (!specifier.startsWith('.'))
    return from.layer.packages.some((each) => fits(each, specifier))
      ? undefined
      : `${file} (${from.layer.name}) imports the package ${specifier}`;
  if (target === undefined) return `${file} imports ${specifier}, which does not exist`;
  const to = place(layers, target);
  if (to !== undefined && (to.layer === from.layer ? to.id === from.id : from.layer.mayImport.includes(to.layer.name))) return undefined;
  return `${file} (${from.layer.name}) imports ${specifier} (${to?.layer.name ?? 'no layer'})`;
}

function fits(allowed: string, specifier: string): boolean {
  if (allowed.endsWith('*')) return specifier.startsWith(allowed.slice(0, -1));
  return specifier === allowed || specifier.startsWith(`${allowed}/`);
}

describe('walls between the layers', () => {
  it('are a table of layers that exist', () => {
    const names = layers.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    const unknown = layers.flatMap(({ mayImport }) => mayImport.filter((name) => !names.includes(name)));
    assert.deepEqual(unknown, []);
    const used = new Set([...files, ...imports.flatMap(({ target }) => target ?? [])].map((file) => place(layers, file)?.layer));
    assert.deepEqual(
      layers.filter((layer) => !used.has(layer)).map(({ name }) => name),
      [],
    );
  });

  it('list the packages that each layer uses', () => {
    const unused = layers.flatMap((layer) => {
      const own = imports.filter(({ file }) => place(layers, file)?.layer === layer);
      return layer.packages.filter((each) => !own.some(({ specifier }) => fits(each, specifier))).map((each) => `${layer.name}: ${each}`);
    });
    assert.deepEqual(unused, []);
  });

  it('notice an import that is not allowed', () => {
    const check = (file: string, specifier: string, target?: string): string => objection({ file, specifier, target }) ?? '';
    assert.match(check('server/src/text/span.ts', '../sql/token', 'server/src/sql/token.ts'), /\(text\) imports .* \(sql\)/);
    assert.match(check('server/src/schema/edit.ts', 'node:fs'), /package node:fs/);
    assert.match(check('client/src/client.ts', '../../server/src/project/project', 'server/src/project/project.ts'), /client.*project/);
    assert.match(
      check('server/src/lint/engine/lint.ts', '../../engines', 'server/src/engines/index.ts'),
      /\(lint\) imports .* \(engines\)/,
    );
    assert.match(check('server/src/lint/engine/lint.ts', './gone'), /does not exist/);
    const ofAnother = check('server/src/engines/mysql/types.ts', '../postgres/names/quote', 'server/src/engines/postgres/names/quote.ts');
    assert.match(ofAnother, /\(engine\) imports .* \(engine\)/);
  });

  it('see every way to import', () => {
    for (const text of [
      "import type { A } from 'x';",
      "import {\n  a,\n} from 'x';",
      "import 'x';",
      "import a = require('x');",
      "export import a = require('x');",
      "export * from 'x';",
      "const a = await import('x');",
      "type A = typeof import('x');",
    ])
      assert.deepEqual(importedBy(text), ['x'], text);
  });

  it('understand an import of a folder', () => {
    const targets = imports.filter(({ file }) => file === 'server/src/migrations/tools/index.ts').map(({ target }) => target);
    assert.ok(targets.includes('server/src/migrations/tools/goose/index.ts'), targets.join());
  });

  it('hold for every import', () => {
    assert.deepEqual(
      imports.flatMap((each) => objection(each) ?? []),
      [],
    );
  });

  it('let files import each other in no circle', () => {
    const targets = new Map(files.map((file) => [file, importsOf(file).flatMap(({ target }) => target ?? [])]));
    assert.deepEqual(circles(targets), []);
    assert.deepEqual(
      circles(
        new Map([
          ['a', ['b']],
          ['b', ['c', 'd']],
          ['c', ['a']],
          ['d', []],
        ]),
      ),
      [['a', 'b', 'c']],
    );
  });

  it('let the core name nothing that only one environment has', () => {
    const config = readJson('server/tsconfig.core.json') as { include: string[]; compilerOptions: object };
    const base = readJson('tsconfig.base.json') as { compilerOptions: object };
    const options = { ...base.compilerOptions, ...config.compilerOptions } as { types: string[]; lib: string[] };
    assert.deepEqual(options.types, []);
    assert.deepEqual(options.lib, ['ES2023']);
    const core = files.filter((file) => !SURROUNDINGS.includes(place(layers, file)?.layer.name ?? ''));
    assert.deepEqual(
      core.filter((file) => !config.include.some((entry) => file === `server/${entry}` || file.startsWith(`server/${entry}/`))),
      [],
    );
  });
});

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}
