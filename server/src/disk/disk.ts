import { chmodSync, existsSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../cli/exit';

/** A text file as it stands on the disk. */
export interface DiskText {
  /** Without the byte order mark. */
  readonly text: string;
  readonly hasMark: boolean;
  /** Some bytes are no UTF-8: they were replaced, and writing the text back would lose them. */
  readonly isDamaged: boolean;
}

/** Undefined when it cannot be read. */
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

/** Fails, with a message for people, when the file (or a new one in its folder) could not be written. Nothing is changed. */
export function checkWritable(file: string, shown: string): void {
  const existing = statSync(file, { throwIfNoEntry: false });
  if (existing?.isDirectory() === true) throw new Failure(`${shown} cannot be written: it is a folder.`);
  // A rename would replace a write-protected file all the same, so its mode is looked at, not what the user may do.
  if (existing !== undefined && (existing.mode & 0o222) === 0) throw new Failure(`${shown} cannot be written: it is read-only.`);
  if (!existsSync(path.dirname(file))) throw new Failure(`${shown} cannot be written: its folder does not exist.`);
}

/** Writes a file as a whole or not at all: a reader never meets half of it. A symbolic link stays one. */
export function writeText(file: string, shown: string, text: string): void {
  checkWritable(file, shown);
  const target = existsSync(file) ? realpathSync(file) : file;
  const draft = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text);
    if (existsSync(target)) chmodSync(draft, statSync(target).mode);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new Failure(`${shown} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What a walk looks for. Both are asked about paths relative to the folder where it began, with forward slashes. */
export interface Walk {
  isWanted(file: string): boolean;
  isSkipped(folderName: string): boolean;
}

/**
 * Files in a folder and below it, relative to the folder, sorted. Each folder is visited once, under its own name
 * rather than that of a link to it, so links cannot lead in circles; a folder that cannot be read counts as empty.
 */
export function walk(folder: string, { isWanted, isSkipped }: Walk): readonly string[] {
  const found: string[] = [];
  const visited = new Set<string>();
  const links: string[] = [];
  const visit = (at: string): void => {
    const here = path.join(folder, at);
    const real = realPath(here);
    if (real === undefined || visited.has(real)) return;
    visited.add(real);
    for (const entry of entriesOf(here)) {
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
  // A link to a folder above would have the whole disk walked.
  for (const link of links) if (!isWithin(top, realPath(path.join(folder, link)) ?? top)) visit(link);
  return found.sort();
}

/** Whether a path is a folder or lies below it; both absolute. */
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

function entriesOf(folder: string): ReturnType<typeof readEntries> {
  try {
    return readEntries(folder);
  } catch {
    return [];
  }
}

function readEntries(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}
