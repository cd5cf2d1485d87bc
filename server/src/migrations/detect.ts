import { type EngineOfRoot, engineOf, type Surroundings } from './engineOf';
import type { Databases } from './evidence/databases';
import { entries, parentFolder } from './layout/folder';
import type { Claim, FileLookup, FolderListing, FolderView, MigrationTool, NamedDatabase, SourceFile } from './tool';
import { toolById, tools } from './tools';
import { looseClaim } from './tools/plain';
import { SKIPPED_FOLDERS } from './watched';

/** A folder of migrations, with its tool and its engine. */
export interface Detection extends Claim {
  readonly engine: EngineOfRoot;
}

/**
 * The roots of a workspace, sorted by folder, including those for databases that cannot be read. The outermost folder that a tool
 * claims is the root. Where that tool reads subfolders, a subfolder is a root of its own only if it surely belongs to another tool or
 * another database.
 */
export function detectRoots(files: readonly SourceFile[], lookup: FileLookup, databases: Databases): readonly Detection[] {
  const kept = files.filter(({ path }) => !isSkipped(path)).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const found: Detection[] = [];
  const surroundings = { lookup, listing: listingOf(kept) };
  for (const path of candidates(kept)) {
    const detection = detectFolder(viewOf(path, kept), surroundings, databases);
    if (detection !== undefined && !found.some((root) => root.folder === detection.folder || reads(root, detection, databases)))
      found.push(detection);
  }
  // A folder above this one may have been found after it.
  return found
    .filter((detection) => !found.some((root) => reads(root, detection, databases)))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** The tool with the best evidence for one folder, and the folder's engine. Undefined when the folder holds no migrations. */
export function detectFolder(folder: FolderView, surroundings: Surroundings, databases: Databases): Detection | undefined {
  const owner = lockOwner(folder);
  const asked = owner === undefined ? tools : [owner];
  const claims = asked.flatMap((tool) => tool.detect(folder, surroundings.lookup, surroundings.listing) ?? []);
  const claim = best(claims) ?? looseClaim(folder);
  if (claim === undefined) return undefined;
  const claimant = toolById(claim.tool);
  const onlyFor = claim.confidence === 'guess' ? undefined : onlyDatabase(claimant);
  const engine = engineOf(folder, surroundings, databases, { asked: [claimant, ...asked.filter((tool) => tool !== claimant)], onlyFor });
  // A loose claim is too weak for a root, but says why an unreadable folder is not read.
  return claims.length === 0 && isRead({ engine }, databases) ? undefined : { ...claim, engine };
}

/** Whether one of the readable engines reads the root. */
export function isRead({ engine }: Pick<Detection, 'engine'>, { readable }: Databases): boolean {
  return readable.some(({ id }) => id === engine.engine);
}

/** The engine of a folder whose tool is already known. */
export function engineOfFolder(folder: FolderView, tool: MigrationTool, surroundings: Surroundings, databases: Databases): EngineOfRoot {
  return engineOf(folder, surroundings, databases, { asked: [tool], onlyFor: onlyDatabase(tool) });
}

function onlyDatabase({ name, onlyFor }: MigrationTool): NamedDatabase | undefined {
  return onlyFor === undefined ? undefined : { name: onlyFor, evidence: `${name} knows no other database` };
}

function best(claims: readonly Claim[]): Claim | undefined {
  for (const confidence of ['proof', 'strong', 'guess'] as const) {
    const claim = claims.find((each) => each.confidence === confidence);
    if (claim !== undefined) return claim;
  }
  return undefined;
}

/** Files by folder. The index is built at the first call. */
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

/** The tool whose lock or order file stands in the folder. */
function lockOwner(folder: FolderView): MigrationTool | undefined {
  const names = new Set(entries(folder).map(({ name }) => name));
  return tools.find(({ lockFile }) => lockFile !== undefined && names.has(lockFile));
}

/** The files in and below a folder. `files` is sorted by path, so they are the range between `path/` and `path0` (`0` follows `/`). */
export function viewOf(path: string, files: readonly SourceFile[]): FolderView {
  return { path, files: path === '' ? files : files.slice(firstAt(`${path}/`, files), firstAt(`${path}0`, files)) };
}

/** The view that a tool lays out: the files of the folder and of its companion folders. */
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

/** Folders with SQL files, and folders that a tool infers from a file's path (`rootOf`). The outermost come first. */
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

/**
 * Whether a folder below a root is part of it. An unreadable root takes in subfolders for the same engine, whatever their tool, so
 * that they are reported once; it never takes in a subfolder with evidence for another engine.
 */
function reads(root: Detection, { folder, tool, confidence, engine }: Detection, databases: Databases): boolean {
  if (!isBelow(folder, root.folder)) return false;
  if (!isRead(root, databases)) {
    if (engine.engine === root.engine.engine) return true;
    if (engine.evidence !== undefined) return false;
  }
  return toolById(root.tool).readsBelow && (tool === root.tool || confidence === 'guess');
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
