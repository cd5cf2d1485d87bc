import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';

/** What can be asked of a disk. No question throws. */
export interface Disk {
  /** The content of a file; undefined when it cannot be read. */
  bytes(file: string): Uint8Array | undefined;
  /** The entries of a folder in the order of the file system; none when it cannot be read. */
  entries(folder: string): readonly DiskEntry[];
  /** What a path leads to, through links; undefined when it leads nowhere. */
  kind(path: string): 'file' | 'folder' | 'other' | undefined;
  /** The path without links; undefined when it leads nowhere. */
  realPath(path: string): string | undefined;
}

export interface DiskEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

export const realDisk: Disk = {
  bytes: (file) => attempt(() => readFileSync(file)),
  entries: (folder) => attempt(() => readdirSync(folder, { withFileTypes: true }).map(entry)) ?? [],
  kind(path) {
    const found = attempt(() => statSync(path, { throwIfNoEntry: false }));
    return found && (found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other');
  },
  realPath: (path) => attempt(() => realpathSync.native(path)),
};

function entry(found: Dirent): DiskEntry {
  const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : found.isSymbolicLink() ? 'link' : 'other';
  return { name: found.name, kind };
}

function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
