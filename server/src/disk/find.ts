import path from 'node:path';
import { type Disk, realDisk } from './disk';

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
export function findFiles(folder: string, { isWanted, isSkipped }: FileFilter, disk: Disk = realDisk): readonly string[] {
  const found: string[] = [];
  const visited = new Set<string>();
  const links: string[] = [];
  const visit = (at: string): void => {
    const here = path.join(folder, at);
    const real = disk.realPath(here);
    if (real === undefined || visited.has(real)) return;
    visited.add(real);
    for (const { name, kind } of disk.entries(here)) {
      const below = at === '' ? name : `${at}/${name}`;
      const target = kind === 'link' ? disk.kind(path.join(here, name)) : kind;
      if (target === 'file' && isWanted(below)) found.push(below);
      else if (target === 'folder' && !isSkipped(name)) {
        if (kind === 'link') links.push(below);
        else visit(below);
      }
    }
  };
  visit('');
  const top = disk.realPath(folder) ?? folder;
  // Following a link to a folder above would search the whole disk.
  for (const link of links) if (!isWithin(top, disk.realPath(path.join(folder, link)) ?? top)) visit(link);
  return found.sort();
}

/** Whether a path is a folder or lies below it. Both are absolute. */
export function isWithin(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative === '' || !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative));
}
