import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/*
 * The table "Who may import whom" of ARCHITECTURE.md as data, and the imports of the source files.
 */

const root = path.resolve(__dirname, '../..');

export interface Layer {
  readonly name: string;
  readonly where: readonly Where[];
  /** Names of other layers. */
  readonly mayImport: readonly string[];
  /** Packages, and prefixes of packages (`d3-*`). */
  readonly packages: readonly string[];
}

/** A folder (`a/b/`), a file (`a/b.ts`), files (`a/*.ts`), or folders that stand beside each other and share no code (`a/<id>/`). */
interface Where {
  readonly text: string;
  readonly pattern: RegExp;
}

/** An import of one file by another, or of a package by a file. */
export interface Import {
  readonly file: string;
  readonly specifier: string;
  /** The imported file; undefined for a package, and for a file that is not there. */
  readonly target: string | undefined;
}

/** The rows of the table, in its order. */
export function readLayers(): readonly Layer[] {
  const text = readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8');
  const table = /^\| Layer \| Where \| May import \| Packages \|\n\|[-|]+\|\n((?:\|.*\|\n)+)/m.exec(text);
  if (table === null) throw new Error('ARCHITECTURE.md has no table with the columns Layer, Where, May import, Packages.');
  return table[1]!
    .trimEnd()
    .split('\n')
    .map((row) => {
      const [name, where, mayImport, packages] = row
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim());
      return {
        name: name!,
        where: quotedWords(where!).map((each) => ({ text: each, pattern: patternOf(each) })),
        mayImport: mayImport === 'nothing' ? [] : mayImport!.split(', '),
        packages: quotedWords(packages!),
      };
    });
}

function quotedWords(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
}

/** Where a file is: its layer, and for a layer with `<id>` which of the folders beside each other. The longest pattern decides. */
export function place(layers: readonly Layer[], file: string): { readonly layer: Layer; readonly id: string } | undefined {
  const fits = layers.flatMap((layer) =>
    layer.where.flatMap(({ text, pattern }) => {
      const match = pattern.exec(file);
      return match === null ? [] : [{ layer, id: match[1] ?? '', length: text.length }];
    }),
  );
  return fits.sort((a, b) => b.length - a.length)[0];
}

function patternOf(where: string): RegExp {
  const source = where.replaceAll('.', '\\.').replace('<id>', '([^/]+)').replace('*', '[^/]+');
  return new RegExp(`^${source}${where.endsWith('/') ? '' : '$'}`);
}

/** Every TypeScript file of the product. */
export function sourceFiles(): readonly string[] {
  return ['server/src', 'client/src', 'client/webview'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
      .filter((file) => file.endsWith('.ts')),
  );
}

/** The imports of a file, type imports and those that run later included. */
export function importsOf(file: string): readonly Import[] {
  return importedBy(readFileSync(path.join(root, file), 'utf8')).map((specifier) => ({
    file,
    specifier,
    target: specifier.startsWith('.') ? resolve(file, specifier) : undefined,
  }));
}

/** What a text imports, in whichever way. */
export function importedBy(text: string): readonly string[] {
  const found = text.matchAll(/^(?:import|export|\})[^'\n]*? from '([^']+)'|^import '([^']+)'|\b(?:import|require)\('([^']+)'\)/gm);
  return [...found].map((match) => match[1] ?? match[2] ?? match[3]!);
}

/** A file, or the index.ts of a folder. */
function resolve(file: string, specifier: string): string | undefined {
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const candidates = /\.(ts|json)$/.test(target) ? [target] : [`${target}.ts`, `${target}/index.ts`];
  return candidates.find((candidate) => existsSync(path.join(root, candidate)));
}
