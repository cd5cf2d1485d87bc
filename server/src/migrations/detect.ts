import { entries, parentFolder } from './layout/folder';
import { otherEngine } from './otherEngine';
import type { Detection, FileLookup, FolderListing, FolderView, MigrationTool, SourceFile } from './tool';
import { toolById, tools } from './tools';
import { SKIPPED_FOLDERS } from './watched';

/**
 * Folders of a workspace that hold migrations, and whose they are, sorted by folder. The outermost folder that a tool can read
 * is taken; where that tool reads folders below its own, only one that surely belongs to another tool is a root of its own.
 */
export function detectRoots(files: readonly SourceFile[], lookup: FileLookup): readonly Detection[] {
  const kept = files.filter(({ path }) => !isSkipped(path)).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const found: Detection[] = [];
  const listing = listingOf(kept);
  for (const path of candidates(kept)) {
    const detection = detectFolder(viewOf(path, kept), lookup, listing);
    if (detection !== undefined && !found.some((root) => root.folder === detection.folder || reads(root, detection))) found.push(detection);
  }
  // A folder may turn out to belong to one above it that was found later.
  return found.filter((detection) => !found.some((root) => reads(root, detection))).sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** Whose migrations one folder holds: the tool with the best evidence. Undefined: they are no migrations, or not PostgreSQL's. */
export function detectFolder(folder: FolderView, lookup: FileLookup, listing: FolderListing): Detection | undefined {
  const owner = lockOwner(folder);
  if (otherEngine(folder, owner, lookup) !== undefined) return undefined;
  const claims = (owner === undefined ? tools : [owner]).flatMap((tool) => tool.detect(folder, lookup, listing) ?? []);
  for (const confidence of ['proof', 'strong', 'guess'] as const) {
    const claim = claims.find((each) => each.confidence === confidence);
    if (claim !== undefined) return claim;
  }
  return undefined;
}

/** A folder with migrations that are not for PostgreSQL, and how one can tell. */
export interface ForeignFolder {
  readonly folder: string;
  readonly reason: string;
}

/** Folders that look like migrations and belong to another database; those below another one are left out. */
export function foreignFolders(files: readonly SourceFile[], lookup: FileLookup): readonly ForeignFolder[] {
  const kept = files.filter(({ path }) => !isSkipped(path)).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const found: ForeignFolder[] = [];
  for (const path of candidates(kept)) {
    const view = viewOf(path, kept);
    const reason = otherEngine(view, lockOwner(view), lookup);
    if (reason !== undefined && !found.some(({ folder }) => isBelow(path, folder))) found.push({ folder: path, reason });
  }
  return found.sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** Files by the folder that they stand in; put together when the first one is asked for. */
export function listingOf(files: readonly SourceFile[]): FolderListing {
  let folders: Map<string, SourceFile[]> | undefined;
  return (folder) => {
    if (folders === undefined) {
      folders = new Map();
      for (const file of files) {
        const known = folders.get(parentFolder(file.path));
        if (known === undefined) folders.set(parentFolder(file.path), [file]);
        else known.push(file);
      }
    }
    return folders.get(folder) ?? [];
  };
}

/** A lock or order file says whose folder it is, also where it says that its SQL is none of ours. */
function lockOwner(folder: FolderView): MigrationTool | undefined {
  const names = new Set(entries(folder).map(({ name }) => name));
  return tools.find(({ lockFile }) => lockFile !== undefined && names.has(lockFile));
}

/** The files of a folder and below it, of files sorted by path. They stand together, between the path with `/` and with what follows `/`. */
export function viewOf(path: string, files: readonly SourceFile[]): FolderView {
  return { path, files: path === '' ? files : files.slice(firstAt(`${path}/`, files), firstAt(`${path}0`, files)) };
}

/** What a tool is given to lay a folder out: its files, and those of the folders that belong to it. */
export function viewFor(tool: MigrationTool, path: string, files: readonly SourceFile[]): FolderView {
  const view = viewOf(path, files);
  const others = (tool.companions?.(path) ?? []).flatMap((other) => viewOf(other, files).files);
  return others.length === 0 ? view : { path, files: [...view.files, ...others] };
}

/** Index of the first file whose path is not before the given one. */
function firstAt(path: string, files: readonly SourceFile[]): number {
  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (files[middle]!.path < path) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Folders with SQL files, and those that a tool sees in the name of a file below them; the outermost first. */
function candidates(files: readonly SourceFile[]): readonly string[] {
  const found = new Set<string>();
  for (const { path } of files) {
    if (/\.sql$/i.test(path)) found.add(parentFolder(path));
    for (const tool of tools) {
      const root = tool.rootOf?.(path);
      if (root !== undefined) found.add(root);
    }
  }
  return [...found].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}

/** Does a root's tool read the files of a folder below it, as far as one can tell? */
function reads(root: Detection, { folder, tool, confidence }: Detection): boolean {
  return toolById(root.tool).readsBelow && isBelow(folder, root.folder) && (tool === root.tool || confidence === 'guess');
}

function isSkipped(path: string): boolean {
  return parentFolder(path)
    .split('/')
    .some((segment) => SKIPPED_FOLDERS.includes(segment));
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' ? path !== '' : path.startsWith(`${folder}/`);
}

function depth(folder: string): number {
  return folder === '' ? 0 : folder.split('/').length;
}
