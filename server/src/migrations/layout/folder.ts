import type { FolderView, SourceFile } from '../tool';

/** A file of a folder, with its name below that folder. */
export interface FolderEntry {
  readonly name: string;
  readonly file: SourceFile;
}

/** SQL files that stand directly in the folder, in the order of the view. */
export function sqlFiles(folder: FolderView): readonly FolderEntry[] {
  return listed(folder).directSql;
}

/** Files of code that stand directly in the folder, by the end of their names. Put before SQL files, they leave a repeated version to be told of those. */
export function codeFiles(folder: FolderView, ending: RegExp): readonly FolderEntry[] {
  return entries(folder).filter(({ name }) => !name.includes('/') && ending.test(name));
}

export function isSql(name: string): boolean {
  return /\.sql$/i.test(name);
}

/** SQL files in the folder and below it; names are paths below the folder. */
export function allSqlFiles(folder: FolderView): readonly FolderEntry[] {
  return listed(folder).sql;
}

export function entries(folder: FolderView): readonly FolderEntry[] {
  return listed(folder).entries;
}

interface Listed {
  readonly entries: readonly FolderEntry[];
  readonly sql: readonly FolderEntry[];
  readonly directSql: readonly FolderEntry[];
}

function listed(folder: FolderView): Listed {
  const known = lists.get(folder);
  if (known !== undefined) return known;
  const prefix = folder.path === '' ? '' : `${folder.path}/`;
  const all = folder.files.filter(({ path }) => path.startsWith(prefix)).map((file) => ({ name: file.path.slice(prefix.length), file }));
  const sql = all.filter(({ name }) => isSql(name));
  const list = { entries: all, sql, directSql: sql.filter(({ name }) => !name.includes('/')) };
  lists.set(folder, list);
  return list;
}

/** Every tool asks for the same lists of the same folder. */
const lists = new WeakMap<FolderView, Listed>();

/** A folder directly below, with the files that stand directly in it, by their names. */
export interface Subfolder {
  readonly name: string;
  readonly files: ReadonlyMap<string, SourceFile>;
}

/** Folders directly below, in the order of the view; those whose name begins with a dot are nobody's migrations. */
export function subfolders(folder: FolderView): readonly Subfolder[] {
  const found = new Map<string, Map<string, SourceFile>>();
  for (const { name, file } of entries(folder)) {
    const [first, second, ...deeper] = name.split('/');
    if (first === undefined || second === undefined || deeper.length > 0 || first.startsWith('.')) continue;
    const files = found.get(first) ?? new Map<string, SourceFile>();
    found.set(first, files.set(second, file));
  }
  return [...found].map(([name, files]) => ({ name, files }));
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder that a path stands in; '' at the top. */
export function parentFolder(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The folder above the one that a file lies in; undefined for a file at the top. */
export function folderAbove(path: string): string | undefined {
  const folder = parentFolder(path);
  return folder === '' ? undefined : parentFolder(folder);
}

/** A path from a folder, `.` and `..` resolved; undefined when it leads out of the workspace. */
export function joinPath(folder: string, path: string): string | undefined {
  const result: string[] = [];
  for (const segment of `${folder}/${path}`.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') result.push(segment);
    else if (result.pop() === undefined) return undefined;
  }
  return result.join('/');
}

/** The path without the extension of an SQL file, or of code that stands in its place. */
export function stem(name: string): string {
  return name.replace(/\.(?:sql|go|rs|java|kt|py|[cm]?[jt]s)$/i, '');
}

/** Dumps, seeds and hooks that tools keep beside their migrations. A name with a number in front is a migration, whatever follows. */
export function isNoMigration(name: string): boolean {
  return /^(?:(?:.*[-_.])?(?:seeds?|schema|structure|roles|dump)|bootstrap|onabort)\.sql$/i.test(name) && !/^\d/.test(name);
}

/** Folders of SQL that is not run once and in order. */
const OTHER_FOLDER =
  /(?:^|\/)(?:quer(?:y|ies)|seeds?|seeders?|tests?|__tests__|specs?|e2e|benchmarks?|snapshots?|functions|procedures|views|triggers|verify|reverts?|rollbacks?|downs?|undo)(?:\/|$)/i;

export function isNoMigrationsFolder(path: string): boolean {
  return OTHER_FOLDER.test(path);
}
