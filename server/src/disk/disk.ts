import { chmodSync, existsSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A text file as it stands on the disk. */
export interface DiskText {
  /** Without the byte order mark. */
  readonly text: string;
  readonly hasMark: boolean;
  /** Some bytes are not UTF-8. They were replaced by U+FFFD, so writing the text back would lose them. */
  readonly isDamaged: boolean;
}

/** Reads a text file. Undefined when the file cannot be read. */
export function readText(file: string): DiskText | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return undefined;
  }
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = hasMark ? bytes.subarray(3) : bytes;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content), hasMark, isDamaged: false };
  } catch {
    return { text: content.toString('utf8'), hasMark, isDamaged: true };
  }
}

/** The reason why a file cannot be written. */
export type WriteProblem =
  | { readonly kind: 'folder' | 'read-only' | 'no-folder' }
  /** The system refused; `reason` is its message. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Checks that the file, or a new one in its folder, can be written, without writing. Undefined when it can. */
export function writeProblem(file: string): WriteProblem | undefined {
  const existing = statSync(file, { throwIfNoEntry: false });
  if (existing?.isDirectory() === true) return { kind: 'folder' };
  // A rename replaces even a write-protected file, so the mode decides and not the permissions of the user.
  if (existing !== undefined && (existing.mode & 0o222) === 0) return { kind: 'read-only' };
  return existsSync(path.dirname(file)) ? undefined : { kind: 'no-folder' };
}

/**
 * Writes a file completely or not at all: a reader never sees half of it. A symbolic link stays a link.
 * Undefined when the file was written.
 */
export function writeText(file: string, text: string): WriteProblem | undefined {
  const problem = writeProblem(file);
  if (problem !== undefined) return problem;
  const target = existsSync(file) ? realpathSync(file) : file;
  const draft = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text);
    if (existsSync(target)) chmodSync(draft, statSync(target).mode);
    renameSync(draft, target);
    return undefined;
  } catch (error) {
    rmSync(draft, { force: true });
    return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Which files a search returns and which folders it enters. */
export interface FileFilter {
  /** Receives the path relative to the searched folder, with forward slashes. */
  isWanted(file: string): boolean;
  /** Receives the folder's own name. */
  isSkipped(folderName: string): boolean;
}

/**
 * Files in a folder and below it: relative to the folder, with forward slashes, sorted. Each folder is visited once, under its
 * own path rather than that of a symbolic link, so links cannot form a cycle. A folder that cannot be read counts as empty.
 */
export function findFiles(folder: string, { isWanted, isSkipped }: FileFilter): readonly string[] {
  const found: string[] = [];
  const visited = new Set<string>();
  const links: string[] = [];
  const visit = (at: string): void => {
    const here = path.join(folder, at);
    const real = realPath(here);
    if (real === undefined || visited.has(real)) return;
    visited.add(real);
    for (const entry of directoryEntries(here)) {
      const below = at === '' ? entry.name : `${at}/${entry.name}`;
      const isLink = entry.isSymbolicLink();
      const target = isLink ? statSync(path.join(here, entry.name), { throwIfNoEntry: false }) : entry;
      if (target?.isFile() === true && isWanted(below)) found.push(below);
      else if (target?.isDirectory() === true && !isSkipped(entry.name)) {
        if (isLink) links.push(below);
        else visit(below);
      }
    }
  };
  visit('');
  const top = realPath(folder) ?? folder;
  // Following a link to a folder above would search the whole disk.
  for (const link of links) if (!isWithin(top, realPath(path.join(folder, link)) ?? top)) visit(link);
  return found.sort();
}

/** Whether a path is a folder or lies below it. Both are absolute. */
export function isWithin(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative === '' || !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative));
}

function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

function directoryEntries(folder: string): ReturnType<typeof readEntries> {
  try {
    return readEntries(folder);
  } catch {
    return [];
  }
}

function readEntries(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}
