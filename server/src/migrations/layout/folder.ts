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

/**
 * Code files directly in the folder, by the ending of their names. Callers list them before SQL files, so that a repeated version is
 * reported at the SQL file.
 */
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

/** Every tool asks for the same lists of a folder. */
const lists = new WeakMap<FolderView, Listed>();

/** A direct subfolder and the files directly in it, by name. */
export interface Subfolder {
  readonly name: string;
  readonly files: ReadonlyMap<string, SourceFile>;
}

/** Direct subfolders, in the order of the view, except hidden ones. */
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

/** The folder that contains a path; '' at the top. */
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

/** The path without the extension of an SQL or code file. */
export function stem(name: string): string {
  return name.replace(/\.(?:sql|go|rs|java|kt|py|[cm]?[jt]s)$/i, '');
}

/** Whether a file is a dump, a seed or a hook beside the migrations. A name that begins with a number is a migration. */
export function isNoMigration(name: string): boolean {
  return /^(?:(?:.*[-_.])?(?:seeds?|schema|structure|roles|dump)|bootstrap|onabort)\.sql$/i.test(name) && !/^\d/.test(name);
}

/** Folders whose SQL is not run once and in order. */
const OTHER_FOLDER =
  /(?:^|\/)(?:quer(?:y|ies)|seeds?|seeders?|tests?|__tests__|specs?|e2e|benchmarks?|snapshots?|functions|procedures|views|triggers|verify|reverts?|rollbacks?|downs?|undo)(?:\/|$)/i;

export function isNoMigrationsFolder(path: string): boolean {
  return OTHER_FOLDER.test(path);
}
