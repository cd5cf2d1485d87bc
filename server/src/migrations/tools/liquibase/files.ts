import { baseName, joinPath, parentFolder } from '../../layout/folder';
import type { FileLookup, SourceFile } from '../../tool';
import { isFormatted } from './formatted/lines';
import { type ChangelogTree, type Element, textAttribute } from './tree';
import { readXml } from './xml';
import { readYaml } from './yaml';

/** The files to which a changelog may refer. */
export interface Library {
  file(path: string): SourceFile | undefined;
  /** All files below a folder, sorted by path. */
  below(folder: string): readonly SourceFile[];
}

export function library(files: readonly SourceFile[]): Library {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return {
    file: (path) => byPath.get(path),
    below: (folder) => (folder === '' ? files : files.filter(({ path }) => path.startsWith(`${folder}/`))),
  };
}

export type Language = 'tree' | 'formatted' | 'sql';

/** The language of a changelog as Liquibase reads it; undefined for other files. */
export function languageOf(file: SourceFile): Language | undefined {
  if (/\.sql$/i.test(file.path)) return isFormatted(file.text) ? 'formatted' : 'sql';
  return /\.(?:xml|ya?ml|json)$/i.test(file.path) && file.text.includes('databaseChangeLog') ? 'tree' : undefined;
}

/** Read once for each file object. */
export function treeOf(file: SourceFile): ChangelogTree {
  const known = trees.get(file);
  if (known !== undefined) return known;
  const tree = /\.xml$/i.test(file.path) ? readXml(file.text) : readYaml(file.text);
  trees.set(file, tree);
  return tree;
}

const trees = new WeakMap<SourceFile, ChangelogTree>();

/**
 * The paths that a path in a changelog may mean, the likeliest first: relative to the changelog's folder, then to each folder above it.
 * Liquibase uses its search path, which is not known here; it is usually `src/main/resources`.
 */
function meanings(written: string, changelog: string): readonly string[] {
  const path = written
    .trim()
    .replace(/^(?:classpath\*?|file):/i, '')
    .replaceAll('\\', '/')
    .replace(/^\/+/, '');
  const found: string[] = [];
  for (let folder = parentFolder(changelog); ; folder = parentFolder(folder)) {
    const meant = joinPath(folder, path);
    if (meant !== undefined) found.push(meant);
    if (folder === '') return found;
  }
}

/** The file to which a path in a changelog refers. */
export function fileFor(written: string, changelog: string, files: Library): SourceFile | undefined {
  return meanings(written, changelog)
    .map(files.file)
    .find((file) => file !== undefined);
}

/** The folder to which a path in a changelog refers; undefined when no file is in it. */
export function folderFor(written: string, changelog: string, files: Library): string | undefined {
  return meanings(written, changelog).find((folder) => files.below(folder).length > 0);
}

/** Every path in a changelog, in any element. */
function mentioned(element: Element): readonly string[] {
  const own = ['file', 'path'].flatMap((name) => (PATHS.has(element.name) ? (textAttribute(element, name) ?? []) : []));
  return [...own, ...element.children.flatMap(mentioned)];
}

const PATHS = new Set(['include', 'includeAll', 'sqlFile', 'createView', 'createProcedure', 'createFunction', 'createTrigger']);

/** A changelog that no other one includes, and the folder that contains it and all files that it names. */
export interface ListedChangelog {
  readonly file: SourceFile;
  readonly home: string;
}

/** The changelogs with which Liquibase may be started: those that no other one includes. `lookup` also finds files outside the folder. */
export function entriesIn(files: readonly SourceFile[], lookup?: FileLookup): readonly ListedChangelog[] {
  const known = withOthers(library(files), lookup);
  const changelogs = files.filter((file) => languageOf(file) === 'tree' || languageOf(file) === 'formatted');
  const named = new Map(changelogs.map((file) => [file, filesNamedIn(file, known)]));
  const included = new Set([...named].flatMap(([file, paths]) => paths.filter((path) => path !== file.path)));
  return changelogs.filter(({ path }) => !included.has(path)).map((file) => ({ file, home: homeOf(file, named) }));
}

function withOthers(files: Library, lookup: FileLookup | undefined): Library {
  const elsewhere = (path: string): SourceFile | undefined => {
    const text = lookup?.(path);
    return text === undefined ? undefined : { path, text };
  };
  return { ...files, file: (path) => files.file(path) ?? elsewhere(path) };
}

/** Paths of the files that a changelog names, including those in folders that it includes. */
function filesNamedIn(file: SourceFile, files: Library): readonly string[] {
  const root = languageOf(file) === 'tree' ? treeOf(file).root : undefined;
  return (root === undefined ? [] : mentioned(root)).flatMap((written) => {
    const found = fileFor(written, file.path, files);
    if (found !== undefined) return [found.path];
    const folder = folderFor(written, file.path, files);
    return folder === undefined ? [] : files.below(folder).map(({ path }) => path);
  });
}

function homeOf(entry: SourceFile, named: ReadonlyMap<SourceFile, readonly string[]>): string {
  const byPath = new Map([...named].map(([file, paths]) => [file.path, paths]));
  const reached = new Set<string>();
  const pending = [entry.path];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    pending.push(...(byPath.get(path) ?? []));
  }
  return [...reached].map(parentFolder).reduce(commonFolder);
}

function commonFolder(a: string, b: string): string {
  let folder = a;
  while (folder !== '' && b !== folder && !b.startsWith(`${folder}/`)) folder = parentFolder(folder);
  return folder;
}

/** Conventional names of the changelog that includes all others. */
export function isMaster(path: string): boolean {
  return /(?:^|[-_.])(?:master|root|main|index)(?=[-_.])|^(?:db[-_.]?)?change-?log\.\w+$/i.test(baseName(path));
}
