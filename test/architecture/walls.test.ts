import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/*
 * Who may import whom (ARCHITECTURE.md), asserted for every import of every source file, type imports included.
 */

const root = path.resolve(__dirname, '../..');

/** The first pattern that fits a file says which layer it is in. */
const LAYERS: readonly (readonly [RegExp, string])[] = [
  [/^server\/src\/cli\.ts$/, 'entry'],
  [/^server\/src\/(text|sql|code|schema|engines|migrations|lint|diagram|docs|language|reverse|config|project|disk|lsp|cli)\//, '$1'],
  [/^server\/src\/protocol\.ts$/, 'protocol'],
  [/^server\/src\/[^/]+\.ts$/, 'entry'],
  [/^client\/src\//, 'client'],
  [/^client\/webview\/messages\.ts$/, 'messages'],
  [/^client\/webview\//, 'webview'],
  [/^package\.json$/, 'manifest'],
];

const UP_TO_MIGRATIONS = ['text', 'sql', 'code', 'schema', 'engines', 'migrations'];
const CORE = [...UP_TO_MIGRATIONS, 'lint', 'diagram', 'docs', 'language', 'reverse', 'config', 'protocol'];

const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  text: [],
  sql: ['text'],
  code: ['sql', 'text', 'schema', 'engines'],
  schema: ['code', 'sql', 'text'],
  engines: ['code', 'schema', 'sql', 'text'],
  migrations: ['schema', 'engines', 'sql', 'text'],
  reverse: UP_TO_MIGRATIONS,
  lint: [...UP_TO_MIGRATIONS, 'reverse'],
  diagram: UP_TO_MIGRATIONS,
  docs: UP_TO_MIGRATIONS,
  language: UP_TO_MIGRATIONS,
  // The settings know the rules, the tools and the dialects by name.
  config: ['lint', 'migrations', 'sql', 'text', 'protocol'],
  protocol: [],
  project: CORE,
  disk: ['config', 'migrations', 'project'],
  lsp: [...CORE, 'project'],
  cli: [...CORE, 'project', 'disk', 'manifest'],
  entry: [...CORE, 'project', 'disk', 'lsp', 'cli'],
  client: ['protocol', 'messages'],
  /** What the extension and the diagram page say to each other. */
  messages: ['protocol'],
  webview: ['protocol', 'messages'],
};

/** Packages that only some layers may use; all others are free for every layer of their side. */
const PACKAGES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^node:/, ['cli', 'disk', 'entry']],
  [/^vscode-languageserver/, ['lsp', 'entry']],
  [/^vscode-languageclient/, ['client']],
  [/^vscode$/, ['client']],
  [/^vscode-uri$/, ['lsp', 'disk']],
  [/^libpg-query$/, ['engines']],
  [/^pgsql-ast-parser$/, ['engines']],
  [/^(mermaid|d3-)/, ['webview']],
];

function layerOf(file: string): string | undefined {
  for (const [pattern, layer] of LAYERS) {
    const match = pattern.exec(file);
    if (match !== null) return layer.replace('$1', match[1] ?? '');
  }
  return undefined;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => file.endsWith('.ts'));
}

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/(?:\bfrom|^import|\bimport\()\s*'([^']+)'/gm)].map((match) => match[1]!);
}

function resolve(file: string, specifier: string): string {
  const target = path.posix.join(path.posix.dirname(file), specifier);
  return /\.(ts|json)$/.test(target) ? target : `${target}.ts`;
}

/** What is wrong with one import; undefined when it is allowed. */
function objection(file: string, specifier: string): string | undefined {
  const layer = layerOf(file);
  if (layer === undefined) return `${file} is in no layer`;
  if (!specifier.startsWith('.')) {
    const rule = PACKAGES.find(([pattern]) => pattern.test(specifier));
    return rule === undefined || rule[1].includes(layer) ? undefined : `${file} (${layer}) imports the package ${specifier}`;
  }
  const target = layerOf(resolve(file, specifier));
  if (target === layer || (target !== undefined && MAY_IMPORT[layer]!.includes(target))) return undefined;
  return `${file} (${layer}) imports ${specifier} (${target ?? 'no layer'})`;
}

describe('walls between the layers', () => {
  const files = [...sourceFiles('server/src'), ...sourceFiles('client/src'), ...sourceFiles('client/webview')];

  it('sees the imports of every layer', () => {
    const seen = new Set(files.filter((file) => importsOf(file).length > 0 && !file.endsWith('/messages.ts')).map(layerOf));
    assert.deepEqual(
      [...seen].sort(),
      Object.keys(MAY_IMPORT)
        .filter((layer) => layer !== 'protocol' && layer !== 'messages')
        .sort(),
    );
  });

  it('notices an import that is not allowed', () => {
    assert.match(objection('server/src/text/span.ts', '../sql/token') ?? '', /text.*imports/);
    assert.match(objection('server/src/schema/edit.ts', 'node:fs') ?? '', /package/);
    assert.match(objection('client/src/client.ts', '../../server/src/project/project') ?? '', /client.*project/);
  });

  it('holds for every import', () => {
    const objections = files.flatMap((file) => importsOf(file).flatMap((specifier) => objection(file, specifier) ?? []));
    assert.deepEqual(objections, []);
  });

  it('lets the core name nothing that only one environment has', () => {
    const config = JSON.parse(readFileSync(path.join(root, 'server/tsconfig.core.json'), 'utf8')) as {
      include: string[];
      compilerOptions: { types?: string[]; lib?: string[] };
    };
    const base = JSON.parse(readFileSync(path.join(root, 'tsconfig.base.json'), 'utf8')) as {
      compilerOptions: { types: string[]; lib: string[] };
    };
    assert.deepEqual({ ...base.compilerOptions, ...config.compilerOptions }.types, []);
    assert.deepEqual({ ...base.compilerOptions, ...config.compilerOptions }.lib, ['ES2022']);
    const covered = files.filter(
      (file) => ['lsp', 'cli', 'disk', 'entry', 'client', 'messages', 'webview'].includes(layerOf(file)!) === false,
    );
    assert.deepEqual(
      covered.filter((file) => !config.include.some((entry) => file === `server/${entry}` || file.startsWith(`server/${entry}/`))),
      [],
    );
  });
});
