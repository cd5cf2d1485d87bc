import type { Span } from '../../../text/span';
import { baseName } from '../../layout/folder';
import { withUniqueIds } from '../../layout/versions';
import type { RootDatabase, SourceFile } from '../../tool';
import type { Layout, LayoutProblem, Migration } from '../../unit';
import { type ChangeSet, readChangeSet, withStrategy } from './changeSet';
import { isFor } from './database';
import { fileFor, folderFor, type Library, languageOf, treeOf } from './files';
import { formattedChangeSet } from './formatted/changeSet';
import { readFormatted } from './formatted/read';
import type { Quoting } from './names';
import { builtInProperties, expanded, expandedElement, localProperties, noProperties, type Properties } from './properties';
import { fileParts, type Scene } from './scene';
import { attributeOf, type Element, flagOf, textAttribute } from './tree';

/** The content of changelogs. */
export interface Walked {
  readonly layout: Layout;
  /** Values of `${name}`, by their names in lower case. */
  readonly properties: Readonly<Record<string, string>>;
}

/** The change sets of changelogs and of their includes, in the order in which Liquibase runs them. */
export function walkChangelogs(entries: readonly SourceFile[], { files, folder, database }: Walking): Walked {
  const properties = builtInProperties(database);
  const shared: Walk = { files, folder, database, properties, local: {}, found: [], problems: [], seen: new Set() };
  for (const entry of entries) walkFile(entry, shared, undefined);
  return {
    layout: { migrations: withUniqueIds(shared.found.map(({ migration }) => migration)), problems: shared.problems },
    properties: { ...shared.local, ...shared.properties.all() },
  };
}

/** The input of a walk. */
export interface Walking {
  readonly files: Library;
  readonly folder: string;
  readonly database: RootDatabase;
}

/** The state of a walk. */
interface Walk extends Walking {
  readonly properties: Properties;
  /** Properties of single files. */
  local: Readonly<Record<string, string>>;
  readonly found: { readonly changeSet: ChangeSet; readonly file: string; readonly migration: Migration }[];
  readonly problems: LayoutProblem[];
  readonly seen: Set<string>;
}

/** A changelog while it is walked. Its change sets belong to its path or to the path that it declares. */
interface Changelog {
  readonly file: SourceFile;
  readonly logicalPath: string | undefined;
  readonly quoting: Quoting;
  readonly properties: Properties;
}

function walkFile(file: SourceFile, walk: Walk, logicalPath: string | undefined): void {
  if (walk.seen.has(file.path)) return;
  walk.seen.add(file.path);
  const own = noProperties();
  const { isReservedWord, abstractType } = walk.database.dialect;
  const quoting: Quoting = { strategy: 'LEGACY', isReservedWord, abstractType };
  const changelog: Changelog = { file, logicalPath, quoting, properties: localProperties(walk.properties, own) };
  switch (languageOf(file)) {
    case 'tree':
      walkTree(changelog, walk);
      break;
    case 'formatted':
      walkFormatted(changelog, walk);
      break;
    case 'sql':
      addRaw(changelog, walk);
      break;
    case undefined:
      break;
  }
  walk.local = { ...own.all(), ...walk.local };
}

function walkTree(changelog: Changelog, walk: Walk): void {
  const { root, problem } = treeOf(changelog.file);
  const { path } = changelog.file;
  if (problem !== undefined) report(walk, path, problem.span, `${languageName(path)} cannot be read from here on: ${problem.message}.`);
  if (root === undefined) return;
  const quoting = withStrategy(changelog.quoting, root);
  const own: Changelog = { ...changelog, quoting, logicalPath: textAttribute(root, 'logicalFilePath') ?? changelog.logicalPath };
  for (const child of root.children) walkElement(child, own, walk);
}

function languageName(path: string): string {
  return /\.xml$/i.test(path) ? 'The XML' : /\.json$/i.test(path) ? 'The JSON' : 'The YAML';
}

function walkElement(raw: Element, changelog: Changelog, walk: Walk): void {
  const element = expandedElement(raw, changelog.properties);
  switch (element.name) {
    case 'property':
      defineProperty(element, changelog, walk);
      break;
    case 'include':
      include(element, changelog, walk);
      break;
    case 'includeAll':
      includeAll(element, changelog, walk);
      break;
    case 'changeSet': {
      const changeSet = readChangeSet(element, sceneOf(changelog, walk), finder(walk, changelog));
      if (changeSet !== undefined) addChangeSet(changeSet, changelog, walk);
      break;
    }
    default:
      break;
  }
}

function defineProperty(element: Element, { properties }: Changelog, walk: Walk): void {
  const [name, value] = [textAttribute(element, 'name'), attributeOf(element, 'value')?.text];
  if (name === undefined || value === undefined || !isFor(textAttribute(element, 'dbms'), walk.database)) return;
  (flagOf(element, 'global') === false ? properties : walk.properties).define(name, value);
}

function include(element: Element, changelog: Changelog, walk: Walk): void {
  const path = textAttribute(element, 'file');
  if (path === undefined || flagOf(element, 'ignore') === true) return;
  const file = fileFor(path, changelog.file.path, walk.files);
  if (file !== undefined) walkFile(file, walk, changelog.logicalPath);
  else if (flagOf(element, 'errorIfMissing') !== false && !path.includes('${')) {
    const place = attributeOf(element, 'file')?.span ?? element.head;
    report(walk, changelog.file.path, place, `Liquibase stops here: there is no ${path}, as far as this folder shows.`);
  }
}

/** Includes all changelogs in and below a folder, in the order of paths. Other files are ignored. */
function includeAll(element: Element, changelog: Changelog, walk: Walk): void {
  const path = textAttribute(element, 'path');
  if (path === undefined || flagOf(element, 'ignore') === true) return;
  const folder = folderFor(path, changelog.file.path, walk.files);
  if (folder === undefined) {
    if (flagOf(element, 'errorIfMissingOrEmpty') === false || path.includes('${')) return;
    const place = attributeOf(element, 'path')?.span ?? element.head;
    report(walk, changelog.file.path, place, `Liquibase stops here: there are no changelogs in ${path}, as far as this folder shows.`);
    return;
  }
  const ending = textAttribute(element, 'endsWithFilter')?.toLowerCase() ?? '';
  const depth = (file: SourceFile): number => file.path.slice(folder.length + 1).split('/').length;
  const most = Number(textAttribute(element, 'maxDepth') ?? Number.POSITIVE_INFINITY);
  const least = Number(textAttribute(element, 'minDepth') ?? 0);
  for (const file of walk.files.below(folder))
    if (file.path.toLowerCase().endsWith(ending) && depth(file) >= least && depth(file) <= most)
      walkFile(file, walk, changelog.logicalPath);
}

function walkFormatted(changelog: Changelog, walk: Walk): void {
  const { items, problems } = readFormatted(changelog.file.text);
  for (const { span, message } of problems) report(walk, changelog.file.path, span, message);
  for (const item of items) {
    if (item.kind === 'property') {
      if (!isFor(item.dbms, walk.database)) continue;
      (item.isGlobal ? walk.properties : changelog.properties).define(item.name, expanded(item.value, changelog.properties));
    } else {
      const changeSet = formattedChangeSet(item.changeSet, changelog.properties, sceneOf(changelog, walk), finder(walk, changelog));
      if (changeSet !== undefined) addChangeSet(changeSet, changelog, walk);
    }
  }
}

/** An SQL file without directives is one change set with the id `raw`. */
function addRaw(changelog: Changelog, walk: Walk): void {
  const up = fileParts('up', changelog.file, { delimiter: undefined }, sceneOf(changelog, walk));
  const head = { start: 0, end: 0 };
  const raw = { id: 'raw', author: 'includeAll', logicalPath: undefined, head, title: undefined, isRepeated: false };
  addChangeSet({ ...raw, up, down: [], when: undefined }, changelog, walk);
}

function sceneOf({ file, quoting }: Changelog, walk: Walk): Scene {
  return {
    file,
    database: walk.database,
    quoting,
    transaction: 'on',
    find: (path) => fileFor(path, file.path, walk.files),
    report: (span, message) => report(walk, file.path, span, message),
  };
}

function addChangeSet(changeSet: ChangeSet, { file, logicalPath }: Changelog, walk: Walk): void {
  const place = changeSet.logicalPath ?? logicalPath ?? file.path.slice(walk.folder === '' ? 0 : walk.folder.length + 1);
  const { id, author, up, down, when } = changeSet;
  const name = `${place}::${id}::${author}`;
  if (walk.found.some(({ migration }) => migration.id === name))
    report(walk, file.path, changeSet.head, `Liquibase refuses to run: ${author} has a change set ${id} in this changelog already.`);
  walk.found.push({
    changeSet,
    file: file.path,
    migration: {
      id: name,
      version: changeSet.isRepeated ? '' : id,
      title: changeSet.title ?? baseName(file.path).replace(/\.\w+$/, ''),
      role: changeSet.isRepeated ? 'repeatable' : 'versioned',
      up,
      down,
      ...(when === undefined ? {} : { when }),
    },
  });
}

/** Finds the SQL of an earlier change set for a rollback that refers to it. */
function finder(walk: Walk, { file }: Changelog): (id: string, author: string, path: string | undefined) => readonly string[] | undefined {
  return (id, author, path) => {
    const wanted = path === undefined ? file.path : fileFor(path, file.path, walk.files)?.path;
    const found = walk.found.find(
      ({ changeSet, file: of }) => changeSet.id === id && changeSet.author === author && (wanted === undefined || of === wanted),
    );
    return found?.changeSet.up.map(
      (part) => part.generated ?? walk.files.file(part.file)?.text.slice(part.span.start, part.span.end) ?? '',
    );
  };
}

function report(walk: Walk, file: string, span: Span, message: string): void {
  walk.problems.push({ file, span: { start: span.start, end: span.end }, message });
}
